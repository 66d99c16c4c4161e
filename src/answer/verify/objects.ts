import { tokensOf, WordBag } from './overlap.ts';
import type { Reader, Token } from './reading.ts';

/** A thing and what is done to it: the word with 을/를 and the word after it. */
interface Deed {
  readonly object: readonly Token[];
  /** The object with the nouns before it: 전력 소모. */
  readonly whole: readonly Token[];
  readonly verb: readonly Token[];
}

const OBJECT = /((?:[^\s,]*[^\s,은는이가에로의을를]\s){0,2})([^\s,]+)[을를]\s(\S*[^\s의에로과와])(?=[\s,.])/gu;

/**
 * Whether a Korean claim does to one thing what its Korean source does to another that the claim names, too, in another
 * part: `배경에 어울리는 사람을 만든다` for `사람 뒤에 어울리는 배경을 만든다`. English marks no objects; there nothing is said.
 */
export function swapsObjects(claim: string, source: string, reader: Reader): boolean {
  const theirs = deeds(source, reader);
  const claimed = deeds(claim, reader);
  if (theirs.length === 0 || claimed.length === 0) return false;
  const everything = new WordBag(tokensOf(reader.read(source)));
  const said = new WordBag(tokensOf(reader.read(claim)));
  const objects = new WordBag(theirs.flatMap(({ whole }) => whole));
  const mine = new WordBag(claimed.flatMap(({ whole }) => whole));
  return claimed.some(({ object, verb }) => {
    if (!object.every((token) => everything.has(token) && !objects.has(token))) return false;
    const same = theirs.filter((one) => verb.some((token) => new WordBag(one.verb).has(token)));
    return same.some((one) => one.object.every((token) => said.has(token) && !mine.has(token)));
  });
}

function deeds(text: string, reader: Reader): Deed[] {
  const read = (part: string): Token[] => tokensOf(reader.read(part)).filter(({ weight }) => weight > 0);
  return [...text.matchAll(OBJECT)]
    .map(([, before, object, verb]) => ({
      object: read(object!),
      whole: read(`${before} ${object}`),
      verb: read(verb!),
    }))
    .filter(({ object, verb }) => object.length > 0 && verb.length > 0);
}
