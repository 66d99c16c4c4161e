import { PapersError } from '../errors.ts';
import type { Embedder } from './port.ts';

/**
 * Embeds any number of passages: batches sorted by length, so that a model that pads wastes little, results in the order
 * of `texts`. A vector that is not finite is an error, never stored.
 *
 * @param onProgress called with the number of texts done.
 * @throws what the embedder throws; PapersError `internal` when it breaks its contract; `cancelled` when `signal` aborts.
 */
export async function embedAll(
  embedder: Embedder,
  texts: readonly string[],
  options: { signal?: AbortSignal; onProgress?: (done: number) => void } = {},
): Promise<Float32Array[]> {
  const order = [...texts.keys()].sort((a, b) => texts[a]!.length - texts[b]!.length);
  const vectors = new Array<Float32Array>(texts.length);
  for (let from = 0; from < order.length; from += embedder.maxBatch) {
    if (options.signal?.aborted) throw new PapersError('cancelled', 'embedding was cancelled');
    const batch = order.slice(from, from + embedder.maxBatch);
    const got = await embedder.embedPassages(
      batch.map((at) => texts[at]!),
      options.signal,
    );
    if (got.length !== batch.length) {
      throw new PapersError('internal', `${embedder.name}: expected ${batch.length} vectors, got ${got.length}`);
    }
    for (const [index, at] of batch.entries()) vectors[at] = checked(got[index]!, embedder);
    options.onProgress?.(from + batch.length);
  }
  return vectors;
}

function checked(vector: Float32Array, embedder: Embedder): Float32Array {
  if (vector.length !== embedder.dimensions || !vector.every(Number.isFinite)) {
    throw new PapersError(
      'internal',
      `${embedder.name}: expected ${embedder.dimensions} finite numbers, got ${vector.length}, or some that are not finite`,
    );
  }
  return vector;
}
