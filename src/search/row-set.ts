import type { PaperTable, RowSet } from './ports.ts';
import type { Filters } from './query.ts';

/** A set over rows 0 to n - 1, one byte a row. */
class Marks implements RowSet {
  readonly size: number;
  readonly #marks: Uint8Array;

  constructor(marks: Uint8Array) {
    this.#marks = marks;
    this.size = marks.reduce((sum, mark) => sum + mark, 0);
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

/** The papers of a segment that may be found: live ones that pass the filters. */
export function papersAllowed(table: PaperTable, filters: Filters): RowSet {
  const marks = new Uint8Array(table.size);
  const authors = filters.authors?.map(plainName);
  for (let row = 0; row < table.size; row++) {
    if (!table.live(row)) continue;
    const day = table.day(row);
    if ((filters.since && day < filters.since) || (filters.until && day > filters.until)) continue;
    if (filters.minVotes !== undefined && (table.votes(row) ?? -1) < filters.minVotes) continue;
    if (authors && !authors.every((name) => table.authors(row).some((author) => plainName(author).includes(name))))
      continue;
    marks[row] = 1;
  }
  return new Marks(marks);
}

/** The passages of the allowed papers. */
export function passagesAllowed(table: PaperTable, papers: RowSet): RowSet {
  const marks = new Uint8Array(table.passages);
  for (const row of papers.rows()) marks.fill(1, table.firstPassage(row), table.firstPassage(row + 1));
  return new Marks(marks);
}

/** A name without case, accents, spaces, dots and hyphens: `Yann Le-Cun` and `yann lecun` are the same. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\s.\-'’]/gu, '')
    .toLowerCase();
}
