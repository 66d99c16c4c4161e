import { PapersError } from '../errors.ts';
import type { LocalLibrary } from '../library/local.ts';
import { type Calibration, confidenceOf, DEFAULT_CALIBRATION } from '../search/confidence.ts';
import { type CalibrationReport, calibrationOf, type Sample } from './calibrate.ts';
import type { JudgedQuestion } from './questions.ts';
import { mean, ndcg } from './score.ts';

/** Weights of the vector list that are tried. */
const VECTOR_WEIGHTS = [0, 0.25, 0.5, DEFAULT_CALIBRATION.vectorWeight, 1.2, 1.8, 2.6, 3.6, 5] as const;
/** nDCG by which a weight must be better than one nearer to the default: less is chance. */
const CLEARLY = 0.005;
/** Fewer questions than this measure nothing. */
const LEAST_ANSWERABLE = 20;
const LEAST_UNANSWERABLE = 10;

/** What was measured on an index, and the calibration that follows from it. */
export interface IndexCalibration {
  readonly calibration: Calibration;
  /** nDCG@10 by the weight of the vector list. */
  readonly fusion: readonly { readonly vectorWeight: number; readonly ndcg: number }[];
  readonly refusal: CalibrationReport;
  readonly answerable: number;
  readonly unanswerable: number;
}

/**
 * Measures fusion and refusal on an index, with whatever embedder made it: the weight of the vector list that ranks best,
 * and, at that weight, when to decline. Questions are read as users' are, filters and all.
 *
 * @param questions judged ones, and some that no paper answers.
 * @throws PapersError `bad_input` when too few of them concern the papers of this index.
 */
export async function calibrateIndex(
  library: LocalLibrary,
  questions: readonly JudgedQuestion[],
): Promise<IndexCalibration> {
  const unanswerable = questions.filter((question) => !question.answerable);
  const answerable = await aboutThese(library, questions);
  if (answerable.length < LEAST_ANSWERABLE || unanswerable.length < LEAST_UNANSWERABLE) {
    throw new PapersError(
      'bad_input',
      `expected at least ${LEAST_ANSWERABLE} questions whose papers are in this index and ${LEAST_UNANSWERABLE} that no paper answers, got ${answerable.length} and ${unanswerable.length}: name questions about these papers with --questions and --off-topic`,
    );
  }
  const fusion: { vectorWeight: number; ndcg: number }[] = [];
  for (const vectorWeight of VECTOR_WEIGHTS) {
    const search = library.trial({ ...DEFAULT_CALIBRATION, vectorWeight });
    const scores: number[] = [];
    for (const { question, judged } of answerable) {
      const { hits } = await search({ question, limit: 10 });
      scores.push(
        ndcg(
          hits.map(({ paper }) => paper.id),
          judged,
        ),
      );
    }
    fusion.push({ vectorWeight, ndcg: mean(scores) });
  }
  const vectorWeight = bestWeight(fusion);
  const search = library.trial({ ...DEFAULT_CALIBRATION, vectorWeight });
  const samples: Sample[] = [];
  for (const { question, answerable: expected } of [...answerable, ...unanswerable]) {
    const { features } = await search({ question, limit: 10 });
    if (features) samples.push({ features, answerable: expected });
  }
  const refusal = calibrationOf(samples, (features, weights) =>
    confidenceOf(features, { ...DEFAULT_CALIBRATION, weights: [...weights] }),
  );
  return {
    calibration: { vectorWeight, weights: [...refusal.weights], threshold: refusal.threshold },
    fusion,
    refusal,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
  };
}

/** Answerable questions that some paper of the index answers. */
async function aboutThese(library: LocalLibrary, questions: readonly JudgedQuestion[]): Promise<JudgedQuestion[]> {
  const found: JudgedQuestion[] = [];
  for (const question of questions) {
    if (!question.answerable) continue;
    for (const id of question.judged.keys()) {
      if ((await library.paper(id)) === undefined) continue;
      found.push(question);
      break;
    }
  }
  return found;
}

/** The weight nearest to the default among those that no other is clearly better than. */
function bestWeight(fusion: IndexCalibration['fusion']): number {
  const best = Math.max(...fusion.map(({ ndcg: score }) => score));
  const good = fusion.filter(({ ndcg: score }) => score >= best - CLEARLY).map((one) => one.vectorWeight);
  const fromDefault = (weight: number): number => Math.abs(weight - DEFAULT_CALIBRATION.vectorWeight);
  return good.reduce((chosen, weight) => (fromDefault(weight) < fromDefault(chosen) ? weight : chosen));
}
