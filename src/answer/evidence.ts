import { randomInt } from 'node:crypto';
import type { Paper, Passage } from '../paper.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import type { Intent } from './intent.ts';

/** A passage under the key by which a model cites it. */
export interface KeyedPassage {
  readonly key: string;
  readonly paper: Paper;
  readonly passage: Passage;
}

/** How much evidence an answer rests on: papers, bullets of each, bullets of the best one. */
const AMOUNTS: Readonly<Record<Intent, { readonly papers: number; readonly each: number; readonly best: number }>> = {
  find: { papers: 5, each: 2, best: 4 },
  explain: { papers: 4, each: 2, best: 6 },
  compare: { papers: 4, each: 4, best: 4 },
  list: { papers: 8, each: 2, best: 2 },
};
/** A paper whose score is a smaller share of the best one's is no evidence, unless papers were asked for by order alone. */
const WORTH = 0.35;
/** Characters of all passages together. */
const MOST_TEXT = 12_000;

/** Characters of keys: no vowels, so that no key is a word, and none that look like another. */
const LETTERS = 'bcdfghjkmnpqrstvwxz';
const DIGITS = '23456789';

/** What an answer may rest on: the best passages of the best papers, each under a key that says nothing. */
export function chooseEvidence(
  { hits, query }: SearchResult,
  intent: Intent,
  random: (below: number) => number = randomInt,
): KeyedPassage[] {
  const amount = AMOUNTS[intent];
  const floor = query.order === 'relevance' && intent !== 'compare' ? (hits[0]?.score ?? 0) * WORTH : 0;
  const near = hits.filter((hit) => hit.evidence.length > 0 && hit.score >= floor && hit.repeats === undefined);
  // What a summary says that is not of its title is evidence of nothing, unless there is no other.
  const sound = near.filter(({ paper }) => !paper.mismatched);
  const usable = sound.length > 0 ? sound : near;
  const papers = usable.slice(0, Math.min(amount.papers, Math.max(query.limit, 1)));
  const keys = new Set<string>();
  const chosen: KeyedPassage[] = [];
  let text = 0;
  for (const [at, hit] of papers.entries()) {
    for (const passage of bestPassages(hit, at === 0 ? amount.best : amount.each)) {
      if (text + passage.text.length > MOST_TEXT && chosen.length > 0) return chosen;
      text += passage.text.length;
      chosen.push({ key: newKey(keys, random), paper: hit.paper, passage });
    }
  }
  return chosen;
}

/** The passages that fit best, in reading order. */
function bestPassages({ evidence }: PaperHit, most: number): Passage[] {
  return evidence
    .slice(0, most)
    .map(({ passage }) => passage)
    .sort((a, b) => a.ordinal - b.ordinal);
}

function newKey(taken: Set<string>, random: (below: number) => number): string {
  for (;;) {
    const letter = () => LETTERS[random(LETTERS.length)]!;
    const key = `${letter()}${letter()}${DIGITS[random(DIGITS.length)]!}${letter()}`;
    if (taken.has(key)) continue;
    taken.add(key);
    return key;
  }
}
