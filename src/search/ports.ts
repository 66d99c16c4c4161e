import type { Day, Paper } from '../paper.ts';

/** Which rows a search may return. */
export interface RowSet {
  /** How many rows are in the set. */
  readonly size: number;
  has(row: number): boolean;
  /** The rows, ascending. */
  rows(): Iterable<number>;
}

export interface VectorHit {
  readonly row: number;
  /** Cosine similarity, -1 to 1. */
  readonly score: number;
}

/** Vectors of passages, rows 0 to size - 1. */
export interface VectorIndex {
  readonly size: number;
  readonly dimensions: number;
  /**
   * The `k` rows most like `query` (a unit vector), best first; fewer when there are fewer.
   *
   * @throws PapersError `bad_input` when the query has another dimension or a component that is not finite.
   */
  search(query: Float32Array, k: number, allowed?: RowSet): VectorHit[];
}

/** The papers of one segment, as columns in memory and whole papers on disk. Rows count from 0. */
export interface PaperTable {
  /** Number of papers. */
  readonly size: number;
  /** Number of passages; their rows run on from paper to paper, in order. */
  readonly passages: number;
  id(row: number): string;
  title(row: number): string;
  day(row: number): Day;
  votes(row: number): number | undefined;
  authors(row: number): readonly string[];
  /** The row of the paper's first passage; `firstPassage(size)` is {@link passages}. */
  firstPassage(row: number): number;
  /** The row of the paper that a passage belongs to. */
  paperOf(passage: number): number;
  /** The row of a paper by arXiv id, or undefined. */
  rowOf(id: string): number | undefined;
  /** False when a later segment holds a newer version of this paper, or the paper is gone: it must not be found. */
  live(row: number): boolean;
  /** The whole paper. May read from disk. */
  paper(row: number): Paper;
}
