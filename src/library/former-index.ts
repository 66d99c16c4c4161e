import { isDeepStrictEqual } from 'node:util';
import { isPapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import { LexicalIndex } from '../search/lexical.ts';
import type { Manifest } from './manifest.ts';
import { PaperColumns } from './paper-columns.ts';
import { PaperFile, SegmentPapers } from './paper-table.ts';
import type { IndexStore } from './store.ts';
import type { VectorShelf } from './vector-bank.ts';

/** What became of the papers that were touched. */
export interface PaperChanges {
  readonly added: readonly Paper[];
  /** Papers that say something else than before. */
  readonly updated: readonly Paper[];
  /** How many are gone. */
  readonly removed: number;
  /** For each segment, the rows that are dead now: those that were, former versions, papers that are gone. */
  readonly dead: readonly ReadonlySet<number>[];
}

/**
 * The generation that the next one is made from: columns in memory, whole papers read on demand. Each file is checked
 * before the first byte of it is used.
 */
export class FormerIndex {
  readonly manifest: Manifest;
  readonly #store: IndexStore;
  readonly #columns: readonly PaperColumns[];
  readonly #dead: readonly ReadonlySet<number>[];
  readonly #papers = new Map<number, PaperFile>();
  #mostWords: LexicalIndex | undefined;

  private constructor(store: IndexStore, manifest: Manifest, columns: readonly PaperColumns[]) {
    this.#store = store;
    this.manifest = manifest;
    this.#columns = columns;
    this.#dead = manifest.segments.map(({ dead }) => new Set(dead));
  }

  /** @throws PapersError `index_damaged`. */
  static async open(store: IndexStore, manifest: Manifest): Promise<FormerIndex> {
    const columns: PaperColumns[] = [];
    for (const { files } of manifest.segments) columns.push(new PaperColumns(await store.load(files.columns)));
    return new FormerIndex(store, manifest, columns);
  }

  /** The columns of a segment, by its place in the manifest. */
  columns(segment: number): PaperColumns {
    return this.#columns[segment]!;
  }

  /**
   * Compares papers with what is indexed.
   *
   * @param touched what each paper is now; undefined when it is gone.
   * @throws PapersError `index_damaged`.
   */
  async compare(touched: ReadonlyMap<string, Paper | undefined>): Promise<PaperChanges> {
    const added: Paper[] = [];
    const updated: Paper[] = [];
    const dead = this.#dead.map((rows) => new Set(rows));
    let removed = 0;
    for (const [id, paper] of touched) {
      const place = this.#find(id);
      if (!place) {
        if (paper) added.push(paper);
        continue;
      }
      if (paper && isDeepStrictEqual(paper, (await this.#file(place.segment)).read(place.row))) continue;
      dead[place.segment]!.add(place.row);
      if (paper) updated.push(paper);
      else removed += 1;
    }
    return { added, updated, removed, dead };
  }

  /** The papers of a segment whose rows are not in `dead`, in order. @throws PapersError `index_damaged`. */
  async papersOf(segment: number, dead: ReadonlySet<number>): Promise<Paper[]> {
    const table = new SegmentPapers(this.#columns[segment]!, await this.#file(segment), dead);
    return Array.from(table.liveRows(), (row) => table.paper(row));
  }

  /** The words of the segment with the most papers, to tell by which words are rare. @throws PapersError `index_damaged`. */
  async mostWords(): Promise<LexicalIndex> {
    if (!this.#mostWords) {
      const [largest] = [...this.manifest.segments].sort((a, b) => b.papers - a.papers);
      this.#mostWords = LexicalIndex.decode(await this.#store.load(largest!.files.lexical));
    }
    return this.#mostWords;
  }

  async close(): Promise<void> {
    for (const file of this.#papers.values()) await file.close();
  }

  #find(id: string): { segment: number; row: number } | undefined {
    for (const [segment, columns] of this.#columns.entries()) {
      const row = columns.rowOf(id);
      if (row !== undefined && !this.#dead[segment]!.has(row)) return { segment, row };
    }
    return undefined;
  }

  async #file(segment: number): Promise<PaperFile> {
    let file = this.#papers.get(segment);
    if (!file) {
      const handle = await this.#store.openVerified(this.manifest.segments[segment]!.files.papers);
      file = new PaperFile(handle, this.#columns[segment]!);
      this.#papers.set(segment, file);
    }
    return file;
  }
}

/**
 * The vectors of a generation, by segment.
 *
 * @param tolerant leave out segments whose files are damaged instead of failing.
 * @throws PapersError `index_damaged`.
 */
export async function shelvesOf(store: IndexStore, manifest: Manifest, tolerant: boolean): Promise<VectorShelf[]> {
  const shelves: VectorShelf[] = [];
  for (const { files } of manifest.segments) {
    try {
      // Opening is put off until a vector is wanted; what is damaged must be known now, where damage is tolerated.
      if (tolerant) await store.verify(files.vectors);
      shelves.push({ hashes: await store.load(files.hashes), open: () => store.openVerified(files.vectors) });
    } catch (error) {
      if (!tolerant || !isPapersError(error, 'index_damaged')) throw error;
    }
  }
  return shelves;
}
