import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { CorpusWarning } from '../corpus/warnings.ts';
import type { Embedder } from '../embed/port.ts';
import { isPapersError, PapersError } from '../errors.ts';
import type { Day, Paper } from '../paper.ts';
import { Analyzer } from '../search/analyzer.ts';
import type { Concept } from '../search/glossary.ts';
import { LexicalIndex } from '../search/lexical.ts';
import { type CorpusChanges, readChanges } from './changes.ts';
import { FormerIndex, shelvesOf } from './former-index.ts';
import {
  assertSameEmbedder,
  type EmbedderChoice,
  loadEmbedder,
  needsTraining,
  trainEmbedder,
} from './index-embedder.ts';
import { type FileRef, filesOf, type Manifest, type SegmentRef } from './manifest.ts';
import { allAdded, livePassages, planAnew, planUpdate } from './plan.ts';
import { IndexStore, type IndexWriter } from './store.ts';
import { VectorBank } from './vector-bank.ts';
import { type IngestProgress, type SegmentTools, writeSegment } from './write-segment.ts';

export interface IngestOptions {
  readonly dataDir: string;
  readonly indexDir: string;
  readonly embedder: EmbedderChoice;
  /** The glossary; a copy of it is kept in the index, and searches use that copy. */
  readonly concepts: readonly Concept[];
  /** Make everything anew, whatever lies in the index folder. Vectors of the same embedder are still reused. Default false. */
  readonly rebuild?: boolean;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal;
}

/** What indexing did, and what the index holds now. */
export interface IngestReport {
  readonly papers: number;
  readonly passages: number;
  readonly days: number;
  readonly warnings: readonly CorpusWarning[];
  readonly embedder: string;
  readonly seconds: number;
  readonly generation: string;
  /** Papers, compared with the former generation; after a rebuild all count as added. */
  readonly changed: { readonly added: number; readonly updated: number; readonly removed: number };
  /** Passages that were embedded; the vectors of the others existed. */
  readonly embedded: number;
}

