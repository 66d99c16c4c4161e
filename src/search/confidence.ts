import { z } from 'zod';
import type { AnalyzedQuery } from './analyzer.ts';
import { idf } from './bm25.ts';
import type { Lexicon, WeightedTerm } from './lexicon.ts';
import { type Candidate, explainLexical } from './segment.ts';

/** Settings of fusion and refusal that are measured, per embedder, by `npm run eval -- --calibrate`. */
export const calibrationSchema = z.strictObject({
  /** Weight of the cosine beside the normalised lexical score, 0 to 5. */
  vectorWeight: z.number().min(0).max(5),
  /** Logistic regression over {@link confidenceFeatures}: one weight a feature, then the constant. */
  weights: z.array(z.number()).length(5),
  /** Below this confidence nothing is claimed. */
  threshold: z.number().min(0).max(1),
});

export type Calibration = z.output<typeof calibrationSchema>;

/** Measured with the built-in embedder on the development questions. */
export const DEFAULT_CALIBRATION: Calibration = {
  vectorWeight: 0.8,
  weights: [4.5, 0, 0, 2.5, -5.8],
  threshold: 0.26,
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
 * Four numbers that tell an answer from a chance hit: how strong the best paper's lexical score is (log scale), how much
 * of the question's weight it covers (words unknown to every paper count as uncovered), how near its best passage is,
 * and whether it is called by the name that its title gives it (guessed names included).
 */
export function confidenceFeatures({ terms, analyzed, best, lexicon }: Outcome): number[] {
  if (!best) return [0, 0, 0, 0];
  const explained = explainLexical(best.candidate, terms, lexicon);
  const covered = explained.reduce((sum, { term }) => sum + term.weight, 0);
  const strength = explained.reduce((sum, { score }) => sum + score, 0);
  const unknown =
    analyzed.loose.filter((word) => lexicon.frequency(word.base) === 0).length +
    analyzed.compounds.filter((name) => lexicon.frequency(name) === 0).length;
  const possible = terms.reduce((sum, term) => sum + term.weight, 0) + unknown * idf(0, lexicon.papers);
  return [
    // In units of the rarest term's idf, so that a small collection is judged on the same scale as a large one.
    Math.log1p(strength / idf(1, lexicon.papers)),
    possible > 0 ? covered / possible : 0,
    best.candidate.cosine ?? 0,
    explained.some(({ term }) => isNameIn(term, best.candidate)) ? 1 : 0,
  ];
}

/** A term is the name of a paper when it makes up at least this share of what stands before the title's colon. */
const NAME_SHARE = 0.6;

/** Whether a term is the name that a title gives its work: `StreamDiffusion` of `StreamDiffusion: A Pipeline-level …`. */
function isNameIn(term: WeightedTerm, { segment, row }: Candidate): boolean {
  if (term.how === 'concept' || term.how === 'part' || !/^[a-z][a-z\d]{3,}$/.test(term.term)) return false;
  const [head, rest] = segment.papers.title(row).split(':', 2);
  if (!head || rest === undefined) return false;
  const name = head.toLowerCase().replace(/[^a-z\d]/g, '');
  return name.includes(term.term) && term.term.length >= name.length * NAME_SHARE;
}

/** A paper that covers this share of the question's weight answers it, however common the words: `비디오 생성`, `로봇`. */
const COVERED = 0.7;

/**
 * How sure it is that the best paper answers the question, 0 to 1: the calibrated regression, or the share of the question
 * that the paper covers where that is nearly all of it (a short question about a common topic scores low on strength).
 */
export function confidenceOf(features: readonly number[], { weights }: Calibration): number {
  const sum = [...features, 1].reduce((total, feature, at) => total + feature * weights[at]!, 0);
  const covered = features[1]! >= COVERED ? features[1]! : 0;
  return Math.max(1 / (1 + Math.exp(-sum)), covered);
}
