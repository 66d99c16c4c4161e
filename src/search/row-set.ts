import type { PaperTable, RowSet } from './ports.ts';
import type { Filters } from './query.ts';

/** A set over rows 0 to n - 1, one byte a row. */
class Marks implements RowSet {
  readonly size: number;
  readonly #marks: Uint8Array;

  /** @param size how many bytes are 1. */
  constructor(marks: Uint8Array, size: number) {
    this.#marks = marks;
    this.size = size;
  }

  has(row: number): boolean {
    return this.#marks[row] === 1;
  }

  *rows(): Generator<number> {
    for (let row = 0; row < this.#marks.length; row++) if (this.#marks[row] === 1) yield row;
  }
}

/** The passages of a few papers. */
export function passagesOf(table: PaperTable, papers: readonly number[]): RowSet {
  const rows = new Set<number>();
  for (const paper of [...papers].sort((a, b) => a - b)) {
    for (let row = table.firstPassage(paper); row < table.firstPassage(paper + 1); row++) rows.add(row);
  }
  return { size: rows.size, has: (row) => rows.has(row), rows: () => rows };
}

/** Without filters the same rows are allowed for every question, and finding them costs a look at every row: done once. */
const allLive = new WeakMap<PaperTable, RowSet>();
const passagesOfPapers = new WeakMap<RowSet, RowSet>();

/** The papers of a segment that may be found: live ones that pass the filters. */
export function papersAllowed(table: PaperTable, filters: Filters): RowSet {
  if (Object.keys(filters).length > 0) return filtered(table, filters);
  const live = allLive.get(table) ?? filtered(table, {});
  allLive.set(table, live);
  return live;
}

function filtered(table: PaperTable, filters: Filters): RowSet {
  const marks = new Uint8Array(table.size);
  const dated = filters.since !== undefined || filters.until !== undefined;
  let size = 0;
  const authors = filters.authors?.map(bearersOf);
  const titled = filters.title === undefined ? undefined : titledBy(filters.title);
  for (let row = 0; row < table.size; row++) {
    if (!table.live(row)) continue;
    if (dated) {
      const day = table.day(row);
      if ((filters.since && day < filters.since) || (filters.until && day > filters.until)) continue;
    }
    if (filters.maxVotes !== undefined && (table.votes(row) ?? Number.POSITIVE_INFINITY) > filters.maxVotes) continue;
    if (titled && !titled(table.title(row))) continue;
    if (filters.minVotes !== undefined && (table.votes(row) ?? -1) < filters.minVotes) continue;
    if (authors && !authors.every((bears) => table.authors(row).some(bears))) continue;
    marks[row] = 1;
    size++;
  }
  return new Marks(marks, size);
}

/** Tells who bears a name; an author of many papers is looked at once. */
function bearersOf(name: string): (author: string) => boolean {
  const wanted = plainName(name);
  const known = new Map<string, boolean>();
  return (author) => {
    let bears = known.get(author);
    if (bears === undefined) {
      bears = plainName(author).includes(wanted);
      known.set(author, bears);
    }
    return bears;
  };
}

/** Tells which titles hold words: `rag` is in `GraphRAG` and `RAG-Sequence`, and not in `paragraph`. */
export function titledBy(wanted: string): (title: string) => boolean {
  const parts = wanted.match(/[\p{L}\p{N}]+/gu) ?? [];
  const pattern = new RegExp(parts.join('[^\\p{L}\\p{N}]*'), 'giu');
  return (title) =>
    parts.length > 0 &&
    [...title.matchAll(pattern)].some(({ 0: found, index }) => {
      return /^[\p{Lu}\p{N}]/u.test(found) || !/[\p{L}\p{N}]/u.test(title[index - 1] ?? '');
    });
}

/** The passages of the allowed papers. */
export function passagesAllowed(table: PaperTable, papers: RowSet): RowSet {
  const known = passagesOfPapers.get(papers);
  if (known) return known;
  const marks = new Uint8Array(table.passages);
  let size = 0;
  for (const row of papers.rows()) {
    const [from, to] = [table.firstPassage(row), table.firstPassage(row + 1)];
    marks.fill(1, from, to);
    size += to - from;
  }
  const passages = new Marks(marks, size);
  passagesOfPapers.set(papers, passages);
  return passages;
}

/** A name without case, accents, spaces, dots and hyphens: `Yann Le-Cun` and `yann lecun` are the same. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\s.\-'’]/gu, '')
    .toLowerCase();
}
