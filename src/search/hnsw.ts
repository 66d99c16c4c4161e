import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import hnswlib from 'hnswlib-node';
import { PapersError } from '../errors.ts';
import { Best, checkQuery, dot } from './exact.ts';
import type { RowSet, VectorHit, VectorIndex } from './ports.ts';

/**
 * Links a node keeps, and candidates looked at to choose them (`npm run bench -- scale` measures what is found). Of 40,000
 * vectors 60, 100 and 200 candidates found .998, .997 and .998 of the ten nearest, in 11, 22 and 38 s. Changing them means
 * rebuilding.
 */
const M = 16;
const EF_CONSTRUCTION = 60;
/** Candidates kept while walking: of 200,000 vectors 200 find .976 of the ten nearest, 128 .958. hnswlib forgets it on every load. */
const EF_SEARCH = 200;
/** A filter that leaves at most this many rows, or this share, is scanned exactly: walking would visit mostly forbidden nodes. */
const SCAN_ROWS = 2_000;
const SCAN_SHARE = 0.02;
const SEED = 100;
/** Neighbouring vectors read from the disk at once: a call of the system costs more than the numbers that it brings. */
const READ_ROWS = 64;

/** Vectors on disk, row after row, read as needed: the graph holds its own copy, so they are not kept in memory twice. */
class VectorFile {
  readonly #file: number;
  readonly #dimensions: number;
  readonly #rows: Float32Array;

  constructor(path: string, dimensions: number) {
    this.#file = openSync(path, 'r');
    this.#dimensions = dimensions;
    this.#rows = new Float32Array(READ_ROWS * dimensions);
  }

  /** The vector of a row; valid until the next call. */
  read(row: number): Float32Array {
    return this.readRun(row, 1);
  }

  /** The vectors of `count` rows from `first` on, at most {@link READ_ROWS}, one after the other; valid until the next call. */
  readRun(first: number, count: number): Float32Array {
    const bytes = this.#dimensions * 4;
    const got = readSync(this.#file, this.#rows, 0, count * bytes, first * bytes);
    if (got !== count * bytes) {
      throw new PapersError('index_damaged', `expected ${count * bytes} bytes from vector ${first} on, got ${got}`);
    }
    return this.#rows.subarray(0, count * this.#dimensions);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** An approximate index over hnswlib's graph (Malkov & Yashunin 2018), cosine similarity on unit vectors. */
export class HnswIndex implements VectorIndex {
  readonly size: number;
  readonly dimensions: number;
  readonly #graph: InstanceType<typeof hnswlib.HierarchicalNSW>;
  readonly #vectors: VectorFile;

  private constructor(graph: InstanceType<typeof hnswlib.HierarchicalNSW>, vectors: VectorFile, dimensions: number) {
    this.#graph = graph;
    this.#vectors = vectors;
    this.dimensions = dimensions;
    this.size = graph.getCurrentCount();
  }

  /**
   * Builds the graph of vectors that lie on the disk, and writes it to `path`. The vectors are in memory once, in the
   * graph. Adding is synchronous in hnswlib; the event loop gets a turn every few hundred vectors.
   *
   * @param vectorsPath unit vectors, row after row: size x dimensions numbers.
   * @param onProgress called with the number of vectors added.
   * @throws PapersError `bad_input` for a component that is not finite, which hnswlib would take silently;
   *   `cancelled` when `signal` aborts.
   */
  static async build(
    path: string,
    vectorsPath: string,
    { size, dimensions }: { size: number; dimensions: number },
    options: { onProgress?: (added: number) => void; signal?: AbortSignal } = {},
  ): Promise<void> {
    const vectors = new VectorFile(vectorsPath, dimensions);
    try {
      const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
      graph.initIndex(size, M, EF_CONSTRUCTION, SEED);
      for (let row = 0; row < size; row++) {
        const vector = Array.from(vectors.read(row));
        if (!vector.every(Number.isFinite)) {
          throw new PapersError('bad_input', `expected finite numbers in vector ${row}, got NaN or infinity`);
        }
        graph.addPoint(vector, row);
        if (row % 256 === 255) {
          if (options.signal?.aborted) throw new PapersError('cancelled', 'building the vector index was cancelled');
          options.onProgress?.(row + 1);
          await breathe();
        }
      }
      options.onProgress?.(size);
      await graph.writeIndex(path);
    } finally {
      vectors.close();
    }
  }

  /**
   * Loads a graph that was verified against its manifest before (a damaged file can take the process down), and opens
   * the vectors that it was built from.
   *
   * @throws PapersError `index_damaged` when it does not hold `size` vectors.
   */
  static async read(
    path: string,
    vectorsPath: string,
    expected: { size: number; dimensions: number },
  ): Promise<HnswIndex> {
    const graph = new hnswlib.HierarchicalNSW('ip', expected.dimensions);
    try {
      await graph.readIndex(path);
    } catch (cause) {
      throw new PapersError('index_damaged', `${path}: hnswlib cannot read it`, { cause });
    }
    if (graph.getCurrentCount() !== expected.size) {
      throw new PapersError(
        'index_damaged',
        `${path}: expected ${expected.size} vectors, got ${graph.getCurrentCount()}`,
      );
    }
    graph.setEf(EF_SEARCH);
    return new HnswIndex(graph, new VectorFile(vectorsPath, expected.dimensions), expected.dimensions);
  }

  search(query: Float32Array, k: number, allowed?: RowSet): VectorHit[] {
    checkQuery(query, this.dimensions);
    const wanted = Math.min(k, allowed?.size ?? this.size);
    if (wanted <= 0) return [];
    if (allowed && (allowed.size <= SCAN_ROWS || allowed.size <= this.size * SCAN_SHARE))
      return this.#scan(query, wanted, allowed);
    if (wanted > EF_SEARCH) this.#graph.setEf(wanted);
    const found = this.#graph.searchKnn(Array.from(query), wanted, allowed ? (row) => allowed.has(row) : undefined);
    if (wanted > EF_SEARCH) this.#graph.setEf(EF_SEARCH);
    return found.neighbors.map((row, at) => ({ row, score: 1 - found.distances[at]! }));
  }

  /** Releases the file of vectors; the index must not be searched afterwards. */
  close(): void {
    this.#vectors.close();
  }

  #scan(query: Float32Array, k: number, allowed: RowSet): VectorHit[] {
    const best = new Best(k);
    for (const [first, count] of runs(allowed.rows())) {
      const vectors = this.#vectors.readRun(first, count);
      for (let at = 0; at < count; at++) best.offer(first + at, dot(query, vectors, at * this.dimensions));
    }
    return best.take();
  }
}

/** Rows as runs of neighbours, the first of each and how many, at most {@link READ_ROWS}. */
function* runs(rows: Iterable<number>): Generator<[first: number, count: number]> {
  let first = 0;
  let count = 0;
  for (const row of rows) {
    if (count > 0 && row === first + count && count < READ_ROWS) count++;
    else {
      if (count > 0) yield [first, count];
      [first, count] = [row, 1];
    }
  }
  if (count > 0) yield [first, count];
}