/**
 * Brings the index up to date with the daily files, at a cost in proportion to what changed. The new generation becomes
 * current at the very end, whole; until then, and after any failure, the former one is.
 *
 * @throws PapersError `bad_input` for a wrong folder or one without papers, `unavailable` when another program is
 *   indexing or an outside embedder fails, `index_damaged` or `index_foreign` when the index can only be made anew
 *   (`rebuild`), `cancelled` when `signal` aborts.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const store = new IndexStore(options.indexDir);
  const writer = await store.beginWriting();
  try {
    const { manifest, warnings, changed, embedded } = await new Ingest(options, store, writer).run();
    const { papers, passages, days } = manifest.counts;
    const { generation, embedder } = manifest;
    const seconds = Math.round(performance.now() - started) / 1000;
    return { papers, passages, days, warnings, embedder: embedder.name, seconds, generation, changed, embedded };
  } finally {
    await writer.close();
  }
}

class Ingest {
  readonly #options: IngestOptions;
  readonly #store: IndexStore;
  readonly #writer: IndexWriter;
  readonly #analyzer: Analyzer;

  constructor(options: IngestOptions, store: IndexStore, writer: IndexWriter) {
    this.#options = options;
    this.#store = store;
    this.#writer = writer;
    this.#analyzer = new Analyzer(options.concepts);
  }

  async run(): Promise<{
    manifest: Manifest;
    warnings: readonly CorpusWarning[];
    changed: IngestReport['changed'];
    embedded: number;
  }> {
    const { onProgress, signal } = this.#options;
    const former = await this.#former();
    const changes = await readChanges(this.#options.dataDir, former?.dailyFiles ?? [], {
      onProgress: (done, total) => onProgress?.({ stage: 'reading', done, total }),
      ...(signal && { signal }),
    });
    const { warnings } = changes;
    if (former && !changes.changed && former.analyzer.fingerprint === this.#analyzer.fingerprint) {
      const manifest = await this.#refresh(former, changes);
      return { manifest, warnings, changed: { added: 0, updated: 0, removed: 0 }, embedded: 0 };
    }
    const index = former && (await FormerIndex.open(this.#store, former));
    try {
      return { warnings, ...(await this.#next(index, changes)) };
    } finally {
      await index?.close();
    }
  }

  /** The generation to start from; undefined when there is none or everything is made anew. */
  async #former(): Promise<Manifest | undefined> {
    if (this.#options.rebuild) return undefined;
    let manifest: Manifest;
    try {
      manifest = await this.#store.manifest();
    } catch (error) {
      if (isPapersError(error, 'index_missing')) return undefined;
      throw error;
    }
    assertSameEmbedder(this.#store.dir, manifest, this.#options.embedder);
    for (const file of filesOf(manifest)) await this.#store.checkSize(file);
    return manifest;
  }

  /** Keeps the generation, with what is newly known of the daily files. */
  async #refresh(former: Manifest, { dailyFiles }: CorpusChanges): Promise<Manifest> {
    if (isDeepStrictEqual(former.dailyFiles, dailyFiles)) return former;
    const manifest = { ...former, dailyFiles: [...dailyFiles] };
    await this.#writer.publish(manifest);
    return manifest;
  }

  async #next(
    index: FormerIndex | undefined,
    changes: CorpusChanges,
  ): Promise<{ manifest: Manifest; changed: IngestReport['changed']; embedded: number }> {
    const former = index?.manifest;
    const diff = index ? await index.compare(changes.touched) : allAdded(changes);
    const changed = { added: diff.added.length, updated: diff.updated.length, removed: diff.removed };
    const papers = (former?.counts.papers ?? 0) + changed.added - changed.removed;
    if (papers === 0) throw noPapers(this.#options.dataDir, changes);
    const sameWords = former?.analyzer.fingerprint === this.#analyzer.fingerprint;
    const same = changed.added + changed.updated + changed.removed === 0;
    const builtin = this.#options.embedder === 'builtin';
    const train = builtin && needsTraining(former, this.#analyzer, papers);
    if (former && same && sameWords && !train) {
      return { manifest: await this.#refresh(former, changes), changed, embedded: 0 };
    }
    const plan = index && !train ? await planUpdate(index, diff) : await planAnew(index, diff);
    const { embedder, about } = await this.#embedder(former, train, plan.write);
    const bank = await this.#bank(embedder);
    try {
      const tools: SegmentTools = { ...this.#options, writer: this.#writer, analyzer: this.#analyzer, embedder, bank };
      const segments: SegmentRef[] = [];
      const days = new Set<Day>();
      for (const { ref, place, dead } of plan.keep) {
        const columns = index!.columns(place);
        for (let row = 0; row < columns.size; row++) if (!dead.has(row)) days.add(columns.day(row));
        const words = sameWords ? ref : await this.#withNewWords(ref, await index!.papersOf(place, new Set()));
        segments.push({ ...words, dead: [...dead].sort((a, b) => a - b) });
      }
      let embedded = 0;
      for (const list of plan.write) {
        const written = await writeSegment(list, tools);
        for (const paper of list) days.add(paper.day);
        segments.push(written.segment);
        embedded += written.embedded;
      }
      const builtAt = new Date().toISOString();
      const manifest: Manifest = {
        format: 'daily-papers-index',
        version: 1,
        generation: `${builtAt.replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`,
        builtAt,
        embedder: about,
        analyzer: {
          fingerprint: this.#analyzer.fingerprint,
          glossary: sameWords ? former!.analyzer.glossary : await this.#writeGlossary(),
        },
        counts: { papers, passages: livePassages(index, plan), days: days.size, ...ends(days) },
        segments,
        dailyFiles: [...changes.dailyFiles],
        calibration: former?.embedder.name === about.name ? former.calibration : null,
      };
      if (this.#options.signal?.aborted) throw new PapersError('cancelled', 'indexing was cancelled');
      await this.#writer.publish(manifest);
      return { manifest, changed, embedded };
    } finally {
      await bank.close();
    }
  }

  /** The embedder of the next generation, and what the manifest says of it. */
  async #embedder(
    former: Manifest | undefined,
    train: boolean,
    papers: readonly (readonly Paper[])[],
  ): Promise<{ embedder: Embedder; about: Manifest['embedder'] }> {
    const { embedder: choice, onProgress, signal } = this.#options;
    if (choice !== 'builtin') {
      const { name, fingerprint, dimensions } = choice;
      return { embedder: choice, about: { name, fingerprint, dimensions } };
    }
    if (former && !train) {
      return { embedder: await loadEmbedder(this.#store, former, this.#analyzer), about: former.embedder };
    }
    const { model, embedder } = await trainEmbedder(papers.flat(), this.#analyzer, {
      onProgress: (share) => onProgress?.({ stage: 'training', done: Math.round(share * 100), total: 100 }),
      ...(signal && { signal }),
    });
    const { name, fingerprint, dimensions } = embedder;
    const file = await this.#writer.write(`${await this.#writer.makeFolder('models')}/builtin.bin`, [model.encode()]);
    return { embedder, about: { name, fingerprint, dimensions, model: file, trainedOn: model.trainedOn } };
  }

  /** The vectors on disk that this embedder made, those of an index that is being rebuilt included. */
  async #bank(embedder: Embedder): Promise<VectorBank> {
    const rebuild = this.#options.rebuild ?? false;
    const manifest = await this.#store.manifest().catch(() => undefined);
    const usable =
      manifest?.embedder.fingerprint === embedder.fingerprint && manifest.embedder.dimensions === embedder.dimensions;
    return new VectorBank(usable ? await shelvesOf(this.#store, manifest, rebuild) : [], embedder.dimensions);
  }

  /** A segment whose papers stay and are read with another glossary. */
  async #withNewWords(ref: SegmentRef, papers: readonly Paper[]): Promise<SegmentRef> {
    const folder = await this.#writer.makeFolder('segments');
    const bytes = LexicalIndex.build(papers, this.#analyzer).encode();
    return { ...ref, files: { ...ref.files, lexical: await this.#writer.write(`${folder}/lexical.bin`, [bytes]) } };
  }

  async #writeGlossary(): Promise<FileRef> {
    const folder = await this.#writer.makeFolder('glossary');
    return this.#writer.write(`${folder}/glossary.json`, [JSON.stringify(this.#options.concepts)]);
  }
}

function ends(days: ReadonlySet<Day>): { firstDay?: Day; lastDay?: Day } {
  const sorted = [...days].sort();
  const [firstDay, lastDay] = [sorted[0], sorted.at(-1)];
  return { ...(firstDay && { firstDay }), ...(lastDay && { lastDay }) };
}

function noPapers(dataDir: string, { warnings, dailyFiles }: CorpusChanges): PapersError {
  const first = warnings[0];
  const why = first ? `; the first warning: ${first.file}:${first.line}: ${first.message}` : '';
  return new PapersError(
    'bad_input',
    `expected papers in ${dataDir}, found none in ${dailyFiles.length} Markdown files${why}. The index stays as it was.`,
  );
}
