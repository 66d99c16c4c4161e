import type { Lexicon, WeightedTerm } from './lexicon.ts';
import { type Candidate, scoresOfTerm } from './segment.ts';

/** How much covering the whole question counts: the lexical score is multiplied by coverage to this power. 0: not at all. */
const POWER = 0.5;

/**
 * Holds back papers that match a few words of a question by many terms: a word may stand for several concepts, and a
 * paper that says one thing in all of them would pass one that speaks of everything asked. Coverage is what the best
 * term of each word of the question gives a paper, over the most that it gives any candidate.
 *
 * @param candidates their lexical scores are changed in place.
 */
export function favourCoverage(
  candidates: readonly Candidate[],
  terms: readonly WeightedTerm[],
  lexicon: Lexicon,
): void {
  const places = Math.max(0, ...terms.flatMap(({ positions }) => positions.map((at) => at + 1)));
  const given = new Map(candidates.map((candidate) => [candidate, new Float32Array(places)]));
  const most = new Float32Array(places);
  for (const segment of new Set(candidates.map((candidate) => candidate.segment))) {
    const own = candidates.filter((candidate) => candidate.segment === segment).sort((a, b) => a.row - b.row);
    for (const term of terms) {
      const each = 1 / term.positions.length;
      for (const [candidate, score] of scoresOfTerm(segment, own, term, lexicon)) {
        const best = given.get(candidate)!;
        for (const at of term.positions) {
          const share = score * each;
          if (share > best[at]!) best[at] = share;
          if (share > most[at]!) most[at] = share;
        }
      }
    }
  }
  const all = sum(most);
  if (all === 0) return;
  for (const [candidate, best] of given) candidate.lexical *= (sum(best) / all) ** POWER;
}

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
