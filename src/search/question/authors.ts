import { type Cue, cueOf } from './author-cues.ts';
import type { QuestionContext } from './context.ts';
import { hangulNameAt } from './hangul-names.ts';
import { couldBeName, isMethod, isOrganisation, NAME_LENGTH, NAME_WORD, writtenAsName } from './names.ts';
import { everywhere, type Reading } from './reading.ts';

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A name of the question, and the words around it that make it an author. */
interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly cue: Cue | undefined;
}

interface Found {
  readonly name: Name;
  /** How many words it has. */
  readonly words: number;
}

type IsAuthor = (name: string) => boolean;

/** Names that the library is asked for, for one question, at most: it may have to look through all it has. */
const MOST_ASKED = 200;
/** Letters of a family name in small letters that is taken for one. */
const DISTINCTIVE = 5;
const WORDS = everywhere(`(?<![\\p{L}\\p{N}][-_./'’]?)(?:${NAME_WORD}|[가-힣]{2,8})`);
const AND = /^(?:,? and |,? & ?|, ?|(?:이랑|하고|와|과|랑) ?)$/iu;
const OR = /^(?:,? or |(?:이나|나) ?| 또는 | 혹은 )$/iu;
const LISTED_AFTER = /^(?:,| and | & | or |(?:이랑|하고|이나|나|와|과|랑) ?| 또는 | 혹은 )/iu;
const LISTED_BEFORE = /(?:,| and| &| or|이랑|하고|이나|나|와|과|랑|또는|혹은) ?$/iu;
const HANGUL_SUFFIX = /(?:교수님|교수|박사|이|가|의|님|씨|은|는|인)$/u;

/**
 * The authors asked for, as typed, and the words taken out; empty when none is. A name counts where the words around it
 * ask for its papers, and it is that of an author or, after `papers by` and the like, at least written as a name.
 */
export function readAuthors(reading: Reading, context: QuestionContext, told: boolean): string[] {
  const both = [...inBothScripts(reading, context, told), ...knownInHangul(reading, context, told)];
  const names = namesIn(reading, context);
  if (names.some((name, at) => at > 0 && OR.test(reading.text.slice(names[at - 1]!.end, name.start)))) return both;
  const authors: string[] = [...both];
  for (const [at, { name, start, end, cue }] of names.entries()) {
    const extent = cue ?? (joined(reading, names, at) ? { start, end } : undefined);
    if (!extent || reading.negated(extent.start, extent.end) || reading.negated(start, end)) continue;
    if (!authors.includes(name)) authors.push(name);
    reading.take(extent.start, extent.end, told);
  }
  tidyLists(reading, names);
  return authors;
}

/** A Korean name with its Latin spelling beside it, which is how papers have it, and the words around it that ask for its papers. */
/** The first word of a name spelt in Hangul as two: with a syllable on either side (`카이밍 허`, `얀 르쿤`), or nothing before. */
const HANGUL_BEFORE =
  '[가-힣](?= [가-힣]{1,4} ?\\()|[가-힣]{2,4}(?= [가-힣] ?\\()|(?<=^|[,.!?] ?)[가-힣]{2,4}(?= (?:[가-힣]{2}|[가-힣]{4,5}) ?\\()';
const BOTH_SCRIPTS = everywhere(
  `(?<![가-힣])(?:(?:${HANGUL_BEFORE}) )?[가-힣]{1,5} ?\\((?<name>${NAME_WORD}(?: ${NAME_WORD}){1,3})\\)(?: ?(?:교수님?|박사님?|님|씨))?(?:이|가|의)?(?: ?(?:이름(?:이|으로)? ?)?(?:들어간|있는|쓴|낸|참여한|저자인|저자로 (?:있는|들어간|참여한)))?`,
);

function inBothScripts(reading: Reading, context: QuestionContext, told: boolean): string[] {
  const found: string[] = [];
  for (const match of reading.text.matchAll(BOTH_SCRIPTS)) {
    const name = match.groups!.name!;
    const end = match.index + match[0].length;
    if (!context.isAuthor(name) || reading.negated(match.index, end)) continue;
    found.push(name);
    reading.take(match.index, end, told);
  }
  return found;
}

/** Names of well-known researchers in Hangul alone, which papers do not have: read where words around them ask for papers. */
function knownInHangul(reading: Reading, context: QuestionContext, told: boolean): string[] {
  const found: string[] = [];
  for (const { index } of reading.text.matchAll(/(?<![가-힣])[가-힣]/gu)) {
    const known = hangulNameAt(reading.text, index);
    const name = known?.latin.find((latin) => context.isAuthor(latin));
    const cue = known && cueOf(reading, index, known.end);
    if (!name || !cue || reading.negated(cue.start, cue.end)) continue;
    if (!found.includes(name)) found.push(name);
    reading.take(cue.start, cue.end, told);
  }
  return found;
}

