import type { ErrorCode } from '../errors.ts';
import { isPapersError, messageOf, PapersError } from '../errors.ts';
import type { Day } from '../paper.ts';
import type { ReloadableLibrary } from './switch.ts';

/** What a library can be asked across the border of a thread. */
export type Verb = Exclude<keyof ReloadableLibrary, 'close'>;

/** An error as it crosses the border: classes do not. */
export interface CarriedError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What the worker is started with. */
export interface WorkerStart {
  /** Address of the thread's module. */
  readonly entry: string;
  readonly indexDir: string;
  /** Of an embedder that stays in the main thread; absent for the built-in one, which the index holds. */
  readonly embedder?: { readonly name: string; readonly fingerprint: string; readonly dimensions: number };
}

/** From the main thread to the worker. */
export type Request =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly verb: Verb;
      readonly args: readonly unknown[];
      /** The day it is. */
      readonly today: Day;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'vector'; readonly id: number; readonly vector: Float32Array }
  | { readonly kind: 'noVector'; readonly id: number; readonly error: CarriedError }
  | { readonly kind: 'close' };

/** From the worker to the main thread. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'notOpened'; readonly error: CarriedError }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: CarriedError }
  /** Wants the vector of a question, from the embedder of the main thread. */
  | { readonly kind: 'embed'; readonly id: number; readonly text: string }
  | { readonly kind: 'cancelEmbed'; readonly id: number };

/** Makes an error fit to cross. What is not ours is a fault of the program. */
export function carry(error: unknown): CarriedError {
  if (isPapersError(error)) return { code: error.code, message: error.message };
  return { code: 'internal', message: messageOf(error) };
}

/** The error on the other side. */
export function uncarry({ code, message }: CarriedError): PapersError {
  return new PapersError(code, message);
}
