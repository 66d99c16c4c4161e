import { z } from 'zod';
import type { AnalyzedQuery } from './analyzer.ts';
import { BM25, idf } from './bm25.ts';
import type { Lexicon, WeightedTerm } from './lexicon.ts';
import { isNameIn } from './named.ts';
import { type Candidate, termScores } from './segment.ts';

/** Settings of fusion and refusal that are measured, per embedder, by `npm run eval -- --calibrate`. */
export const calibrationSchema = z.strictObject({
  /** Weight of the cosine beside the normalised lexical score, 0 to 5. */
  vectorWeight: z.number().min(0).max(5),
  /** Logistic regression over {@link confidenceFeatures}: one weight a feature, then the constant. */
  weights: z.array(z.number()).length(7),
  /** Below this confidence nothing is claimed. */
  threshold: z.number().min(0).max(1),
});

export type Calibration = z.output<typeof calibrationSchema>;

/** Measured with the built-in embedder on the development questions. */
export const DEFAULT_CALIBRATION: Calibration = {
  vectorWeight: 0.6,
  weights: [2.45, 8.37, 0, 3.2, 3.76, 0, -13.01],
  threshold: 0.41,
};

/** What confidence is judged by. */
export interface Outcome {
  readonly terms: readonly WeightedTerm[];
  readonly analyzed: AnalyzedQuery;
  /** The paper that was ranked first. */
  readonly best?: { readonly candidate: Candidate; readonly score: number };
  readonly lexicon: Lexicon;
}

/**
 * Six numbers that tell an answer from a chance hit: how strong the best paper's lexical score is (log scale), how deeply
 * it covers the words of the question, each by what it weighs (words that no paper has in any form count as uncovered), how near
 * its best passage is, whether it is called by the name that its title gives it (guessed names included), how many words
 * the question has (log scale), and how broadly the paper covers them, a word being covered or not.
 */
export function confidenceFeatures({ terms, analyzed, best, lexicon }: Outcome): number[] {
  if (!best) return [0, 0, 0, 0, 0, 0];
  const scores = termScores(best.candidate, terms, lexicon);
  const possible = new Map<number, number>();
  const given = new Map<number, number>();
  // Places covered by more than syllables shared with another word.
  const met = new Set<number>();
  for (const [index, { weight, positions, how }] of terms.entries()) {
    for (const at of positions) {
      if (how !== 'part' && scores[index]! > 0) met.add(at);
      raise(possible, at, weight / positions.length);
      raise(given, at, scores[index]! / positions.length / (BM25.k1 + 1));
    }
  }
  // What no paper knows as a word, a name or a concept is not covered by syllables that it shares with other words.
  const known = new Set(terms.flatMap(({ how, positions }) => (how === 'part' ? [] : positions)));
  for (const { position, weight } of analyzed.content) {
    if (!known.has(position)) raise(possible, position, weight * idf(0, lexicon.papers));
  }
  // A name typed as one word that no title has: what its parts match is something else.
  let unknown = 0;
  for (const name of analyzed.compounds) if (lexicon.frequency(name) === 0) unknown += idf(0, lexicon.papers);
  let all = unknown;
  let depth = 0;
  let breadth = 0;
  for (const [at, most] of possible) {
    const got = Math.min(most, given.get(at) ?? 0);
    all += most;
    depth += got;
    breadth += met.has(at) ? most : got;
  }
  const strength = scores.reduce((sum, score) => sum + score, 0);
  const isNamed = terms.some((term, index) => scores[index]! > 0 && isNameIn(term, best.candidate));
  return [
    // In units of the rarest term's idf, so that a small collection is judged on the same scale as a large one.
    Math.log1p(strength / idf(1, lexicon.papers)),
    all > 0 ? depth / all : 0,
    best.candidate.cosine ?? 0,
    isNamed ? 1 : 0,
    Math.log1p(possible.size),
    all > 0 ? breadth / all : 0,
  ];
}

function raise(map: Map<number, number>, key: number, value: number): void {
  if ((map.get(key) ?? 0) < value) map.set(key, value);
}

/** Certainty, 1, is for what was not searched for: papers listed by filters or named by their id. */
const SUREST = 0.99;

/** A paper that covers this share of the question's weight answers it, however common the words: `비디오 생성`, `로봇`. */
const COVERED = 0.7;

/**
 * How sure it is that the best paper answers the question, 0 to 1: the calibrated regression, or the share of the question
 * that the paper covers where that is nearly all of it (a short question about a common topic scores low on strength).
 */
export function confidenceOf(features: readonly number[], { weights }: Calibration): number {
  const sum = [...features, 1].reduce((total, feature, at) => total + feature * weights[at]!, 0);
  const breadth = features[5]!;
  const covered = breadth >= COVERED ? breadth : 0;
  return Math.min(SUREST, Math.max(1 / (1 + Math.exp(-sum)), covered));
}
