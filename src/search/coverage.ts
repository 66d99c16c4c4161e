import type { Lexicon, WeightedTerm } from './lexicon.ts';
import { type Candidate, termScores } from './segment.ts';

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
  const most = new Float32Array(places);
  const given = candidates.map((candidate) => {
    const best = new Float32Array(places);
    for (const [index, score] of termScores(candidate, terms, lexicon).entries()) {
      const { positions } = terms[index]!;
      const each = score / positions.length;
      for (const at of positions) if (each > best[at]!) best[at] = each;
    }
    for (let at = 0; at < places; at++) if (best[at]! > most[at]!) most[at] = best[at]!;
    return best;
  });
  const all = sum(most);
  if (all === 0) return;
  for (const [index, candidate] of candidates.entries()) candidate.lexical *= (sum(given[index]!) / all) ** POWER;
}

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
