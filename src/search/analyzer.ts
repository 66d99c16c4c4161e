import { createHash } from 'node:crypto';
import type { Paper } from '../paper.ts';
import { bigrams, type Word, words } from '../text.ts';
import { type Concept, GlossaryMatcher } from './glossary.ts';
import { NOTHING, type Without } from './parts.ts';
import { isStopWord } from './stop-words.ts';
import { isWeakWord } from './weak-words.ts';

/** Raise when the terms that a text gives change: indexes made by another version are rebuilt. */
const VERSION = 5;

/** A title's words count this often; measured on the development questions, flat between 1 and 3. */
const TITLE_WEIGHT = 2;

/** The terms of one paper: what the lexical index stores. */
export interface PaperTerms {
  /** Term to how often it occurs, title words counted {@link TITLE_WEIGHT} times. */
  readonly counts: ReadonlyMap<string, number>;
  /** Length in words, on the same scale. */
  readonly length: number;
  /** Latin terms of the title: candidates when a name is misspelt or typed in Hangul. */
  readonly names: ReadonlySet<string>;
  /** Words and concepts of the title that say what the paper is about. */
  readonly title: ReadonlySet<string>;
  /** Words and concepts of the bullets. */
  readonly summary: ReadonlySet<string>;
}

/** One term of a question, before the index is asked whether it knows it. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
  readonly how: 'word' | 'part' | 'concept' | 'everyday';
  /** The words of the question that gave it. */
  readonly typed: string;
  /** Their places in the question. */
  readonly positions: readonly number[];
  /** What it stands for: the word itself or the glossary's term. */
  readonly matched: string;
}

/** A question as terms. */
export interface AnalyzedQuery {
  readonly terms: readonly QueryTerm[];
  /** Content words that no concept explains: worth guessing at when the index does not know them. */
  readonly loose: readonly Word[];
  /** Long Hangul words in which a concept was met: they may be names all the same (`스트림디퓨전`, with 디퓨전 in it). */
  readonly coined: readonly Word[];
  /** Latin compounds typed as one word, written together: names, mostly. */
  readonly compounds: readonly string[];
  /** The content words. */
  readonly content: readonly ContentWord[];
}

/** A word of a question that says what it is about. */
export interface ContentWord {
  readonly base: string;
  readonly position: number;
  /** What it weighs as a word, before rarity. */
  readonly weight: number;
}

/** The term that stands for a concept. */
export const conceptTerm = (concept: number): string => `§${concept}`;
const partTerm = (pair: string): string => `:${pair}`;

/** Weights of the kinds of terms in a question. All were set once on the development questions and are flat around these values. */
const WEIGHT = {
  word: 1,
  /** Words that say little about which paper it is weigh this much of what they would, their concepts too. */
  weak: 0.3,
  /** Hangul syllable pairs make up for particles and compounds that were not split. */
  part: 0.25,
  concept: 1.2,
  /** Everyday words and loose wordings, times the weight of a concept. */
  everyday: 0.5,
  /** What is left of a word's own weight once a concept speaks for it. */
  covered: 0.25,
  number: 0.6,
};

/** Concepts that the same words gave share their weight: each weighs n^-SHARED of it. 0 counts a word n times, 1 once. */
const SHARED = 0.5;

/** A Hangul word of this many syllables may be a coined name. */
const COINED_FROM = 4;

/** Turns papers and questions into terms: words, parts of words, and concepts of the glossary. */
export class Analyzer {
  /** Changes with the glossary and with the rules of this file. */
  readonly fingerprint: string;
  readonly #glossary: GlossaryMatcher;
  readonly #concepts: readonly Concept[];

  constructor(concepts: readonly Concept[]) {
    this.#concepts = concepts;
    this.#glossary = new GlossaryMatcher(concepts);
    const hash = createHash('sha256').update(`analyzer ${VERSION}\n`);
    for (const concept of concepts) hash.update(`${concept.everyday ? '~' : ''}${concept.terms.join('|')}\n`);
    this.fingerprint = hash.digest('hex').slice(0, 16);
  }

  /** How many concepts the glossary has. */
  get concepts(): number {
    return this.#concepts.length;
  }

