import type { Paper } from '../paper.ts';
import type { Analyzer } from './analyzer.ts';
import { idf } from './bm25.ts';
import { isMismatched, type PlacedTerm } from './mismatch.ts';
import { pack, unpack } from './packed.ts';

const FORMAT = 'papers-lexical 2';

/** Where a paper has a term, and how often (1 to 255). */
export interface Postings {
  readonly rows: Uint32Array;
  readonly counts: Uint8Array;
}

/**
 * An inverted index of papers, one document a paper, as typed arrays: terms sorted by their UTF-8 bytes in one blob, and
 * for each the rows that hold it. It stores what occurs where; scoring is the retriever's (`bm25.ts`), because the
 * statistics run over all segments.
 */
export class LexicalIndex {
  /** Number of papers. */
  readonly size: number;
  /** Length of each paper in words. */
  readonly lengths: Float32Array;
  readonly #blob: Buffer;
  readonly #starts: Uint32Array;
  readonly #offsets: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #counts: Uint8Array;
  readonly #names: Uint32Array;
  readonly #mismatched: Uint8Array;

  private constructor(columns: Columns) {
    this.size = columns.lengths.length;
    this.lengths = columns.lengths;
    this.#blob = Buffer.from(columns.blob.buffer, columns.blob.byteOffset, columns.blob.byteLength);
    this.#starts = columns.starts;
    this.#offsets = columns.offsets;
    this.#rows = columns.rows;
    this.#counts = columns.counts;
    this.#names = columns.names;
    this.#mismatched = columns.mismatched;
  }

  /**
   * Indexes papers; a paper's row is its place in `papers`.
   *
   * @param others an index of further papers: a few papers alone cannot tell which words are rare.
   */
  static build(papers: readonly Paper[], analyzer: Analyzer, others?: LexicalIndex): LexicalIndex {
    const numbers = new Map<string, number>();
    const names = new Set<string>();
    const lengths = new Float32Array(papers.length);
    // One entry for each term of each paper, paper after paper: lists for each term would be millions of small objects.
    const entries = { terms: new Grown(Uint32Array), counts: new Grown(Uint8Array), places: new Grown(Uint8Array) };
    const ends = new Uint32Array(papers.length);
    for (const [row, paper] of papers.entries()) {
      const document = analyzer.paperTerms(paper);
      lengths[row] = document.length;
      for (const name of document.names) names.add(name);
      for (const [term, count] of document.counts) {
        let number = numbers.get(term);
        if (number === undefined) {
          number = numbers.size;
          numbers.set(term, number);
        }
        entries.terms.push(number);
        entries.counts.push(Math.min(255, Math.round(count)));
        entries.places.push((document.title.has(term) ? IN_TITLE : 0) + (document.summary.has(term) ? IN_SUMMARY : 0));
      }
      ends[row] = entries.terms.length;
    }
    const occurrences = { terms: entries.terms.filled(), counts: entries.counts.filled(), ends };
    const terms = [...numbers.keys()];
    const mismatched = findMismatched(terms, occurrences, entries.places.filled(), others);
    return new LexicalIndex({ ...layOut(terms, occurrences, names, lengths), mismatched });
  }

  /** @throws PapersError `index_damaged` when the bytes are not of this format. */
  static decode(bytes: Buffer): LexicalIndex {
    const { column } = unpack(bytes, FORMAT);
    return new LexicalIndex({
      blob: column('blob'),
      starts: column('starts'),
      offsets: column('offsets'),
      rows: column('rows'),
      counts: column('counts'),
      names: column('names'),
      lengths: column('lengths'),
      mismatched: column('mismatched'),
    });
  }

  encode(): Buffer {
    return pack(
      FORMAT,
      {},
      {
        blob: this.#blob,
        starts: this.#starts,
        offsets: this.#offsets,
        rows: this.#rows,
        counts: this.#counts,
        names: this.#names,
        lengths: this.lengths,
        mismatched: this.#mismatched,
      },
    );
  }

  /** How many papers hold `term`. */
  frequency(term: string): number {
    const at = this.#find(term);
    return at < 0 ? 0 : this.#offsets[at + 1]! - this.#offsets[at]!;
  }

