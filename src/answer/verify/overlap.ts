import { hangulSkeleton, latinSkeletons } from '../../search/names.ts';
import type { Clause, Sentence, Token } from './reading.ts';

/** Letters two Latin words must begin with together, and syllables for Hangul, to be taken for forms of one word. */
const LATIN_STEM = 5;
const HANGUL_STEM = 2;
/** Consonants that must agree before a Hangul word is taken for the sound of a Latin one. */
const SOUND = 3;

/**
 * What a word that the source lacks weighs: a term of the field cannot be put differently; a verb can, most nouns, and a word
 * of no list is as often a form that the lists lack as a thing that the source does not speak of.
 */
const MISSING = { term: 2, quality: 1, noun: 0.5, verb: 0.5, other: 0.5 } as const;

/** A lighter word says nothing by being absent. */
const LIGHT = 0.5;

/** The words of some text, ready to be looked up by meaning. */
export class WordBag {
  readonly tokens: readonly Token[];
  readonly #byKey = new Map<string, Token[]>();
  readonly #bySound = new Map<string, Token[]>();

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    for (const token of tokens) {
      for (const key of token.keys) push(this.#byKey, key, token);
      for (const sound of soundsOf(token)) push(this.#bySound, sound, token);
    }
  }

  /** The words here that mean the same as `token`: the same word, a form of it, another word of one concept, its sound. */
  meaning(token: Token): readonly Token[] {
    const found = new Set<Token>();
    for (const key of token.keys) for (const other of this.#byKey.get(key) ?? []) found.add(other);
    if (found.size > 0) return [...found];
    for (const other of this.tokens) if (sameStem(token, other)) found.add(other);
    if (found.size > 0) return [...found];
    for (const sound of soundsOf(token)) {
      for (const other of this.#bySound.get(sound) ?? []) {
        if (other.word.script !== token.word.script) found.add(other);
      }
    }
    return [...found];
  }

  /** Whether some word here can be recognised by `key`. */
  hasKey(key: string): boolean {
    return this.#byKey.has(key);
  }

  has(token: Token): boolean {
    return this.meaning(token).length > 0;
  }
}

/** All words of some sentences. */
export function tokensOf(sentences: readonly Sentence[]): Token[] {
  return sentences.flatMap((sentence) => sentence.clauses.flatMap((clause) => clause.tokens));
}

/** How much of some words, by weight, is met in `source`: 0 to 1; words of `neutral` count neither way. */
export interface Coverage {
  readonly covered: number;
  readonly total: number;
}

/** @param strict count every missing word in full. */
export function coverage(tokens: readonly Token[], source: WordBag, neutral: WordBag, strict = false): Coverage {
  let covered = 0;
  let total = 0;
  for (const token of tokens) {
    if (token.weight === 0) continue;
    const met = source.has(token);
    // What could stand in any summary may as well be left out of this one.
    if (!met && (token.weight < LIGHT || neutral.has(token))) continue;
    const sort = token.term ? 'term' : (token.sort ?? 'other');
    total += token.weight * (met ? 1 : strict ? Math.max(1, MISSING[sort]) : MISSING[sort]);
    if (met) covered += token.weight;
  }
  return { covered, total };
}

/** Clauses too short to be judged by themselves are judged with the one before. */
export function judged(clauses: readonly Clause[], least: number): Token[][] {
  const groups: Token[][] = [];
  for (const { tokens } of clauses) {
    const last = groups.at(-1);
    if (last && (weightOf(tokens) < least || weightOf(last) < least)) last.push(...tokens);
    else groups.push([...tokens]);
  }
  return groups;
}

const weightOf = (tokens: readonly Token[]): number => tokens.reduce((sum, { weight }) => sum + weight, 0);

function sameStem(a: Token, b: Token): boolean {
  if (a.word.script !== b.word.script) return false;
  const [one, two] = [a.word.base, b.word.base];
  const short = Math.min(one.length, two.length);
  if (a.word.script === 'latin') {
    const shared = sharedPrefix(one, two);
    return shared >= LATIN_STEM && shared >= short * 0.75;
  }
  if (a.word.script !== 'hangul' || short < HANGUL_STEM) return false;
  // `뛰어났습니다` and `뛰어남을`: endings change the syllable that closes the stem.
  if (short > HANGUL_STEM && sharedPrefix(one, two) >= HANGUL_STEM && sharedJamo(one, two)) return true;
  return (
    one.startsWith(two) || two.startsWith(one) || (short > HANGUL_STEM && (one.includes(two) || two.includes(one)))
  );
}

function sharedPrefix(one: string, two: string): number {
  let at = 0;
  while (at < one.length && at < two.length && one[at] === two[at]) at++;
  return at;
}

/** Whether the first syllables in which two words differ begin alike. */
function sharedJamo(one: string, two: string): boolean {
  const at = sharedPrefix(one, two);
  const onset = (word: string): number => Math.floor(((word.codePointAt(at) ?? 0) - 0xac00) / 28);
  return onset(one) === onset(two);
}

function soundsOf({ word }: Token): string[] {
  if (word.script === 'hangul') {
    const sound = hangulSkeleton(word.base);
    return sound.length >= SOUND ? [sound] : [];
  }
  return word.script === 'latin' ? latinSkeletons(word.base).filter((sound) => sound.length >= SOUND) : [];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
