/** Parameters of BM25 (Robertson & Zaragoza 2009). */
export interface Bm25 {
  /** How soon repeating a term stops to matter; 0 ignores repetition. 1.2 is usual, and as good as any here. */
  readonly k1: number;
  /** How much long papers are held back, 0 to 1. Summaries have much the same length, so half the usual .75. */
  readonly b: number;
}

export const BM25: Bm25 = { k1: 1.2, b: 0.5 };

/** Inverse document frequency that stays positive (the form of Lucene): `frequency` of `total` papers hold the term. */
export function idf(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

/**
 * What a paper's length adds to the denominator: a term that occurs `count` times scores
 * idf x (k1 + 1) x count / (count + norm).
 */
export function lengthNorm(length: number, averageLength: number, { k1, b }: Bm25 = BM25): number {
  return k1 * (1 - b + (b * length) / averageLength);
}
