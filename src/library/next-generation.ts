import { chanceCosine } from '../embed/chance.ts';
import { PapersError } from '../errors.ts';
import type { Day, Paper } from '../paper.ts';
import type { Analyzer } from '../search/analyzer.ts';
import type { Concept } from '../search/glossary.ts';
import { LexicalIndex } from '../search/lexical.ts';
import { type FormerIndex, shelvesOf } from './former-index.ts';
import { GraphBuilder } from './graph-builder.ts';
import { type EmbedderChoice, factsOf, loadEmbedder, type PreparedEmbedder, trainEmbedder } from './index-embedder.ts';
import type { IndexWriter } from './index-writer.ts';
import {
  type DailyFileRecord,
  type FileRef,
  generationId,
  MANIFEST_FORMAT,
  MANIFEST_VERSION,
  type Manifest,
  type SegmentRef,
} from './manifest.ts';
import { livePassages, type Plan } from './plan.ts';
import type { IndexStore } from './store.ts';
import { VectorBank } from './vector-bank.ts';
import { VectorJournal } from './vector-journal.ts';
import { type IngestProgress, writeSegment } from './write-segment.ts';

/** What the next generation is made of. */
export interface NextGeneration {
  readonly store: IndexStore;
  readonly writer: IndexWriter;
  readonly analyzer: Analyzer;
  /** The generation it follows, or undefined. */
  readonly index: FormerIndex | undefined;
  readonly plan: Plan;
  readonly embedder: EmbedderChoice;
  /** Whether the built-in embedder is trained anew. */
  readonly train: boolean;
  readonly concepts: readonly Concept[];
  /** How many papers it holds. */
  readonly papers: number;
  readonly dailyFiles: readonly DailyFileRecord[];
  readonly rebuild?: boolean;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Writes the next generation and switches to it.
 *
 * @returns its manifest, and how many passages were embedded for it.
 */
export async function writeGeneration(next: NextGeneration): Promise<{ manifest: Manifest; embedded: number }> {
  const { store, writer, analyzer, index, plan } = next;
  // Also where everything is made anew: vectors and thresholds of the same embedder are still good.
  const before = await store.manifest().catch(() => undefined);
  const { embedder, about } = await prepareEmbedder(next, before);
  const journal = about.model
    ? undefined
    : await VectorJournal.open(writer.journals, about.fingerprint, about.dimensions);
  const shelves = isSame(before, about) ? await shelvesOf(store, before, next.rebuild ?? false) : [];
  const bank = new VectorBank(journal ? [...shelves, journal.shelf()] : shelves, about.dimensions);
  let begun = 0;
  const graphs = new GraphBuilder({
    // Before all segments have their words, what the threads have done so far is not what is waited for.
    onProgress: (done, total) => begun === plan.write.length && next.onProgress?.({ stage: 'graph', done, total }),
    ...(next.signal && { signal: next.signal }),
  });
  try {
    const sameWords = index?.manifest.analyzer.fingerprint === analyzer.fingerprint;
    const kept = sameWords ? plan.keep.map(({ ref }) => ref) : await withNewWords(next);
    const segments = kept.map((ref, at) => ({ ...ref, dead: [...plan.keep[at]!.dead].sort((a, b) => a - b) }));
    const written: Promise<SegmentRef>[] = [];
    let embedded = 0;
    const others = async () => (sameWords ? index?.mostWords() : undefined);
    for (const list of plan.write) {
      const one = await writeSegment(list, { ...next, embedder, bank, journal, graphs, others });
      written.push(one.finished);
      embedded += one.embedded;
      begun += 1;
    }
    graphs.report();
    segments.push(...(await Promise.all(written)));
    const builtAt = new Date().toISOString();
    const manifest: Manifest = {
      format: MANIFEST_FORMAT,
      version: MANIFEST_VERSION,
      generation: generationId(builtAt),
      builtAt,
      embedder: about,
      analyzer: {
        fingerprint: analyzer.fingerprint,
        glossary: sameWords ? index!.manifest.analyzer.glossary : await writeGlossary(next),
      },
      counts: { papers: next.papers, passages: livePassages(index, plan), ...daysOf(next) },
      segments,
      dailyFiles: [...next.dailyFiles],
      calibration: before?.embedder.name === about.name ? before.calibration : null,
    };
    if (next.signal?.aborted) throw new PapersError('cancelled', 'indexing was cancelled');
    await writer.publish(manifest);
    return { manifest, embedded };
  } finally {
    await graphs.close();
    await bank.close();
    await journal?.close();
  }
}

async function prepareEmbedder(next: NextGeneration, before: Manifest | undefined): Promise<PreparedEmbedder> {
  const { store, writer, analyzer, index, plan, embedder: choice, train, onProgress, signal } = next;
  if (choice !== 'builtin') {
    const facts = factsOf(choice);
    const known = isSame(before, facts) ? before.embedder.chance : undefined;
    return { embedder: choice, about: { ...facts, chance: known ?? (await chanceCosine(choice, signal)) } };
  }
  if (index && !train) {
    const { manifest } = index;
    return { embedder: await loadEmbedder(store, manifest, analyzer), about: manifest.embedder };
  }
  return trainEmbedder(writer, plan.write.flat(), analyzer, {
    onProgress: (share) => onProgress?.({ stage: 'training', done: Math.round(share * 100), total: 100 }),
    ...(signal && { signal }),
  });
}

function isSame(before: Manifest | undefined, about: Manifest['embedder']): before is Manifest {
  return before?.embedder.fingerprint === about.fingerprint && before.embedder.dimensions === about.dimensions;
}

/** The segments that stay, read with another glossary. Their dead papers are read too: rows must stay in step. */
async function withNewWords({ writer, analyzer, index, plan }: NextGeneration): Promise<SegmentRef[]> {
  const changed: SegmentRef[] = [];
  for (const { ref, place } of plan.keep) {
    const papers: readonly Paper[] = await index!.papersOf(place, new Set());
    const folder = await writer.makeFolder('segments');
    const bytes = LexicalIndex.build(papers, analyzer).encode();
    const lexical = await writer.write(`${folder}/lexical.bin`, [bytes]);
    changed.push({ ...ref, files: { ...ref.files, lexical } });
  }
  return changed;
}

/** The glossary is kept with the index: questions are read as its papers were. */
async function writeGlossary({ writer, concepts }: NextGeneration): Promise<FileRef> {
  const folder = await writer.makeFolder('glossary');
  return writer.write(`${folder}/glossary.json`, [JSON.stringify(concepts)]);
}

function daysOf({ index, plan }: NextGeneration): { days: number; firstDay?: Day; lastDay?: Day } {
  const days = new Set<Day>();
  for (const { place, dead } of plan.keep) {
    const columns = index!.columns(place);
    for (let row = 0; row < columns.size; row++) if (!dead.has(row)) days.add(columns.day(row));
  }
  for (const list of plan.write) for (const paper of list) days.add(paper.day);
  const sorted = [...days].sort();
  const [firstDay, lastDay] = [sorted[0], sorted.at(-1)];
  return { days: days.size, ...(firstDay && { firstDay }), ...(lastDay && { lastDay }) };
}
