import { describe, expect, it } from 'vitest';
import { calibrationOf, fitLogistic, predict, thresholdFor } from '../../src/eval/calibrate.ts';
import { parseQuestions } from '../../src/eval/questions.ts';
import { areaUnderCurve, pairedInterval } from '../../src/eval/retrieval.ts';
import { ndcg, recall, reciprocalRank } from '../../src/eval/score.ts';

const judged = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 0],
]);

describe('ndcg', () => {
  it('is 1 for the ideal order and 0 for nothing relevant', () => {
    expect(ndcg(['a', 'b', 'x'], judged)).toBe(1);
    expect(ndcg(['x', 'c'], judged)).toBe(0);
    expect(ndcg([], judged)).toBe(0);
    expect(ndcg(['a'], new Map())).toBe(0);
  });

  it('agrees with values worked out by hand', () => {
    // gain 1 at rank 1, gain 3 at rank 2; ideal: 3 at rank 1, 1 at rank 2
    expect(ndcg(['b', 'a'], judged)).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)), 12);
    expect(ndcg(['x', 'x2', 'a'], judged)).toBeCloseTo(3 / Math.log2(4) / (3 + 1 / Math.log2(3)), 12);
  });

  it('looks no deeper than asked', () => {
    expect(ndcg(['x', 'a'], judged, 1)).toBe(0);
  });
});

describe('reciprocalRank and recall', () => {
  it('agree with values worked out by hand', () => {
    expect(reciprocalRank(['x', 'b', 'a'], judged)).toBe(1 / 2);
    expect(reciprocalRank(['x', 'c'], judged)).toBe(0);
    expect(recall(['x', 'b'], judged)).toBe(1 / 2);
    expect(recall(['b', 'a'], judged, 1)).toBe(1);
    expect(recall([], new Map())).toBe(0);
  });
});

describe('areaUnderCurve', () => {
  it('counts pairs in the right order, ties half', () => {
    expect(areaUnderCurve([3, 2], [1, 0])).toBe(1);
    expect(areaUnderCurve([1], [1])).toBe(0.5);
    expect(areaUnderCurve([0, 2], [1])).toBe(0.5);
  });
});

describe('pairedInterval', () => {
  it('holds the mean difference, and is narrow when all differences agree', () => {
    const [low, high] = pairedInterval([1, 1, 1], [0.5, 0.5, 0.5]);
    expect([low, high]).toEqual([0.5, 0.5]);
    const [l, h] = pairedInterval([1, 0, 1, 0, 1, 1], [0, 0, 1, 0, 0, 1]);
    expect(l).toBeLessThanOrEqual(2 / 6);
    expect(h).toBeGreaterThanOrEqual(2 / 6);
  });
});

describe('calibration', () => {
  const samples = Array.from({ length: 60 }, (_, at) => ({ features: [at / 60, (at * 7) % 11], answerable: at >= 30 }));

  it('separates what can be separated', () => {
    const weights = fitLogistic(samples);
    expect(weights).toHaveLength(3);
    expect(predict([0.9, 5], weights)).toBeGreaterThan(0.9);
    expect(predict([0.1, 5], weights)).toBeLessThan(0.1);
  });

  it('sets the threshold by the share that may be declined', () => {
    const confidences = [0.1, 0.2, 0.3, 0.4, 0.5].map((confidence) => ({ confidence, answerable: true }));
    expect(thresholdFor(confidences, 0.2)).toBe(0.2);
    expect(thresholdFor(confidences, 0)).toBe(0.1);
  });

  it('judges itself on held-out samples', () => {
    const report = calibrationOf(samples);
    expect(report.rightlyDeclined).toBeGreaterThan(0.8);
    expect(report.wronglyDeclined).toBeLessThanOrEqual(0.1);
  });
});

describe('parseQuestions', () => {
  it('names file and line of what is no question', () => {
    const good = '{"id":"1","type":"topic","question":"q","relevant":[{"id":"2312.00001","grade":2}]}';
    expect(parseQuestions(`${good}\n\n`, 'q.jsonl')[0]?.judged.get('2312.00001')).toBe(2);
    expect(() => parseQuestions(`${good}\n{"id":1}`, 'q.jsonl')).toThrow(/q\.jsonl:2: expected a question/);
  });
});
