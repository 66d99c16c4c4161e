import type { Day, Paper } from '../paper.ts';
import { pack, unpack } from '../search/packed.ts';
import { AuthorNames } from './author-names.ts';
import { Strings } from './strings.ts';

const FORMAT = 'papers-columns 1';
const DAY_MS = 86_400_000;

/** Papers are kept by day, within a day by id: the papers of a period are neighbours. */
export function byDay(a: Paper, b: Paper): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * What is asked of papers often, as typed arrays: about 60 bytes a paper beside its title and the names of its authors,
 * each of which is kept once. Rows count from 0, in the order of {@link byDay}.
 */
export class PaperColumns {
  readonly size: number;
  readonly passages: number;
  readonly #ids: Uint32Array;
  readonly #byId: Uint32Array;
  readonly #days: Int32Array;
  readonly #votes: Float64Array;
  readonly #offsets: Float64Array;
  readonly #firstPassage: Uint32Array;
  readonly #paperOf: Uint32Array;
  readonly #titles: Strings;
  readonly #names: Strings;
  readonly #authorStarts: Uint32Array;
  readonly #authors: Uint32Array;
  readonly #dayNames = new Map<number, Day>();
  readonly #nameCache: (string | undefined)[];
  #authorNames: AuthorNames | undefined;

  /** @throws PapersError `index_damaged` when the bytes are not of this format. */
  constructor(bytes: Buffer) {
    const { column } = unpack(bytes, FORMAT);
    this.#ids = column('ids');
    this.#byId = column('byId');
    this.#days = column('days');
    this.#votes = column('votes');
    this.#offsets = column('offsets');
    this.#firstPassage = column('firstPassage');
    this.#titles = new Strings(column('titleBytes'), column('titleStarts'));
    this.#names = new Strings(column('nameBytes'), column('nameStarts'));
    this.#nameCache = new Array(this.#names.size).fill(undefined);
    this.#authorStarts = column('authorStarts');
    this.#authors = column('authors');
    this.size = this.#ids.length;
    this.passages = this.#firstPassage[this.size]!;
    this.#paperOf = new Uint32Array(this.passages);
    for (let row = 0; row < this.size; row++) {
      this.#paperOf.fill(row, this.#firstPassage[row], this.#firstPassage[row + 1]);
    }
  }

  /**
   * Packs papers.
   *
   * @param papers in the order of {@link byDay}.
   * @param offsets where each paper's line starts in the file of whole papers, and its end: one more than papers.
   */
  static encode(papers: readonly Paper[], offsets: Float64Array): Buffer {
    const ids = Uint32Array.from(papers, (paper) => idKey(paper.id));
    const byId = Uint32Array.from(papers.keys()).sort((a, b) => ids[a]! - ids[b]!);
    const firstPassage = new Uint32Array(papers.length + 1);
    const authorStarts = new Uint32Array(papers.length + 1);
    const names = new Map<string, number>();
    const authors: number[] = [];
    for (const [row, paper] of papers.entries()) {
      firstPassage[row + 1] = firstPassage[row]! + paper.passages.length;
      for (const name of paper.authors) {
        const place = names.get(name) ?? names.size;
        names.set(name, place);
        authors.push(place);
      }
      authorStarts[row + 1] = authors.length;
    }
    const titles = Strings.pack(papers.map((paper) => paper.title));
    const packedNames = Strings.pack([...names.keys()]);
    return pack(
      FORMAT,
      {},
      {
        ids,
        byId,
        days: Int32Array.from(papers, (paper) => Date.parse(`${paper.day}T00:00:00Z`) / DAY_MS),
        votes: Float64Array.from(papers, (paper) => paper.votes ?? Number.NaN),
        offsets,
        firstPassage,
        titleBytes: titles.bytes,
        titleStarts: titles.starts,
        nameBytes: packedNames.bytes,
        nameStarts: packedNames.starts,
        authorStarts,
        authors: Uint32Array.from(authors),
      },
    );
  }

  id(row: number): string {
    return idOf(this.#ids[row]!);
  }

  title(row: number): string {
    return this.#titles.at(row);
  }

  day(row: number): Day {
    const number = this.#days[row]!;
    let day = this.#dayNames.get(number);
    if (day === undefined) {
      day = new Date(number * DAY_MS).toISOString().slice(0, 10);
      this.#dayNames.set(number, day);
    }
    return day;
  }

  votes(row: number): number | undefined {
    const votes = this.#votes[row]!;
    return Number.isNaN(votes) ? undefined : votes;
  }

  authors(row: number): string[] {
    const names: string[] = [];
    for (let at = this.#authorStarts[row]!; at < this.#authorStarts[row + 1]!; at++) {
      const place = this.#authors[at]!;
      const name = this.#nameCache[place] ?? this.#names.at(place);
      this.#nameCache[place] = name;
      names.push(name);
    }
    return names;
  }

  firstPassage(row: number): number {
    return this.#firstPassage[row]!;
  }

  paperOf(passage: number): number {
    return this.#paperOf[passage]!;
  }

  /**
   * Whether some author bears the name, whole or in complete words. Papers that are dead by now count, too: reading all
   * names once for all generations is worth a name too many.
   */
  hasAuthor(name: string): boolean {
    this.#authorNames ??= new AuthorNames(this.#names.all());
    return this.#authorNames.has(name);
  }

  rowOf(id: string): number | undefined {
    const key = idKey(id);
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const row = this.#byId[middle]!;
      const found = this.#ids[row]!;
      if (found === key) return row;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  /** Where a paper's line stands in the file of whole papers, in bytes. */
  line(row: number): { start: number; end: number } {
    return { start: this.#offsets[row]!, end: this.#offsets[row + 1]! };
  }

  /** The rows of the papers of a period, both days inclusive: from the first to before the second. */
  rowsBetween(since: Day, until: Day): [from: number, to: number] {
    const first = Date.parse(`${since}T00:00:00Z`) / DAY_MS;
    const last = Date.parse(`${until}T00:00:00Z`) / DAY_MS;
    return [this.#firstRowFrom(first), this.#firstRowFrom(last + 1)];
  }

  #firstRowFrom(day: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const KEY_PER_MONTH = 200_000;
const KEY_FIVE_DIGITS = 100_000;

/** An arXiv id as one number, in the order of ids; -1 for a text that is none. */
function idKey(id: string): number {
  const parts = /^(\d{4})\.(\d{4,5})$/.exec(id);
  if (!parts) return -1;
  return Number(parts[1]) * KEY_PER_MONTH + Number(parts[2]) + (parts[2]!.length === 5 ? KEY_FIVE_DIGITS : 0);
}

function idOf(key: number): string {
  const month = String(Math.floor(key / KEY_PER_MONTH)).padStart(4, '0');
  const place = key % KEY_PER_MONTH;
  if (place >= KEY_FIVE_DIGITS) return `${month}.${String(place - KEY_FIVE_DIGITS).padStart(5, '0')}`;
  return `${month}.${String(place).padStart(4, '0')}`;
}
