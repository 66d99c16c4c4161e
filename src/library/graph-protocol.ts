import type { CarriedError } from './messages.ts';

/** A graph to build. */
export interface GraphJob {
  /** Where it is written; a new file. */
  readonly path: string;
  /** Unit vectors, row after row. */
  readonly vectorsPath: string;
  readonly size: number;
  readonly dimensions: number;
}

/** From a thread that builds a graph. */
export type FromGraphThread = { readonly added: number } | { readonly done: true } | { readonly failed: CarriedError };
