import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { Embedder } from '../embed/port.ts';
import { isPapersError, PapersError } from '../errors.ts';
import type { Day } from '../paper.ts';
import { Analyzer } from '../search/analyzer.ts';
import { type Calibration, calibrationSchema } from '../search/confidence.ts';
import type { Without } from '../search/parts.ts';
import { Retriever } from '../search/retriever.ts';
import type { Segment } from '../search/segment.ts';
import { assertSameEmbedder, loadEmbedder } from './index-embedder.ts';
import { filesOf, INDEX_COMMAND, type Manifest } from './manifest.ts';
import { OpenSegment, type VerifiedSegment, verifySegment } from './open-segment.ts';
import type { SegmentPapers } from './paper-table.ts';
import type { LibraryInfo } from './port.ts';
import { IndexStore } from './store.ts';

/** How often opening starts over because an index run replaced the files meanwhile. */
const ATTEMPTS = 3;

const glossarySchema = z.array(
  z.object({ terms: z.array(z.string()), file: z.string(), line: z.int(), everyday: z.literal(true).optional() }),
);

/** Where a paper lies in a generation. */
export interface PaperRow {
  readonly papers: SegmentPapers;
  readonly row: number;
}

/**
 * One generation of the index in memory. Every file was checked against the manifest before anything of it was decoded
 * or reached native code. What it has in common with the generation before it is shared, not loaded twice.
 */
export class Generation {
  readonly manifest: Manifest;
  readonly segments: readonly (Segment & { readonly papers: SegmentPapers })[];
  readonly retriever: Retriever;
  readonly #opened: readonly OpenSegment[];
  readonly #analyzer: Analyzer;
  readonly #embedder: Embedder;
  /** Fusion and refusal that were measured on this index, if they were. */
  readonly calibration: Calibration | undefined;
  #mismatched: number | undefined;

  private constructor(manifest: Manifest, opened: readonly OpenSegment[], analyzer: Analyzer, embedder: Embedder) {
    this.manifest = manifest;
    this.segments = manifest.segments.map(({ dead }, at) => opened[at]!.view(dead));
    this.calibration = calibrationSchema.safeParse(manifest.calibration).data;
    this.#opened = opened;
    this.#analyzer = analyzer;
    this.#embedder = embedder;
    this.retriever = this.retrieverWith(this.calibration);
  }

  /**
   * Opens the current generation of an index folder.
   *
   * @param embedder the one that made the vectors; default the built-in one, which the index itself holds.
   * @param previous a generation that is still open.
   * @throws PapersError `index_missing`, `index_damaged`, `index_foreign`, with the command that helps.
   */
  static async open(dir: string, embedder?: Embedder, previous?: Generation): Promise<Generation> {
    const store = new IndexStore(dir);
    for (let attempt = 1; ; attempt++) {
      const manifest = await store.manifest();
      try {
        return await Generation.#load(store, manifest, embedder, previous);
      } catch (error) {
        // The index may have been replaced, and the files just read for swept away: then there is a newer one to read.
        if (attempt >= ATTEMPTS || !isPapersError(error, 'index_damaged')) throw error;
        if ((await store.manifest()).generation === manifest.generation) throw error;
      }
    }
  }