  /** The terms of a paper: title, all bullets, and the hints that were given to find it by. */
  paperTerms(paper: Paper): PaperTerms {
    const counts = new Map<string, number>();
    const names = new Set<string>();
    // A concept counts as often as its most frequent member, so that a paper that says one thing in two languages
    // does not count it twice.
    const members = new Map<number, Map<string, number>>();
    const title = new Set<string>();
    const summary = new Set<string>();
    let length = 0;
    const read = (text: string, weight: number, place?: Set<string>): void => {
      const found = words(text);
      length += found.length * weight;
      for (const term of wordTerms(found)) bump(counts, term, weight);
      if (place === title) {
        for (const word of found) for (const name of namesOf(word)) names.add(name);
        const pairs = [...titlePairs(found)];
        for (const pair of pairs) bump(counts, pair, 1);
        // `Depth Anything: …`: the first two words may be the name.
        if (pairs[0] !== undefined && pairs[0] === `${found[0]?.surface}${found[1]?.surface}`) names.add(pairs[0]);
      }
      if (place) for (const word of found) if (!saysLittle(word)) for (const term of namedBy(word)) place.add(term);
      for (const { concept, term, positions } of this.#glossary.match(found)) {
        if (place && !positions.every((at) => saysLittle(found[at]!))) place.add(conceptTerm(concept));
        let terms = members.get(concept);
        if (!terms) {
          terms = new Map();
          members.set(concept, terms);
        }
        bump(terms, term, weight);
      }
    };
    read(paper.title, TITLE_WEIGHT, title);
    for (const passage of paper.passages) read(passage.text, 1, summary);
    for (const hint of paper.hints ?? []) read(hint, 1);
    for (const [concept, terms] of members) counts.set(conceptTerm(concept), Math.max(...terms.values()));
    return { counts, length, names, title, summary };
  }

