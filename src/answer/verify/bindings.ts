import { normalise } from '../../text.ts';
import { tokensOf, WordBag } from './overlap.ts';
import { type Quantity, quantities } from './quantities.ts';
import type { Reader, Token } from './reading.ts';
import { ownersAt } from './siblings.ts';
import { sameValue } from './stated.ts';

/** What stands around a number: words with how near they are, and whether it is a mean, a most or a least. */
interface Place {
  readonly quantity: Quantity;
  readonly near: readonly { readonly token: Token; readonly weight: number }[];
  readonly bag: WordBag;
  /** The numbered names it belongs to. */
  readonly owners: ReadonlyMap<string, string>;
  readonly sort?: Sort;
  /** In `from 81 to 91` and `81점에서 91점으로`: which end it is. */
  readonly end?: 'from' | 'to';
}

/** What numbers of one measure differ in, though the same words stand around them. */
type Sort = 'mean' | 'most' | 'least';
const SORTS: readonly (readonly [sort: Sort, before: RegExp, after: RegExp])[] = [
  ['mean', /평균[^,]{0,6}$|\baverag\p{L}*(?:\s(?:of|is|was|rate|score))?\s$/iu, /^[^,\d]{0,24}\bon average\b/iu],
  [
    'most',
    /(?:최대|많게는|많을 때는?)[^,]{0,6}$|\b(?:up to|at most|peaks? at|maximum of|as much as)\s$/iu,
    /^[^\s,]{0,3}까지|^[^,\d]{0,24}\bat (?:peak|most)\b/iu,
  ],
  ['least', /(?:최소|적어도)[^,]{0,6}$|\b(?:at least|minimum of)\s$/iu, /^\s?[^\s,]{0,3}\s?이상/iu],
];

/** Bounds of what a number is about: commas, brackets and conjunctions. */
const BOUND = /[,;()]\s|[()]|\s(?:and|but|while|whereas)\s|[가-힣](?:이고|이며|고|며|지만)\s|[와과]\s/giu;
/** Words of each side that are looked at. */
const WORDS = 6;
/** How much a word beyond the bound counts. */
const BEYOND = 0.15;
/** How much a word before a number counts that only counts things. */
const COUNTED = 0.4;
/** The name before a bracket: two words at most. */
const NAMED = /\S+(?:\s\S+)?\s*$/u;
/** A number is lost whose own place fits so little, and another's so much better. */
const LOST = 0.6;
const BETTER = 0.8;

/** How the numbers of a claim stand to their places in the source: every number is there; what counts is its company. */
export interface Misplacement {
  /** One is the mean for the most, comes from where it goes to, or belongs to another of two numbered names. */
  readonly certain: boolean;
  /** One stands where another number stands, and nothing of its own company is there. */
  readonly lost: boolean;
  /** By how much, at most, two numbers fit better with their places exchanged: `61% on B and 63% on A`. */
  readonly exchanged: number;
}

export function misplacement(claim: string, source: string, reader: Reader): Misplacement {
  const theirs = places(source, reader);
  const mine = places(claim, reader).flatMap((place) => {
    const own = theirs.filter(({ quantity }) => sameValue(place.quantity, quantity));
    return own.length > 0 ? [{ place, own }] : [];
  });
  let [certain, lost, exchanged] = [false, false, 0];
  for (const [at, { place, own }] of mine.entries()) {
    if (own.every((one) => differ(place, one, theirs) || disagree(place.owners, one.owners))) certain = true;
    const fit = best(place, own);
    const others = theirs.filter(
      (one) =>
        one.quantity.unit === place.quantity.unit && !own.includes(one) && one.quantity.word === place.quantity.word,
    );
    // Numbers in a row (`3 to 11`, `2.7%/4.3%`) keep the same company.
    const row = mine.some((other) => other.place !== place && inRow(claim, place.quantity, other.place.quantity));
    if (others.length > 0 && !row && fit < LOST && best(place, others) > fit + BETTER) lost = true;
    for (const other of mine.slice(at + 1)) {
      if (other.place.quantity.unit !== place.quantity.unit || own.some((one) => other.own.includes(one))) continue;
      if (inRow(claim, place.quantity, other.place.quantity)) continue;
      const straight = fit + best(other.place, other.own);
      exchanged = Math.max(exchanged, best(place, other.own) + best(other.place, own) - straight);
    }
  }
  return { certain, lost, exchanged };
}

/** Whether no word stands between two numbers. */
function inRow(text: string, one: Quantity, other: Quantity): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  return !/\p{L}{3}/u.test(text.slice(first.to, second.from));
}

function disagree(claim: ReadonlyMap<string, string>, source: ReadonlyMap<string, string>): boolean {
  return [...claim].some(([stem, number]) => source.has(stem) && source.get(stem) !== number);
}

