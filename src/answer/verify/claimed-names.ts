import { normalise, words } from '../../text.ts';
import { tokensOf, WordBag } from './overlap.ts';
import type { Reader } from './reading.ts';

const TOKEN = /[\p{Script=Latin}\d]+(?:[-_.'’+/&][\p{Script=Latin}\d]+)*/gu;
const ONLY_DIGITS = /^[\d.,'’+/-]+$/;
/** Units and abbreviations that are not names. */
const NOT_NAMES = new Set('x fps ms gb mb tb kb s vs etc e.g i.e ok a i am pm us'.split(' '));

/** How sure a Latin word of a sentence is a name: `exact` ones must stand in the source letter by letter. */
interface Name {
  readonly text: string;
  readonly exact: boolean;
}

/** The names of a sentence, Latin words: with digits or capitals inside, in capitals, capitalised within the sentence, or within Hangul. */
export function namesIn(sentence: string): Name[] {
  const text = normalise(sentence).replace(/(\d)차원/gu, '$1D');
  const korean = /[가-힣]/.test(text);
  const names: Name[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const name = match[0].replace(/['’]s?$/u, '').replace(/(?<=\p{Lu})s$/u, '');
    if (
      ONLY_DIGITS.test(name) ||
      /^\d+(?:st|nd|rd|th)$/i.test(name) ||
      /^\d+(?:\.\d+)?(?:x|fps|ms|s|gb|mb|tb|[kmbt])$/i.test(name)
    )
      continue;
    if (NOT_NAMES.has(name.toLowerCase())) continue;
    const mixed = /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}.*\p{Ll}|\p{L}[-.]?\d|\d\p{L}/u.test(name);
    const capitals = /^\p{Lu}{2,}$/u.test(name);
    const first = /^["'“”‘’(\s]*$/u.test(text.slice(0, match.index));
    const capitalised = /^\p{Lu}\p{Ll}/u.test(name) && !first;
    // The tail of a name that begins in Hangul (`드리머V2`): the letters alone are no name.
    if (/[가-힣]$/.test(text.slice(0, match.index)) && /^\p{L}?\d+$/u.test(name)) continue;
    if (mixed) names.push({ text: name, exact: true });
    else if (capitals || capitalised || (korean && name.length > 1)) names.push({ text: name, exact: false });
  }
  return names;
}

/** Names of a sentence that nothing in `context` bears out. */
export function strangeNames(sentence: string, context: string, reader: Reader): string[] {
  const known = spellings(context);
  const bag = new WordBag(tokensOf(reader.read(context)));
  const spelled = initialsOf(context);
  // MATH is a benchmark, Math a word of a title.
  const written = {
    test: (name: string) =>
      new RegExp(String.raw`(?<![\p{Script=Latin}\d])${name}s?(?![\p{Script=Latin}\d])|${name}[\d-]`, 'u').test(
        normalise(context),
      ),
  };
  return namesIn(sentence)
    .filter(({ text, exact }) => {
      if (/^\p{Lu}{3,}$/u.test(text) && spelled.has(text.toLowerCase())) return false;
      if (known.has(plain(text)) && (!/^\p{Lu}{3,}$/u.test(text) || written.test(text))) return false;
      const parts = text.split(/[-/&’']/).filter((part) => part !== '');
      if (
        parts.length > 1 &&
        parts.every((part) => known.has(plain(part)) || (!exact && bears(part, bag, reader)) || isPlainWord(part))
      ) {
        return false;
      }
      return exact || !bears(text, bag, reader);
    })
    .map(({ text }) => text);
}

/** Whether the context says a name in other words. An acronym counts as a term of the glossary only as it is written there: CLIP is no clip. */
function bears(text: string, bag: WordBag, reader: Reader): boolean {
  if (/^\p{Lu}{2,}$/u.test(text)) return reader.conceptsOfAcronym(text).some((key) => bag.hasKey(key));
  const tokens = tokensOf(reader.read(text)).filter((token) => token.word.script !== 'number');
  return tokens.length > 0 && tokens.every((token) => bag.has(token));
}

/** A lower-case part of a compound (`Transformer-based`) is judged with the other words, not as a name. */
function isPlainWord(part: string): boolean {
  return /^\p{Ll}{3,}$/u.test(part);
}

/** Letters of an acronym, at most. */
const ACRONYM = 5;

/** The initials of every three to five words in a row: a passage that spells out `high-bandwidth memory` speaks of HBM. */
function initialsOf(context: string): Set<string> {
  const found = new Set<string>();
  let row = '';
  let end = 0;
  const text = normalise(context);
  for (const match of text.matchAll(/[\p{Script=Latin}]+/gu)) {
    if (!/^[\s-]?$/.test(text.slice(end, match.index))) row = '';
    end = match.index + match[0].length;
    row = (row + match[0][0]!.toLowerCase()).slice(-ACRONYM);
    for (let from = 0; from <= row.length - 3; from++) found.add(row.slice(from));
  }
  return found;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** Every way in which the Latin words of a text can be written together. */
function spellings(context: string): Set<string> {
  const text = normalise(context).replace(/(\d)차원/gu, '$1D');
  const known = new Set<string>();
  let row: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (text.slice(end, match.index).trim() !== '') row = [];
    end = match.index + match[0].length;
    row.push(match[0]);
    for (let from = Math.max(0, row.length - 3); from < row.length; from++) known.add(plain(row.slice(from).join('')));
    for (const part of match[0].split(/[-_.'’+/&]/)) known.add(plain(part));
    known.add(plain(match[0].replace(/(?<=\p{Lu})s$/u, '')));
  }
  for (const word of words(text)) if (word.script !== 'hangul') known.add(word.base);
  return known;
}