/** Whether a name without words of its own stands in one list with a name that has them: `A and B papers`, `by A and B`. */
function joined(reading: Reading, names: readonly Name[], at: number): boolean {
  const linked = (a: Name | undefined, b: Name | undefined) =>
    a !== undefined && b !== undefined && AND.test(reading.text.slice(a.end, b.start));
  for (let next = at; linked(names[next], names[next + 1]); next++) if (names[next + 1]!.cue) return true;
  for (let last = at; linked(names[last - 1], names[last]); last--) if (names[last - 1]!.cue) return true;
  return false;
}

/** Takes the `and` of a list whose names were taken. */
function tidyLists(reading: Reading, names: readonly Name[]): void {
  for (const [at, name] of names.entries()) {
    const before = names[at - 1];
    if (!before) continue;
    const between = reading.text.slice(before.end, name.start);
    const taken = (one: Name) => !/[\p{L}]/u.test(reading.text.slice(one.start, one.end));
    if (between !== '' && AND.test(between) && taken(before) && taken(name))
      reading.take(before.end, name.start, false);
  }
}

function namesIn(reading: Reading, context: QuestionContext): Name[] {
  let asked = 0;
  const isAuthor: IsAuthor = (name) => asked++ < MOST_ASKED && context.isAuthor(name);
  const words = [...reading.text.matchAll(WORDS)].map(wordOf);
  const names: Name[] = [];
  for (let at = 0; at < words.length; ) {
    const found = nameAt(reading, words, at, isAuthor, context);
    if (found) names.push(found.name);
    at += found?.words ?? 1;
  }
  return names;
}

/** A word without the full stop of its sentence and without `'s`; the dot of an initial stays. */
function wordOf(match: RegExpExecArray | RegExpMatchArray): Word {
  const start = match.index!;
  const text = match[0].replace(/['’](?:s)?[.'’-]*$/iu, '').replace(/(?<=\p{L}{2})(?<!\b[JS]r)[.\-'’]+$/u, '');
  return { start, end: start + text.length, text };
}

/** The longest name that begins with a word. The library is asked only for names that would count if it has them. */
function nameAt(
  reading: Reading,
  words: readonly Word[],
  at: number,
  isAuthor: IsAuthor,
  context: QuestionContext,
): Found | undefined {
  if (/^[가-힣]/u.test(words[at]!.text)) return hangulName(reading, words[at]!, isAuthor);
  for (let length = Math.min(NAME_LENGTH, words.length - at); length > 0; length--) {
    const run = words.slice(at, at + length);
    if (!contiguous(reading.text, run)) continue;
    // `Octo Model Team`: a part of an organisation's name is nobody's.
    const next = words[at + length];
    if (next && contiguous(reading.text, [run.at(-1)!, next]) && isOrganisation(next.text)) continue;
    const texts = run.map(({ text }) => text);
    if (!couldBeName(texts)) continue;
    const [name, start, end] = [texts.join(' '), run[0]!.start, run.at(-1)!.end];
    const cue = usable(texts, cueOf(reading, start, end), context);
    if (!cue && (length === 1 || !inList(reading.text, start, end))) continue;
    // Nothing but an explicit word makes an author of a name that no paper has.
    const explicit = cue?.strength === 'explicit' && length > 1 && writtenAsName(texts);
    if (isAuthor(name) || explicit) return { name: { name, start, end, cue }, words: length };
  }
  return undefined;
}

function contiguous(text: string, run: readonly Word[]): boolean {
  return run.every((word, at) => at === 0 || text.slice(run[at - 1]!.end, word.start) === ' ');
}

/**
 * The cue, where it is strong enough for these words: small letters need a clear one; a single word an explicit one, or a
 * clear one when papers speak of nothing by that name (`LeCun`, `hinton`).
 */
function usable(words: readonly string[], cue: Cue | undefined, { isWord }: QuestionContext): Cue | undefined {
  if (!cue) return undefined;
  const asName = writtenAsName(words);
  if (words.length > 1) return cue.strength !== 'loose' || asName ? cue : undefined;
  const [word] = words as [string];
  if (isMethod(word) || cue.strength === 'loose') return undefined;
  if (cue.strength === 'explicit' && asName) return cue;
  return word.length >= (asName ? 4 : DISTINCTIVE) && !isWord(word) ? cue : undefined;
}

/** Whether a name may be one of several: `A and B papers`. */
function inList(text: string, start: number, end: number): boolean {
  return LISTED_AFTER.test(text.slice(end, end + 8)) || LISTED_BEFORE.test(text.slice(Math.max(0, start - 8), start));
}

/** A name in Hangul counts only when papers have it. */
function hangulName(reading: Reading, word: Word, isAuthor: IsAuthor): Found | undefined {
  for (const text of new Set([word.text, word.text.replace(HANGUL_SUFFIX, '')])) {
    if (text.length < 2) continue;
    const end = word.start + text.length;
    const cue = cueOf(reading, word.start, end);
    if (!cue || cue.strength === 'loose' || !isAuthor(text)) continue;
    return { name: { name: text, start: word.start, end, cue }, words: 1 };
  }
  return undefined;
}
