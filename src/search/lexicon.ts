import type { AnalyzedQuery, QueryTerm } from './analyzer.ts';
import { idf, lengthNorm } from './bm25.ts';
import type { LexicalIndex } from './lexical.ts';
import { type Guess, NameIndex } from './names.ts';
import type { TermMatch } from './query.ts';

/** A term of the question that the index knows. */
export interface WeightedTerm {
  readonly term: string;
  /** Weight times idf. */
  readonly weight: number;
  readonly typed: string;
  readonly matched: string;
  readonly how: TermMatch['how'];
  /** Places of the words that gave it; see `Word.position`. */
  readonly positions: readonly number[];
}

/** A guessed name weighs this much of an exact word, times its likeness: it must never outweigh what was really typed. */
const GUESS_WEIGHT = 0.8;
/** A Hangul word that this many papers hold is taken at its word; a rarer one is also tried as a transliteration. */
const RARE = 3;

/** What all segments know about terms together: frequencies, and the names worth guessing. */
export class Lexicon {
  readonly papers: number;
  readonly #segments: readonly LexicalIndex[];
  readonly #names: NameIndex;
  readonly #norms: ReadonlyMap<LexicalIndex, Float32Array>;

  /** @param guess whether names may be guessed for words that no paper holds. */
  constructor(segments: readonly LexicalIndex[], guess = true) {
    this.#segments = segments;
    this.papers = segments.reduce((sum, segment) => sum + segment.size, 0);
    const words = segments.reduce((sum, { lengths }) => sum + lengths.reduce((all, length) => all + length, 0), 0);
    const average = words / Math.max(1, this.papers) || 1;
    this.#norms = new Map(segments.map((one) => [one, one.lengths.map((length) => lengthNorm(length, average))]));
    this.#names = new NameIndex(guess ? allNames(segments) : []);
  }

  /** BM25's length norm of each paper of a segment, on the scale of all segments. */
  norms(segment: LexicalIndex): Float32Array {
    return this.#norms.get(segment)!;
  }

  /** Papers that hold a term, over all segments. */
  frequency(term: string): number {
    return this.#segments.reduce((sum, segment) => sum + segment.frequency(term), 0);
  }

  /** The terms of a question with their weights; unknown words are replaced by the names they may have meant. */
  weigh(query: AnalyzedQuery): WeightedTerm[] {
    const known = new Map<string, WeightedTerm>();
    const add = (term: Omit<QueryTerm, 'how'> & { how: TermMatch['how'] }): void => {
      const frequency = this.frequency(term.term);
      if (frequency === 0) return;
      const weight = term.weight * idf(frequency, this.papers);
      if ((known.get(term.term)?.weight ?? 0) < weight) known.set(term.term, { ...term, weight });
    };
    for (const term of query.terms) add(term);
    const unknown = query.coined.filter((word) => this.frequency(word.base) === 0);
    for (const word of [...query.loose, ...unknown]) {
      const frequency = this.frequency(word.base);
      let guesses: Guess[] = [];
      if (word.script === 'latin' && frequency === 0) guesses = this.#names.misspelt(word.surface);
      if (word.script === 'hangul' && frequency < RARE) guesses = this.#guessHangul(word.base, word.surface);
      for (const { name, likeness, how } of guesses) {
        add({
          term: name,
          weight: GUESS_WEIGHT * likeness,
          typed: word.surface,
          matched: name,
          how,
          positions: [word.position],
        });
      }
    }
    for (const guess of this.#misspeltPairs(query)) add(guess);
    return [...known.values()];
  }

  /** Names of two words of which one is misspelt: `depth anythng`. */
  *#misspeltPairs({ terms, loose }: AnalyzedQuery): Generator<Omit<QueryTerm, 'how'> & { how: TermMatch['how'] }> {
    const unknown = new Set(
      loose
        .filter((word) => word.script === 'latin' && this.frequency(word.base) === 0)
        .map(({ position }) => position),
    );
    if (unknown.size === 0) return;
    for (const { term, how, typed, positions } of terms) {
      if (how !== 'word' || positions.length !== 2 || !positions.some((at) => unknown.has(at))) continue;
      for (const { name, likeness } of this.#names.misspelt(term)) {
        yield { term: name, weight: GUESS_WEIGHT * likeness, typed, matched: name, how: 'fuzzy', positions };
      }
    }
  }

  #guessHangul(base: string, surface: string): Guess[] {
    const guesses = this.#names.transliterated(base);
    return guesses.length > 0 || surface === base ? guesses : this.#names.transliterated(surface);
  }
}

function* allNames(segments: readonly LexicalIndex[]): Generator<string> {
  for (const segment of segments) yield* segment.names();
}
