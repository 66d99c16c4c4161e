import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { PapersError } from '../errors.ts';
import type { Day, Paper } from '../paper.ts';
import type { PaperTable } from '../search/ports.ts';
import type { PaperColumns } from './paper-columns.ts';

/** Whole papers kept in memory per segment: what a few searches in a row come back to. About 6 KB each. */
const KEPT_PAPERS = 256;

/** The file of whole papers of one segment: one JSON object a line, read as needed. */
export class PaperFile {
  readonly #handle: FileHandle;
  readonly #columns: PaperColumns;
  readonly #isMismatched: (row: number) => boolean;
  readonly #kept = new LRUCache<number, Paper>({ max: KEPT_PAPERS });

  /**
   * @param handle the verified file, from now on this object's to close.
   * @param isMismatched tells the papers to mark so. Default: none.
   */
  constructor(handle: FileHandle, columns: PaperColumns, isMismatched: (row: number) => boolean = () => false) {
    this.#handle = handle;
    this.#columns = columns;
    this.#isMismatched = isMismatched;
  }

  /** The lines of a file of papers and where each starts, the end of the last included. */
  static lines(papers: readonly Paper[]): { lines: Iterable<string>; offsets: Float64Array } {
    const offsets = new Float64Array(papers.length + 1);
    function* lines(): Generator<string> {
      for (const [row, paper] of papers.entries()) {
        const line = `${JSON.stringify(paper)}\n`;
        offsets[row + 1] = offsets[row]! + Buffer.byteLength(line);
        yield line;
      }
    }
    return { lines: lines(), offsets };
  }

  read(row: number): Paper {
    const kept = this.#kept.get(row);
    if (kept) return kept;
    const { start, end } = this.#columns.line(row);
    const bytes = Buffer.allocUnsafe(end - start);
    let got = 0;
    while (got < bytes.length) {
      const more = readSync(this.#handle.fd, bytes, got, bytes.length - got, start + got);
      if (more === 0) throw new PapersError('index_damaged', `expected ${bytes.length} bytes of a paper, got ${got}`);
      got += more;
    }
    const read = JSON.parse(bytes.toString('utf8')) as Paper;
    const paper: Paper = this.#isMismatched(row) ? { ...read, mismatched: true } : read;
    this.#kept.set(row, paper);
    return paper;
  }

  async close(): Promise<void> {
    this.#kept.clear();
    await this.#handle.close();
  }
}

/** The papers of one segment as one generation sees them: the segment never changes, which rows are dead does. */
export class SegmentPapers implements PaperTable {
  readonly size: number;
  readonly passages: number;
  readonly #columns: PaperColumns;
  readonly #file: PaperFile;
  readonly #dead: ReadonlySet<number>;

  constructor(columns: PaperColumns, file: PaperFile, dead: Iterable<number>) {
    this.#columns = columns;
    this.#file = file;
    this.#dead = new Set(dead);
    this.size = columns.size;
    this.passages = columns.passages;
  }

  id(row: number): string {
    return this.#columns.id(row);
  }

  title(row: number): string {
    return this.#columns.title(row);
  }

  day(row: number): Day {
    return this.#columns.day(row);
  }

  votes(row: number): number | undefined {
    return this.#columns.votes(row);
  }

  authors(row: number): readonly string[] {
    return this.#columns.authors(row);
  }

  /** Whether some author of the segment bears the name, whole or in complete words. */
  hasAuthor(name: string): boolean {
    return this.#columns.hasAuthor(name);
  }

  firstPassage(row: number): number {
    return this.#columns.firstPassage(row);
  }

  paperOf(passage: number): number {
    return this.#columns.paperOf(passage);
  }

  rowOf(id: string): number | undefined {
    return this.#columns.rowOf(id);
  }

  live(row: number): boolean {
    return !this.#dead.has(row);
  }

  paper(row: number): Paper {
    return this.#file.read(row);
  }

  /** The rows of live papers, ascending. */
  *liveRows(from = 0, to = this.size): Generator<number> {
    for (let row = from; row < to; row++) if (this.live(row)) yield row;
  }

  /** The same, descending: newest first. */
  *liveRowsBackwards(): Generator<number> {
    for (let row = this.size - 1; row >= 0; row--) if (this.live(row)) yield row;
  }

  /** The rows of the live papers of a period, both days inclusive, ascending. */
  liveRowsBetween(since: Day, until: Day): Generator<number> {
    return this.liveRows(...this.#columns.rowsBetween(since, until));
  }
}
