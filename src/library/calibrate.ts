import { type Calibration, calibrationSchema } from '../search/confidence.ts';
import { generationId } from './manifest.ts';
import { IndexStore } from './store.ts';

/**
 * Stores thresholds with the index they were measured on. It is a new generation of the same files; later generations
 * of the same embedder keep the thresholds.
 *
 * @param calibration null for the retriever's own.
 * @returns the id of the generation.
 * @throws PapersError `index_missing`, `index_damaged`, `index_foreign`; `unavailable` when another program is indexing.
 */
export async function storeCalibration(indexDir: string, calibration: Calibration | null): Promise<string> {
  const store = new IndexStore(indexDir);
  await store.manifest(); // nothing is begun where there is no index
  const writer = await store.beginWriting();
  try {
    const manifest = await store.manifest();
    const generation = generationId(new Date().toISOString());
    const checked = calibration === null ? null : calibrationSchema.parse(calibration);
    await writer.publish({ ...manifest, generation, calibration: checked });
    return generation;
  } finally {
    await writer.close();
  }
}