  /** The papers that hold `term`, rows ascending; undefined when there are none. */
  postings(term: string): Postings | undefined {
    const at = this.#find(term);
    if (at < 0) return undefined;
    const from = this.#offsets[at]!;
    const to = this.#offsets[at + 1]!;
    return { rows: this.#rows.subarray(from, to), counts: this.#counts.subarray(from, to) };
  }

  /** Whether a paper's summary seems to speak of something else than its title; see `isMismatched`. */
  isMismatched(row: number): boolean {
    return this.#mismatched[row] === 1;
  }

  /** Latin words and compounds of titles: what a misspelt or transliterated name may have meant. */
  *names(): Generator<string> {
    for (const at of this.#names) yield this.#term(at);
  }

  #term(at: number): string {
    return this.#blob.toString('utf8', this.#starts[at], this.#starts[at + 1]);
  }

  #find(term: string): number {
    const wanted = Buffer.from(term);
    let low = 0;
    let high = this.#starts.length - 2;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = this.#blob.compare(wanted, 0, wanted.length, this.#starts[middle], this.#starts[middle + 1]);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

interface Columns {
  /** All terms, UTF-8, one after the other. */
  blob: Uint8Array;
  /** Where each term starts in the blob, and its end. */
  starts: Uint32Array;
  /** Where each term's postings start, and their end. */
  offsets: Uint32Array;
  rows: Uint32Array;
  counts: Uint8Array;
  /** Which terms are names. */
  names: Uint32Array;
  lengths: Float32Array;
  /** 1 for a paper whose summary seems to speak of something else than its title. */
  mismatched: Uint8Array;
}

/** Where in a paper a term stands. */
const [IN_TITLE, IN_SUMMARY] = [1, 2];

/** Marks the papers whose summary does not speak of their title. */
function findMismatched(
  terms: readonly string[],
  { terms: termOf, ends }: Occurrences,
  places: Uint8Array,
  others?: LexicalIndex,
): Uint8Array {
  const frequencies = new Uint32Array(terms.length);
  for (const number of termOf) frequencies[number]! += 1;
  if (others) for (const [number, term] of terms.entries()) frequencies[number]! += others.frequency(term);
  const papers = ends.length + (others?.size ?? 0);
  let entry = 0;
  return Uint8Array.from(ends, (end) => {
    const placed: PlacedTerm[] = [];
    for (; entry < end; entry++) {
      const place = places[entry]!;
      if (place === 0) continue;
      const rarity = idf(frequencies[termOf[entry]!]!, papers);
      placed.push({ idf: rarity, title: (place & IN_TITLE) > 0, summary: (place & IN_SUMMARY) > 0 });
    }
    return isMismatched(placed, idf(1, papers)) ? 1 : 0;
  });
}

/** Which terms papers have, paper after paper. */
interface Occurrences {
  /** Numbers of terms. */
  readonly terms: Uint32Array;
  readonly counts: Uint8Array;
  /** Where each paper's terms end. */
  readonly ends: Uint32Array;
}

/** Turns papers with their terms into terms with their papers. */
function layOut(
  terms: readonly string[],
  { terms: termOf, counts: countOf, ends }: Occurrences,
  names: ReadonlySet<string>,
  lengths: Float32Array,
): Omit<Columns, 'mismatched'> {
  const bytes = terms.map((term) => Buffer.from(term));
  const order = Uint32Array.from(terms.keys()).sort((a, b) => Buffer.compare(bytes[a]!, bytes[b]!));
  const place = new Uint32Array(terms.length);
  for (const [at, number] of order.entries()) place[number] = at;
  const offsets = new Uint32Array(terms.length + 1);
  for (const number of termOf) offsets[place[number]! + 1]! += 1;
  const starts = new Uint32Array(terms.length + 1);
  const named: number[] = [];
  for (const [at, number] of order.entries()) {
    starts[at + 1] = starts[at]! + bytes[number]!.length;
    offsets[at + 1]! += offsets[at]!;
    if (names.has(terms[number]!)) named.push(at);
  }
  const rows = new Uint32Array(termOf.length);
  const counts = new Uint8Array(termOf.length);
  const next = offsets.slice();
  let entry = 0;
  for (const [row, end] of ends.entries()) {
    for (; entry < end; entry++) {
      const to = next[place[termOf[entry]!]!]!++;
      rows[to] = row;
      counts[to] = countOf[entry]!;
    }
  }
  const blob = Buffer.concat(Array.from(order, (number) => bytes[number]!));
  return { blob, starts, offsets, rows, counts, names: Uint32Array.from(named), lengths };
}

/** A typed array that grows. */
class Grown<T extends Uint8Array | Uint32Array> {
  length = 0;
  readonly #make: new (
    size: number,
  ) => T;
  #room: T;

  constructor(make: new (size: number) => T) {
    this.#make = make;
    this.#room = new make(1_024);
  }

  push(value: number): void {
    if (this.length === this.#room.length) {
      const larger = new this.#make(2 * this.length);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.length++] = value;
  }

  /** What was pushed. */
  filled(): T {
    return this.#room.subarray(0, this.length) as T;
  }
}
