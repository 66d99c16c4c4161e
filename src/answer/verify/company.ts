import type { WordBag } from './overlap.ts';
import { type Quantity, quantities } from './quantities.ts';
import type { Sentence, Token } from './reading.ts';
import { sameValue } from './stated.ts';

/** How far the words of a claim that are met in its source keep together there what the claim puts together; all 0 to 1. */
export interface Company {
  /** Share of the rest of its clause that stands with a word or number in one sentence of the source, on average. */
  readonly kept: number;
  /** Share of neighbours in the claim that are near each other in the source, too. */
  readonly neighbours: number;
}

/** A place in the source: its sentence, and how many content words stand before it. */
interface Place {
  readonly sentence: number;
  readonly at: number;
}

/** A word or number of a claim and where it is met. */
interface Met {
  readonly weight: number;
  readonly places: readonly Place[];
}

/** Content words between two that are near each other, at most. */
const NEAR = 4;
/** Words that weigh less say nothing about what stands where. */
const LEAST = 0.5;

/**
 * Whether what a claim says in one breath is said in one breath by its source. A swap (`A does x and B does y` for the
 * reverse) and a merge of two passages have every word and keep none of the company.
 *
 * @param bag the words of `source`.
 * @param neutral words of titles and the like: what a passage is about goes without saying.
 */
export function company(
  claim: readonly Sentence[],
  source: readonly Sentence[],
  bag: WordBag,
  neutral: WordBag,
): Company {
  const { words, numbers } = placesOf(source);
  const shares: number[] = [];
  let [pairs, near] = [0, 0];
  for (const { text, tokens } of claim.flatMap(({ clauses }) => clauses)) {
    const row = tokens
      .filter((token) => token.weight >= LEAST && !neutral.has(token))
      .map((token): Met => {
        const places = surest(token, bag.meaning(token)).flatMap((other) => words.get(other) ?? []);
        return { weight: token.weight, places };
      });
    for (const [at, { places }] of row.entries()) {
      const next = row[at + 1]?.places ?? [];
      if (places.length === 0 || next.length === 0) continue;
      pairs++;
      if (places.some((one) => next.some((other) => Math.abs(one.at - other.at) <= NEAR))) near++;
    }
    const counted = quantities(text).map((quantity): Met => {
      const same = numbers.filter((other) => sameValue(quantity, other.quantity));
      return { weight: 1, places: same.map(({ place }) => place) };
    });
    const met = [...row, ...counted].filter(({ places }) => places.length > 0);
    if (met.length > 1) shares.push(...met.map((one) => shareBeside(one, met)));
  }
  if (shares.length === 0) return { kept: 1, neighbours: 1 };
  return {
    kept: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    neighbours: pairs === 0 ? 1 : near / pairs,
  };
}

/** Where each word and each number of the source stands. */
function placesOf(source: readonly Sentence[]): {
  words: ReadonlyMap<Token, Place>;
  numbers: readonly { readonly quantity: Quantity; readonly place: Place }[];
} {
  const words = new Map<Token, Place>();
  const numbers: { quantity: Quantity; place: Place }[] = [];
  let at = 0;
  for (const [sentence, { clauses }] of source.entries()) {
    for (const { text, tokens } of clauses) {
      for (const quantity of quantities(text)) numbers.push({ quantity, place: { sentence, at } });
      for (const token of tokens) {
        words.set(token, { sentence, at });
        if (token.weight >= LEAST) at++;
      }
    }
    at += NEAR + 1; // the last word of a sentence is no neighbour of the next one's first
  }
  return { words, numbers };
}

/** Of the words that may mean the same those that surely do: the same word, or a term of the field. */
function surest(token: Token, found: readonly Token[]): readonly Token[] {
  const sure = found.filter((other) => [...token.keys].some((key) => !key.startsWith('¶') && other.keys.has(key)));
  return sure.length > 0 ? sure : found;
}

/** Share of the others, by weight, that stand in one sentence of the source in which this one stands, too. */
function shareBeside(one: Met, all: readonly Met[]): number {
  const others = all.filter((other) => other !== one);
  const total = others.reduce((sum, { weight }) => sum + weight, 0);
  const inSentence = (wanted: number): number =>
    others.reduce(
      (sum, { weight, places }) => sum + (places.some(({ sentence }) => sentence === wanted) ? weight : 0),
      0,
    );
  return Math.max(...one.places.map(({ sentence }) => inSentence(sentence))) / total;
}
