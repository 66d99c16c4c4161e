import type { ErrorCode } from '../errors.ts';
import type { Dtype, Pooling } from './models.ts';

/** The command that adds the package; it is optional because it weighs 400 MB. */
export const ADD_LIBRARY_COMMAND = 'npm install --include=optional';

/** What the worker thread is started with. */
export interface WorkerSetup {
  /** Absolute path of the model's folder. */
  readonly folder: string;
  readonly dtype: Dtype;
  readonly pooling: Pooling;
  readonly maxTokens: number;
  /** Numbers the model gives for a text. */
  readonly nativeDimensions: number;
  /** Numbers that are kept of them, from the first. */
  readonly dimensions: number;
  /** Threads of onnxruntime; absent: its own choice. */
  readonly threads?: number;
}

/** Said to the worker: texts to embed, prefixes included, or a job to give up. */
export type ToWorker =
  | {
      readonly job: number;
      readonly texts: readonly string[];
      /** A question that someone waits for goes before passages. */
      readonly urgent: boolean;
    }
  | { readonly cancel: number };

/** Said by the worker: raw pooled vectors one after another, or what went wrong. */
export type FromWorker =
  | { readonly job: number; readonly vectors: Float32Array }
  | { readonly job: number; readonly error: { readonly code: ErrorCode; readonly message: string } };