  static async #load(
    store: IndexStore,
    manifest: Manifest,
    given?: Embedder,
    previous?: Generation,
  ): Promise<Generation> {
    assertSameEmbedder(store.dir, manifest, given ?? 'builtin');
    for (const file of filesOf(manifest)) await store.checkSize(file);
    const analyzer = previous?.analyzerFor(manifest) ?? (await loadAnalyzer(store, manifest));
    const embedder = given ?? previous?.embedderFor(manifest) ?? (await loadEmbedder(store, manifest, analyzer));
    const verified: VerifiedSegment[] = [];
    const opened = new Map<string, OpenSegment>();
    try {
      for (const ref of manifest.segments) {
        const shared = previous?.segment(OpenSegment.keyOf(ref));
        if (shared) opened.set(shared.key, shared.hold());
        else verified.push(await verifySegment(store, ref));
      }
      // hnswlib reads graphs in threads of their own: side by side they take half the time on two cores.
      const load = async (): Promise<void> => {
        for (let next = verified.shift(); next; next = verified.shift()) {
          const segment = await OpenSegment.load(store, next, manifest.embedder.dimensions);
          opened.set(segment.key, segment);
        }
      };
      const loads = await Promise.allSettled(Array.from({ length: availableParallelism() }, load));
      const failed = loads.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      const inOrder = manifest.segments.map((ref) => opened.get(OpenSegment.keyOf(ref))!);
      return new Generation(manifest, inOrder, analyzer, embedder);
    } catch (error) {
      for (const { papers } of verified) await papers.close();
      for (const segment of opened.values()) await segment.release();
      throw error;
    }
  }

  /** What fusion and refusal go by: measured on this index, or the defaults, which were measured with the built-in embedder. */
  get calibrated(): LibraryInfo['calibrated'] {
    if (this.calibration) return 'here';
    return this.manifest.embedder.model ? 'builtin' : 'not';
  }

  /** How many papers' summaries seem to speak of something else than their title. */
  get mismatched(): number {
    this.#mismatched ??= this.segments.reduce((sum, { papers, lexical }) => {
      for (const row of papers.liveRows()) if (lexical.isMismatched(row)) sum += 1;
      return sum;
    }, 0);
    return this.#mismatched;
  }

  /** Retrieval from these segments by another calibration, or without some parts, to measure what they do. Default: the defaults. */
  retrieverWith(calibration: Calibration | undefined, without?: Without): Retriever {
    const { chance } = this.manifest.embedder;
    const options = { ...(chance !== undefined && { chance }), ...(without && { without }) };
    return new Retriever(this.segments, this.#embedder, this.#analyzer, calibration, options);
  }

  /** A segment of this generation, by its key. */
  segment(key: string): OpenSegment | undefined {
    return this.#opened.find((segment) => segment.key === key);
  }

  /** This generation's reading of words, if another one reads them with the same glossary. */
  analyzerFor({ analyzer }: Manifest): Analyzer | undefined {
    return analyzer.glossary.sha256 === this.manifest.analyzer.glossary.sha256 ? this.#analyzer : undefined;
  }

  /** This generation's embedder, if it is the built-in one that another generation holds too. */
  embedderFor({ embedder }: Manifest): Embedder | undefined {
    return embedder.model && embedder.fingerprint === this.manifest.embedder.fingerprint ? this.#embedder : undefined;
  }

  /** Where a paper lies. */
  find(id: string): PaperRow | undefined {
    for (const { papers } of this.segments) {
      const row = papers.rowOf(id);
      if (row !== undefined && papers.live(row)) return { papers, row };
    }
    return undefined;
  }

  /** The papers of a period, both days inclusive, in no order. */
  *between(since: Day, until: Day): Generator<PaperRow> {
    for (const { papers } of this.segments) {
      for (const row of papers.liveRowsBetween(since, until)) yield { papers, row };
    }
  }

  /** All papers, newest first. */
  *newestFirst(): Generator<PaperRow> {
    const heads = this.segments.map(({ papers }) => {
      const rows = papers.liveRowsBackwards();
      return { papers, rows, next: rows.next() };
    });
    for (;;) {
      let newest: (typeof heads)[number] | undefined;
      for (const head of heads) {
        if (head.next.done) continue;
        if (!newest || head.papers.day(head.next.value) > newest.papers.day(newest.next.value!)) newest = head;
      }
      if (!newest) return;
      yield { papers: newest.papers, row: newest.next.value! };
      newest.next = newest.rows.next();
    }
  }

  /** Frees what no other generation shares. */
  async close(): Promise<void> {
    for (const segment of this.#opened) await segment.release();
  }
}

/** Reads words as the index was made to: with the glossary it was made with, which it holds. */
async function loadAnalyzer(store: IndexStore, { analyzer }: Manifest): Promise<Analyzer> {
  const concepts = glossarySchema.parse(JSON.parse((await store.load(analyzer.glossary)).toString('utf8')));
  const loaded = new Analyzer(concepts);
  if (loaded.fingerprint === analyzer.fingerprint) return loaded;
  throw new PapersError(
    'index_foreign',
    `The index in ${store.dir} reads words in another way (${analyzer.fingerprint}) than this version of the program (${loaded.fingerprint}); bring it up to date: ${INDEX_COMMAND}`,
  );
}
