/** One example: its features, whether it is a positive one, and how much it counts. */
export interface Example {
  readonly features: readonly number[];
  readonly positive: boolean;
  readonly weight: number;
}

/** Weights of the features and the intercept. */
export interface Fit {
  readonly bias: number;
  readonly each: readonly number[];
}

const STEPS = 25;

/**
 * Logistic regression with a ridge penalty, by Newton's method (iteratively reweighted least squares). The penalty is on the
 * weights of features scaled to a standard deviation of 1; the intercept is free.
 *
 * @param ridge how strongly weights are drawn to 0; 0 or more.
 */
export function fitLogistic(examples: readonly Example[], ridge: number): Fit {
  const size = examples[0]?.features.length ?? 0;
  const scale = Array.from({ length: size }, (_, at) => deviation(examples.map(({ features }) => features[at]!)) || 1);
  const rows = examples.map(({ features }) => [...features.map((value, at) => value / scale[at]!), 1]);
  let beta = new Array<number>(size + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = beta.map((value, at) => (at < size ? ridge * value : 0));
    const hessian = beta.map((_, at) => beta.map((__, other) => (at === other && at < size ? ridge : 0)));
    for (const [n, row] of rows.entries()) {
      const { positive, weight } = examples[n]!;
      const share = 1 / (1 + Math.exp(-dot(row, beta)));
      for (let at = 0; at <= size; at++) {
        gradient[at]! += weight * (share - (positive ? 1 : 0)) * row[at]!;
        const slope = weight * share * (1 - share) * row[at]!;
        if (slope !== 0) for (let other = 0; other <= size; other++) hessian[at]![other]! += slope * row[other]!;
      }
    }
    const change = solve(hessian, gradient);
    beta = beta.map((value, at) => value - change[at]!);
    if (Math.max(...change.map(Math.abs)) < 1e-9) break;
  }
  return { bias: beta[size]!, each: beta.slice(0, size).map((value, at) => value / scale[at]!) };
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * other[at]!, 0);

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** Solves a linear system by Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let row = at + 1; row < size; row++) if (Math.abs(rows[row]![at]!) > Math.abs(rows[pivot]![at]!)) pivot = row;
    [rows[at], rows[pivot]] = [rows[pivot]!, rows[at]!];
    for (let row = at + 1; row < size; row++) {
      const factor = rows[row]![at]! / rows[at]![at]!;
      for (let column = at; column <= size; column++) rows[row]![column]! -= factor * rows[at]![column]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    const known = rows[at]!.slice(at + 1, size).reduce((sum, value, next) => sum + value * solution[at + 1 + next]!, 0);
    solution[at] = (rows[at]![size]! - known) / rows[at]![at]!;
  }
  return solution;
}
