import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { top } from '../../src/search/top.ts';

describe('top', () => {
  it('gives what sorting everything gives', () => {
    const items = fc.array(fc.record({ score: fc.integer({ min: 0, max: 9 }), at: fc.nat() }), { maxLength: 400 });
    const order = (a: { score: number; at: number }, b: { score: number; at: number }): number =>
      b.score - a.score || a.at - b.at;
    fc.assert(
      fc.property(items, fc.constantFrom(0, 1, 3, 50, Number.POSITIVE_INFINITY), (drawn, limit) => {
        expect(top(drawn, order, limit)).toEqual([...drawn].sort(order).slice(0, limit));
      }),
    );
  });
});