/** Whether two places of one number differ in sort or end. */
function differ(claim: Place, source: Place, all: readonly Place[]): boolean {
  if (claim.end && source.end && claim.end !== source.end) return true;
  if (!claim.sort) return false;
  if (source.sort) return source.sort !== claim.sort;
  // What is said to reach so far is not called a maximum everywhere.
  if (claim.sort === 'most') return false;
  return all.some((one) => one !== source && one.sort === claim.sort && one.quantity.unit === source.quantity.unit);
}

function best(place: Place, others: readonly Place[]): number {
  return Math.max(0, ...others.map((other) => fitOf(place, other)));
}

/** How much of what is near one number is near another, nearer words counting more. */
function fitOf(one: Place, other: Place): number {
  let sum = 0;
  for (const { token, weight } of one.near) {
    const met = other.bag.meaning(token);
    const theirs = Math.max(0, ...other.near.filter((near) => met.includes(near.token)).map((near) => near.weight));
    sum += weight * theirs;
  }
  return sum;
}

function places(raw: string, reader: Reader): Place[] {
  // A term in brackets belongs to the word before it; a number in brackets to the name.
  const text = normalise(raw)
    .replace(/(\d)차원/gu, '$1D')
    .replace(/[(]([^()\d]*)[)]/gu, ' $1 ');
  const found = quantities(text);
  return found.map((quantity) => {
    const start = Math.max(0, ...[...text.slice(0, quantity.from).matchAll(/[.!?。]\s|\n/gu)].map((m) => m.index + 1));
    const stop = /[.!?。](?:\s|$)|\n/u.exec(text.slice(quantity.to));
    const left = text.slice(start, quantity.from);
    const right = text.slice(quantity.to, stop ? quantity.to + stop.index : undefined);
    const rival = (one: Quantity): boolean => one !== quantity && one.unit === quantity.unit;
    const rivalsLeft = found.filter((one) => rival(one) && one.to <= quantity.from && one.to > start);
    const rivalsRight = found.filter((one) => rival(one) && one.from >= quantity.to);
    const lastRival = (rivalsLeft.at(-1)?.to ?? start) - start;
    const nextRival = (rivalsRight[0]?.from ?? Number.POSITIVE_INFINITY) - quantity.to;
    const leftBound = Math.max(lastRival, ...[...left.matchAll(BOUND)].map((m) => m.index + m[0].length), 0);
    // What opens with a bracket right before the number is its name: `Gopher (280B)`.
    const bracket = /[(]\s?$/u.test(left);
    const inLeft = bracket ? left.replace(/[(]\s?$/u, '') : left;
    const from = bracket ? Math.max(lastRival, inLeft.search(NAMED)) : leftBound;
    const end = endOf(left, right);
    const rightEnd = bracket ? 0 : Math.min(nextRival, boundOf(right));
    // What is counted follows its number in both languages; what is measured may stand on either side.
    const labelled = quantity.unit !== undefined || bracket || end !== undefined || /[은는이가]\s$/u.test(left);
    const leftScale = labelled ? 1 : COUNTED;
    const near = [
      ...weigh(tokensIn(inLeft.slice(from), reader).reverse(), leftScale),
      ...weigh(tokensIn(right.slice(0, rightEnd), reader), 1),
      ...weigh(tokensIn(left.slice(0, from), reader).reverse(), BEYOND),
      ...weigh(tokensIn(right.slice(rightEnd), reader), BEYOND),
    ];
    const sort = SORTS.find(([, before, after]) => before.test(left) || after.test(right))?.[0];
    return {
      quantity,
      near,
      bag: new WordBag(near.map(({ token }) => token)),
      owners: ownersAt(text.slice(start, stop ? quantity.to + stop.index : undefined), quantity.from - start),
      ...(sort && { sort }),
      ...(end && { end }),
    };
  });
}

function boundOf(text: string): number {
  const match = text.matchAll(BOUND).next().value;
  return match ? match.index : text.length;
}

function endOf(left: string, right: string): Place['end'] {
  if (/\bfrom\s$/iu.test(left) || /^\s?[가-힣%]{0,2}에서\s/u.test(right)) return 'from';
  if (/\d[가-힣%]{0,2}에서\s$|\bfrom\s[\d.,%]+\s?\p{L}*\sto\s$/iu.test(left)) return 'to';
  return undefined;
}

function tokensIn(text: string, reader: Reader): Token[] {
  // The number of a name (`Path-256`) is a word like others.
  return tokensOf(reader.read(text)).filter(
    ({ weight, keys, word }) => weight > 0 || (word.script === 'number' && keys.size > 1),
  );
}

function weigh(tokens: readonly Token[], scale: number): { token: Token; weight: number }[] {
  return tokens.slice(0, WORDS).map((token, at) => ({ token, weight: (scale * (token.weight || 1)) / (1 + at * 0.3) }));
}