  /**
   * Features of one text for the built-in embedder: terms with the weight of their kind. The same words, pairs and
   * concepts as in the lexical index, each counted once.
   */
  features(text: string): Map<string, number> {
    const features = new Map<string, number>();
    const found = words(text);
    for (const word of found) {
      if (isStopWord(word.surface, word.base)) continue;
      features.set(word.base, 1);
      if (word.compound) features.set(word.compound, 1);
      if (word.script === 'hangul') for (const pair of bigrams(word.base)) features.set(partTerm(pair), 0.4);
    }
    for (const { concept } of this.#glossary.match(found)) {
      if (!this.#concepts[concept]!.everyday) features.set(conceptTerm(concept), 1.2);
    }
    return features;
  }

  /**
   * Tells which of some terms a text has as {@link features}. A question has a few terms and its evidence many bullets:
   * looking for those terms alone costs a fraction of finding every concept of the glossary.
   */
  finderOf(terms: Iterable<string>): (text: string) => Set<string> {
    const wanted = new Set(terms);
    const numbers = this.#concepts.map((_, at) => at).filter((at) => wanted.has(conceptTerm(at)));
    const glossary = new GlossaryMatcher(
      numbers.map((at) => this.#concepts[at]!),
      this.#glossary.longest,
    );
    return (text) => {
      const has = new Set<string>();
      const found = words(text);
      for (const word of found) {
        const own = [...partsOf(word)].filter((term) => wanted.has(term));
        if (own.length > 0 && !isStopWord(word.surface, word.base)) for (const term of own) has.add(term);
      }
      for (const { concept } of glossary.match(found)) has.add(conceptTerm(numbers[concept]!));
      return has;
    };
  }

  /**
   * The terms of a question, without words that only say how it is asked.
   *
   * @param without parts taken out, to measure what they are worth.
   */
  query(text: string, without: Without = NOTHING): AnalyzedQuery {
    const found = words(text);
    const stop = found.map((word) => isStopWord(word.surface, word.base));
    const covered = new Set<number>();
    const best = new Map<string, QueryTerm>();
    const add = (term: QueryTerm): void => {
      const known = best.get(term.term);
      if (!known || known.weight < term.weight) best.set(term.term, term);
    };
    const isWeak = ({ surface, base }: Word) => isWeakWord(surface, base) && !without.has('weak words');
    const matches = this.#glossary
      .match(found, true)
      .filter(({ concept }) => !without.has(this.#concepts[concept]!.everyday ? 'everyday words' : 'glossary'))
      .filter(({ positions }) => positions.length > 1 || !stop[positions[0]!]);
    const sharedBy = without.has('sharing of concepts') ? 0 : SHARED;
    const sharing = new Map<string, Set<number>>();
    for (const { concept, positions } of matches) {
      if (this.#concepts[concept]!.everyday) continue;
      const key = positions.join();
      sharing.set(key, (sharing.get(key) ?? new Set()).add(concept));
    }
    for (const { concept, term, positions } of matches) {
      const weak = positions.every((at) => isWeak(found[at]!));
      const { everyday } = this.#concepts[concept]!;
      const share = everyday ? WEIGHT.everyday : sharing.get(positions.join())!.size ** -sharedBy;
      const factor = share * (weak ? WEIGHT.weak : 1);
      if (!everyday) for (const at of positions) covered.add(at);
      const typed = positions.map((at) => found[at]!.surface).join(' ');
      add({
        term: conceptTerm(concept),
        weight: WEIGHT.concept * factor,
        how: everyday ? 'everyday' : 'concept',
        typed,
        matched: this.#label(concept, term),
        positions,
      });
    }
    const loose: Word[] = [];
    const coined: Word[] = [];
    const compounds: string[] = [];
    const content: ContentWord[] = [];
    for (const [at, word] of found.entries()) {
      if (stop[at] || (word.base.length === 1 && word.script === 'latin')) continue;
      if (word.compound) compounds.push(word.compound);
      const weak = isWeak(word);
      // A bare small number says nothing about a paper: `2+2`, `top 5`.
      if (word.script !== 'number' || word.base.length > 2) {
        content.push({ base: word.base, position: at, weight: weak ? WEIGHT.weak : WEIGHT.word });
      }
      if (!covered.has(at)) {
        if (!weak) loose.push(word);
      } else if (word.script === 'hangul' && word.base.length >= COINED_FROM) coined.push(word);
      const share = (covered.has(at) ? WEIGHT.covered : 1) * (weak ? WEIGHT.weak : 1);
      const own = share * (word.script === 'number' ? WEIGHT.number : WEIGHT.word);
      const from = { typed: word.surface, matched: word.base, positions: [at] };
      add({ term: word.base, weight: own, how: 'word', ...from });
      if (word.script !== 'hangul' || without.has('syllable pairs')) continue;
      for (const pair of word.base.length === 2 ? [word.base] : bigrams(word.base)) {
        add({
          term: partTerm(pair),
          weight: share * WEIGHT.part,
          how: 'part',
          typed: word.surface,
          matched: pair,
          positions: [at],
        });
      }
    }
    for (const joined of joinedForms(found)) add({ ...joined, weight: WEIGHT.word, how: 'word', matched: joined.term });
    return { terms: [...best.values()], loose, coined, compounds, content };
  }

  #label(concept: number, term: string): string {
    const terms = this.#concepts[concept]!.terms;
    return term === terms[0] ? term : `${term} = ${terms[0]}`;
  }
}

/** What one word adds to the features of a text. */
function* partsOf(word: Word): Generator<string> {
  yield word.base;
  if (word.compound) yield word.compound;
  if (word.script === 'hangul') for (const pair of bigrams(word.base)) yield partTerm(pair);
}

/** Terms of running text: words, compounds written together, pairs of syllables. */
function* wordTerms(found: readonly Word[]): Generator<string> {
  for (const [at, word] of found.entries()) {
    yield word.base;
    if (word.compound) {
      yield word.compound;
      // `DeepSeek-Coder-V2` is also found as `deepseek` and `deepseekcoder`.
      let head = word.surface;
      for (let next = at + 1; next < at + (word.parts ?? 1) - 1; next++) {
        head += found[next]!.surface;
        yield head;
      }
    }
    if (word.script === 'hangul') for (const pair of bigrams(word.base)) yield partTerm(pair);
  }
}

/** Neighbouring Latin words of a title written together: `depthanything` is a name, though `anything` alone says nothing. */
function* titlePairs(found: readonly Word[]): Generator<string> {
  for (const [at, word] of found.entries()) {
    const next = found[at + 1];
    if (word.script !== 'latin' || next?.script !== 'latin' || isLink(word) || isLink(next)) continue;
    yield word.surface + next.surface;
  }
}

function* namesOf(word: Word): Generator<string> {
  if (word.script !== 'latin' || isStopWord(word.surface, word.base)) return;
  if (word.base.length > 2) yield word.base;
  if (word.compound) yield word.compound;
}

/** Whether a word says little about what a paper is about. */
function saysLittle({ surface, base, script }: Word): boolean {
  return isStopWord(surface, base) || isWeakWord(surface, base) || (script !== 'hangul' && base.length === 1);
}

function* namedBy({ base, compound }: Word): Generator<string> {
  yield base;
  if (compound) yield compound;
}

/** Whether a word only links others (`of the`): no part of a name that was typed as several words. */
function isLink({ surface, base }: Word): boolean {
  return surface.length <= 4 && isStopWord(surface, base);
}

/** Neighbouring Latin words and numbers written together: `rwkv 7`, `deepseekcoder v2`, `quiet star`. */
function* joinedForms(found: readonly Word[]): Generator<{ term: string; typed: string; positions: number[] }> {
  for (const [at, word] of found.entries()) {
    if (word.script !== 'latin') continue;
    if (word.compound) {
      const positions = Array.from({ length: word.parts ?? 1 }, (_, part) => at + part);
      yield { term: word.compound, typed: word.compound, positions };
    }
    if (isLink(word)) continue;
    let term = word.surface;
    let typed = word.surface;
    const positions = [at];
    for (const next of found.slice(at + 1, at + 4)) {
      if ((next.script !== 'latin' && next.script !== 'number') || isLink(next)) break;
      term += next.surface.replaceAll('.', '');
      typed += ` ${next.surface}`;
      positions.push(next.position);
      yield { term, typed, positions: [...positions] };
    }
  }
}

function bump(counts: Map<string, number>, term: string, by: number): void {
  counts.set(term, (counts.get(term) ?? 0) + by);
}
