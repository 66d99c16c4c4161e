import { BuiltinEmbedder, BuiltinModel } from '../embed/builtin.ts';
import type { Embedder } from '../embed/port.ts';
import { trainBuiltin } from '../embed/training.ts';
import { PapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import type { Analyzer } from '../search/analyzer.ts';
import type { IndexWriter } from './index-writer.ts';
import { type Manifest, REBUILD_COMMAND } from './manifest.ts';
import type { IndexStore } from './store.ts';

/** Which embedder an index is made with: the built-in one, which the index itself holds, or one given from outside. */
export type EmbedderChoice = 'builtin' | Embedder;

/** The built-in embedder is trained anew when there are more than this many times the papers it was trained on. */
const OUTGROWN = 2;

/**
 * Makes sure that an index was made with the chosen embedder.
 *
 * @throws PapersError `index_foreign` that names both and the command that rebuilds.
 */
export function assertSameEmbedder(dir: string, manifest: Manifest, choice: EmbedderChoice): void {
  const { name, fingerprint, model } = manifest.embedder;
  if (choice === 'builtin' ? model !== undefined : fingerprint === choice.fingerprint) return;
  const chosen = choice === 'builtin' ? 'builtin' : `${choice.name} (${choice.fingerprint})`;
  throw new PapersError(
    'index_foreign',
    `The index in ${dir} was made with the embedder ${name} (${fingerprint}), the settings choose ${chosen}: vectors of two embedders cannot be compared. Choose the former, or make the index anew: ${REBUILD_COMMAND}`,
  );
}

/**
 * Whether the built-in embedder has to be trained: it is frozen once trained, so that vectors made on different days
 * stay comparable, but its features follow the glossary and its words the papers.
 *
 * @param papers how many there are now.
 */
export function needsTraining(former: Manifest | undefined, analyzer: Analyzer, papers: number): boolean {
  if (!former || former.analyzer.fingerprint !== analyzer.fingerprint) return true;
  return papers > OUTGROWN * (former.embedder.trainedOn ?? 0);
}

/** An embedder, and what the manifest says of it. */
export interface PreparedEmbedder {
  readonly embedder: Embedder;
  readonly about: Manifest['embedder'];
}

/** Trains the built-in embedder and writes its model. */
export async function trainEmbedder(
  writer: IndexWriter,
  papers: readonly Paper[],
  analyzer: Analyzer,
  options: { onProgress?: (share: number) => void; signal?: AbortSignal },
): Promise<PreparedEmbedder> {
  const model = await trainBuiltin(papers, analyzer, options);
  const embedder = new BuiltinEmbedder(model, analyzer);
  const file = await writer.write(`${await writer.makeFolder('models')}/builtin.bin`, [model.encode()]);
  return { embedder, about: { ...factsOf(embedder), model: file, trainedOn: model.trainedOn } };
}

/** What the manifest says of any embedder. */
export function factsOf({ name, fingerprint, dimensions }: Embedder): Manifest['embedder'] {
  return { name, fingerprint, dimensions };
}

/**
 * The built-in embedder that an index was made with.
 *
 * @throws PapersError `index_damaged` when its file is, `index_foreign` when this program reads it otherwise than the
 *   one that wrote it.
 */
export async function loadEmbedder(store: IndexStore, manifest: Manifest, analyzer: Analyzer): Promise<Embedder> {
  const { model, fingerprint } = manifest.embedder;
  if (!model) throw new PapersError('internal', 'expected an index made with the built-in embedder');
  const embedder = new BuiltinEmbedder(BuiltinModel.decode(await store.load(model)), analyzer);
  if (embedder.fingerprint === fingerprint) return embedder;
  throw new PapersError(
    'index_foreign',
    `${store.path(model)}: expected the embedder ${fingerprint}, got ${embedder.fingerprint}: the index was made by another version of this program; make it anew: ${REBUILD_COMMAND}`,
  );
}
