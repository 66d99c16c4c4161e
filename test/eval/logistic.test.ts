import { describe, expect, it } from 'vitest';
import { type Example, fitLogistic } from '../../src/eval/logistic.ts';

const example = (features: number[], positive: boolean, weight = 1): Example => ({ features, positive, weight });

describe('logistic regression', () => {
  it('finds the log odds of a share', () => {
    const { bias } = fitLogistic([example([0], true, 3), example([0], false, 1)], 1);
    expect(bias).toBeCloseTo(Math.log(3), 6);
  });

  it('finds the odds ratio of a yes-or-no feature when nothing draws it to 0', () => {
    const examples = [example([1], true, 8), example([1], false, 2), example([0], true, 3), example([0], false, 6)];
    const { each, bias } = fitLogistic(examples, 0);
    expect(each[0]).toBeCloseTo(Math.log(8 / 2) - Math.log(3 / 6), 6);
    expect(bias).toBeCloseTo(Math.log(3 / 6), 6);
  });

  it('stays finite where the classes are apart, and ignores a feature that never varies', () => {
    const examples = [0, 1, 2, 3].map((value) => example([value, 7], value > 1));
    const { each } = fitLogistic(examples, 1);
    expect(each[0]).toBeGreaterThan(0.1);
    expect(Number.isFinite(each[0])).toBe(true);
    expect(each[1]).toBeCloseTo(0, 6);
  });
});
