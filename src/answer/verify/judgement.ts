import type { Evidence } from './evidence.ts';
import fitted from './weights.json' with { type: 'json' };

/** How much each piece of evidence counts, in log odds a unit, and where the line is drawn. */
export interface Weights {
  readonly bias: number;
  readonly each: Readonly<Record<keyof Evidence, number>>;
}

/** Fitted on the training half of data/eval/verification.jsonl by `npm run eval -- --verifier --fit`. */
export const WEIGHTS: Weights = fitted;

/**
 * Log odds that a sentence needs to be let through. 0 would weigh a wrong sentence that passes like a right one that is lost; a
 * reader is better served by fewer sentences that hold.
 */
export const THRESHOLD = 0.75;

/** Log odds that the passages support a sentence: a weighted sum of the evidence (logistic regression). */
export function logOdds(evidence: Evidence, { bias, each }: Weights = WEIGHTS): number {
  return Object.entries(evidence).reduce((sum, [name, value]) => sum + each[name as keyof Evidence] * value, bias);
}
