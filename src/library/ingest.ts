import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import type { CorpusWarning } from '../corpus/warnings.ts';
import { isPapersError, PapersError } from '../errors.ts';
import { Analyzer } from '../search/analyzer.ts';
import type { Concept } from '../search/glossary.ts';
import { type CorpusChanges, readChanges } from './changes.ts';
import { FormerIndex } from './former-index.ts';
import { assertSameEmbedder, type EmbedderChoice, needsTraining } from './index-embedder.ts';
import type { IndexWriter } from './index-writer.ts';
import { filesOf, type Manifest } from './manifest.ts';
import { writeGeneration } from './next-generation.ts';
import { allAdded, planAnew, planUpdate } from './plan.ts';
import { IndexStore } from './store.ts';
import { VectorJournal } from './vector-journal.ts';
import type { IngestProgress } from './write-segment.ts';

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
    const next = { ...this.#options, store: this.#store, writer: this.#writer, analyzer: this.#analyzer, index };
    const { dailyFiles } = changes;
    const written = await writeGeneration({ ...next, plan, train, papers, dailyFiles });
    await VectorJournal.discard(this.#writer.journals);
    return { changed, ...written };
  }
}

function noPapers(dataDir: string, { warnings, dailyFiles }: CorpusChanges): PapersError {
  const first = warnings[0];
  const why = first ? `; the first warning: ${first.file}:${first.line}: ${first.message}` : '';
  return new PapersError(
    'bad_input',
    `expected papers in ${dataDir}, found none in ${dailyFiles.length} Markdown files${why}. The index stays as it was.`,
  );
}
