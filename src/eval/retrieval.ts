import type { JudgedQuestion } from './questions.ts';
import { mean, ndcg, recall, reciprocalRank } from './score.ts';

/** What the system gave for one question. */
export interface Outcome {
  readonly question: JudgedQuestion;
  /** arXiv ids, best first. */
  readonly ranked: readonly string[];
  readonly declined: boolean;
  readonly confidence: number;
  readonly ms: number;
}

/** Figures of one band of questions; all but counts between 0 and 1. */
export interface Band {
  readonly name: string;
  readonly questions: number;
  readonly ndcg: number;
  readonly mrr: number;
  readonly recall: number;
}

export interface RetrievalReport {
  /** All answerable questions, then by type, then by language. */
  readonly bands: readonly Band[];
  /** Share of answerable questions that were declined. */
  readonly wronglyDeclined: number;
  /** Share of unanswerable questions that were declined. */
  readonly rightlyDeclined: number;
  /** How well confidence alone tells the two apart: area under the ROC curve, 0.5 is chance. */
  readonly auc: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Scores a run. Ranking is judged whether or not the question was declined; refusal is reported beside it. */
export function report(outcomes: readonly Outcome[]): RetrievalReport {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  const types = [...new Set(answerable.map(({ question }) => question.type))];
  const languages = [...new Set(answerable.map(({ question }) => question.lang))];
  const ms = outcomes.map((outcome) => outcome.ms).sort((a, b) => a - b);
  return {
    bands: [
      band('all', answerable),
      ...types.map((type) =>
        band(
          type,
          answerable.filter(({ question }) => question.type === type),
        ),
      ),
      ...languages.map((lang) =>
        band(
          `in ${lang}`,
          answerable.filter(({ question }) => question.lang === lang),
        ),
      ),
    ],
    wronglyDeclined: share(answerable),
    rightlyDeclined: share(unanswerable),
    auc: areaUnderCurve(
      answerable.map(({ confidence }) => confidence),
      unanswerable.map(({ confidence }) => confidence),
    ),
    medianMs: ms[Math.floor(ms.length / 2)] ?? 0,
    p99Ms: ms[Math.min(ms.length - 1, Math.floor(ms.length * 0.99))] ?? 0,
  };
}

function band(name: string, outcomes: readonly Outcome[]): Band {
  return {
    name,
    questions: outcomes.length,
    ndcg: mean(outcomes.map(({ ranked, question }) => ndcg(ranked, question.judged))),
    mrr: mean(outcomes.map(({ ranked, question }) => reciprocalRank(ranked, question.judged))),
    recall: mean(outcomes.map(({ ranked, question }) => recall(ranked, question.judged))),
  };
}

function share(outcomes: readonly Outcome[]): number {
  return mean(outcomes.map(({ declined }) => (declined ? 1 : 0)));
}

/** Probability that a random positive scores above a random negative, ties half. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  let above = 0;
  for (const positive of positives) {
    for (const negative of negatives) above += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  }
  return positives.length && negatives.length ? above / (positives.length * negatives.length) : 0.5;
}

/**
 * 95% interval of the mean difference of two runs over the same questions, by paired bootstrap (Efron & Tibshirani 1993).
 * Seeded, so the same runs give the same interval.
 */
export function pairedInterval(
  a: readonly number[],
  b: readonly number[],
  rounds = 2_000,
): [low: number, high: number] {
  const differences = a.map((value, at) => value - b[at]!);
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const means = Array.from({ length: rounds }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)]!)),
  ).sort((x, y) => x - y);
  return [means[Math.floor(rounds * 0.025)] ?? 0, means[Math.floor(rounds * 0.975)] ?? 0];
}
