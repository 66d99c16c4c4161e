/** One question as refusal sees it. */
export interface Sample {
  readonly features: readonly number[];
  readonly answerable: boolean;
}

/** Passes of gradient descent; the problem is tiny and convex. */
const STEPS = 4_000;
const RATE = 0.3;
/** Pulls weights towards 0: a hundred questions are few. */
const RIDGE = 0.01;

/**
 * Logistic regression of `answerable` on the features, classes weighted alike, ridge on all but the constant.
 *
 * @returns one weight a feature, then the constant.
 */
export function fitLogistic(samples: readonly Sample[]): number[] {
  const width = samples[0]?.features.length ?? 0;
  const centre = Array.from({ length: width }, (_, at) => average(samples.map(({ features }) => features[at]!)));
  const spread = Array.from(
    { length: width },
    (_, at) => Math.sqrt(average(samples.map(({ features }) => (features[at]! - centre[at]!) ** 2))) || 1,
  );
  const rows = samples.map(({ features }) => [...features.map((x, at) => (x - centre[at]!) / spread[at]!), 1]);
  const positives = samples.filter(({ answerable }) => answerable).length;
  const balance = (answerable: boolean) =>
    samples.length / (2 * Math.max(1, answerable ? positives : samples.length - positives));
  const weights = new Array<number>(width + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight, at) => (at < width ? RIDGE * weight : 0));
    for (const [index, row] of rows.entries()) {
      const { answerable } = samples[index]!;
      const error = (sigmoid(inner(row, weights)) - (answerable ? 1 : 0)) * balance(answerable);
      for (let at = 0; at <= width; at++) slope[at]! += (error * row[at]!) / rows.length;
    }
    for (let at = 0; at <= width; at++) weights[at]! -= RATE * slope[at]!;
  }
  const raw = weights.slice(0, width).map((weight, at) => weight / spread[at]!);
  return [...raw, weights[width]! - raw.reduce((sum, weight, at) => sum + weight * centre[at]!, 0)];
}

/** Confidence of one question under the weights of {@link fitLogistic}. */
export function predict(features: readonly number[], weights: readonly number[]): number {
  return sigmoid(inner([...features, 1], weights));
}

/** The highest threshold that declines at most `share` of the answerable questions. */
export function thresholdFor(
  confidences: readonly { confidence: number; answerable: boolean }[],
  share: number,
): number {
  const answerable = confidences
    .filter((one) => one.answerable)
    .map((one) => one.confidence)
    .sort((a, b) => a - b);
  return answerable[Math.floor(answerable.length * share)] ?? 0;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const inner = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, at) => sum + x * b[at]!, 0);
const average = (values: readonly number[]): number =>
  values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);

/** How refusal was fitted, and how it does on questions it was not fitted on. */
export interface CalibrationReport {
  /** One weight a feature, then the constant; fitted on everything. */
  readonly weights: readonly number[];
  readonly threshold: number;
  /** Shares of held-out questions, by cross-validation. */
  readonly wronglyDeclined: number;
  readonly rightlyDeclined: number;
}

/** Parts of the cross-validation. */
const FOLDS = 10;
/** Share of answerable questions that may be declined when the threshold is set; under the 10% that are allowed. */
const MAY_DECLINE = 0.08;

/**
 * Fits weights and threshold, and judges them by cross-validation.
 *
 * @param confidence how confidence follows from features and weights. Default: the regression alone.
 */
export function calibrationOf(
  samples: readonly Sample[],
  confidence: (features: readonly number[], weights: readonly number[]) => number = predict,
): CalibrationReport {
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    return fitLogistic(samples.filter((_, at) => at % FOLDS !== fold));
  });
  const judged = samples.map(({ features, answerable }, at) => {
    return { answerable, confidence: confidence(features, folds[at % FOLDS]!) };
  });
  const threshold = thresholdFor(judged, MAY_DECLINE);
  const declined = (answerable: boolean): number => {
    const band = judged.filter((one) => one.answerable === answerable);
    return band.filter(({ confidence }) => confidence < threshold).length / Math.max(1, band.length);
  };
  return {
    weights: fitLogistic(samples),
    threshold,
    wronglyDeclined: declined(true),
    rightlyDeclined: declined(false),
  };
}
