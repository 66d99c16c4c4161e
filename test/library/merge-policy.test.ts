import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MERGE, planMerge, type SegmentSize } from '../../src/library/merge-policy.ts';

const whole = (...sizes: number[]): SegmentSize[] => sizes.map((size) => ({ rows: size, live: size }));

describe('planMerge', () => {
  it('leaves one segment, and a large one with a few small ones, as they are', () => {
    expect(planMerge([])).toEqual([]);
    expect(planMerge(whole(100))).toEqual([]);
    expect(planMerge(whole(10_000, 60, 60, 60))).toEqual([]);
  });

  it('makes one of all when the small ones exceed a quarter of the largest', () => {
    expect(planMerge(whole(1_000, 125, 125))).toEqual([]);
    expect(planMerge(whole(1_000, 125, 126))).toEqual([0, 1, 2]);
  });

  it('merges only the small ones when there are more than eight', () => {
    expect(planMerge(whole(10_000, 60, 60, 60, 60, 60, 60, 60))).toEqual([]);
    expect(planMerge(whole(10_000, 60, 60, 60, 60, 60, 60, 60, 60))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('spares a middling segment while the ones below it are far smaller', () => {
    expect(planMerge(whole(100_000, 2_000, 60, 60, 60, 60, 60, 60, 60))).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('writes a segment anew when more than a quarter of it is dead', () => {
    expect(planMerge([{ rows: 100, live: 75 }])).toEqual([]);
    expect(planMerge([{ rows: 100, live: 74 }])).toEqual([0]);
    expect(planMerge([...whole(10_000), { rows: 100, live: 10 }])).toEqual([1]);
    expect(planMerge([{ rows: 100, live: 0 }])).toEqual([0]);
  });

  it('leaves segments of half the greatest size alone until they are worn', () => {
    const { maxRows } = MERGE;
    expect(planMerge(whole(maxRows * 0.6, maxRows * 0.7, 1_000))).toEqual([]);
    expect(planMerge(whole(maxRows * 0.6, maxRows * 0.3, maxRows * 0.2))).toEqual([1, 2]);
    expect(planMerge([{ rows: maxRows, live: maxRows * 0.6 }])).toEqual([0]);
  });

  it('leaves few segments, and never chooses a whole one by itself', () => {
    const sizes = fc.array(
      fc.record({ rows: fc.integer({ min: 1, max: 400_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(sizes, (drawn) => {
        const segments = drawn.map(({ rows, share }) => ({ rows, live: Math.round(rows * share) }));
        const chosen = planMerge(segments);
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
        const closed = segments.filter(({ live }) => live > MERGE.maxRows / 2).length;
        const left = segments.length - chosen.length + (chosen.length > 0 ? 1 : 0);
        expect(left).toBeLessThanOrEqual(Math.max(MERGE.maxSegments, closed + 2));
        const only = chosen.length === 1 ? segments[chosen[0]!]! : undefined;
        if (only) expect(only.rows - only.live).toBeGreaterThan(only.rows * MERGE.deadShare);
      }),
    );
  });

  it('rewrites a passage a number of times that grows slowly: 1,000 days of 60 rows after 25,000', () => {
    let segments = whole(25_000);
    let rewritten = 0;
    let most = 0;
    for (let day = 0; day < 1_000; day++) {
      segments.push({ rows: 60, live: 60 });
      const chosen = new Set(planMerge(segments));
      if (chosen.size > 0) {
        const live = [...chosen].reduce((sum, at) => sum + segments[at]!.live, 0);
        rewritten += live;
        segments = segments.filter((_, at) => !chosen.has(at));
        segments.push({ rows: live, live });
      }
      most = Math.max(most, segments.length);
    }
    expect(most).toBeLessThanOrEqual(MERGE.maxSegments);
    expect(segments.reduce((sum, { live }) => sum + live, 0)).toBe(25_000 + 60_000);
    expect(rewritten / 85_000).toBeLessThan(6);
  });
});
