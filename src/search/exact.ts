import { PapersError } from '../errors.ts';
import type { RowSet, VectorHit, VectorIndex } from './ports.ts';

/** Compares the query with every vector. Right for small segments and as the yardstick of recall. */
export class ExactIndex implements VectorIndex {
  readonly size: number;
  readonly dimensions: number;
  readonly #vectors: Float32Array;

  /** @param vectors unit vectors, row after row: size x dimensions numbers. */
  constructor(vectors: Float32Array, dimensions: number) {
    this.#vectors = vectors;
    this.dimensions = dimensions;
    this.size = vectors.length / dimensions;
  }

  search(query: Float32Array, k: number, allowed?: RowSet): VectorHit[] {
    checkQuery(query, this.dimensions);
    const best = new Best(k);
    if (allowed) for (const row of allowed.rows()) best.offer(row, this.#dot(query, row));
    else for (let row = 0; row < this.size; row++) best.offer(row, this.#dot(query, row));
    return best.take();
  }

  #dot(query: Float32Array, row: number): number {
    return dot(query, this.#vectors, row * this.dimensions);
  }
}

/** Inner product of `query` with the part of `vectors` that starts at `from`. */
export function dot(query: Float32Array, vectors: Float32Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < query.length; at++) sum += query[at]! * vectors[from + at]!;
  return sum;
}

/** @throws PapersError `bad_input` for a wrong dimension or a component that is not finite. */
export function checkQuery(query: Float32Array, dimensions: number): void {
  if (query.length !== dimensions) {
    throw new PapersError('bad_input', `expected a query vector of ${dimensions} dimensions, got ${query.length}`);
  }
  if (!query.every(Number.isFinite)) {
    throw new PapersError('bad_input', 'expected a query vector of finite numbers, got NaN or infinity');
  }
}

/** The k best of a stream of scored rows; ties go to the lower row. */
export class Best {
  readonly #k: number;
  readonly #heap: VectorHit[] = [];

  constructor(k: number) {
    this.#k = k;
  }

  offer(row: number, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#k) {
      heap.push({ row, score });
      let at = heap.length - 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!worse(heap[at]!, heap[up]!)) break;
        [heap[at], heap[up]] = [heap[up]!, heap[at]!];
        at = up;
      }
    } else if (this.#k > 0) {
      // Most rows end here, so nothing is allocated for them.
      const least = heap[0]!;
      if (!(least.score < score || (least.score === score && least.row > row))) return;
      heap[0] = { row, score };
      let at = 0;
      for (;;) {
        let low = at;
        for (const child of [2 * at + 1, 2 * at + 2]) {
          if (child < heap.length && worse(heap[child]!, heap[low]!)) low = child;
        }
        if (low === at) break;
        [heap[at], heap[low]] = [heap[low]!, heap[at]!];
        at = low;
      }
    }
  }

  /** The rows, best first. */
  take(): VectorHit[] {
    return [...this.#heap].sort((a, b) => (worse(a, b) ? 1 : -1));
  }
}

function worse(a: VectorHit, b: VectorHit): boolean {
  return a.score < b.score || (a.score === b.score && a.row > b.row);
}
