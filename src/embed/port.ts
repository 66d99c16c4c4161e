/**
 * Turns text into vectors. A port: implementations make one call each and no more; batching, order, retry and
 * cancellation live once, above it (`batching.ts`).
 */
export interface Embedder {
  /** For people: `builtin`, `transformers Xenova/multilingual-e5-small`, `openai text-embedding-3-small`. */
  readonly name: string;
  /**
   * Everything that decides the vectors: model, prefixes, pooling, dimensions, fit. Vectors of different fingerprints
   * must never meet in one index.
   */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** The largest number of texts one call of {@link embedPassages} accepts. */
  readonly maxBatch: number;
  /**
   * @param texts at most {@link maxBatch} texts, any length, any script, empty included.
   * @returns one unit vector of {@link dimensions} finite numbers a text, in the same order; a text that holds nothing
   *   the model knows gives the zero vector.
   * @throws PapersError `unavailable` when an outside model fails, `cancelled` when `signal` aborts.
   */
  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
  /** Like {@link embedPassages} for one question; a second verb because retrieval models prefix the two differently. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>;
}
