import { describe, expect, it } from 'vitest';
import { isMismatched, type PlacedTerm } from '../../src/search/mismatch.ts';

/** The greatest idf among 2,478 papers. */
const GREATEST = 7.4;

const title = (...idfs: number[]): PlacedTerm[] => idfs.map((idf) => ({ idf, title: true, summary: false }));
const summary = (...idfs: number[]): PlacedTerm[] => idfs.map((idf) => ({ idf, title: false, summary: true }));
const both = (...idfs: number[]): PlacedTerm[] => idfs.map((idf) => ({ idf, title: true, summary: true }));
const rare = summary(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 3, 2, 2);
const plain = summary(6, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 2, 2);

describe('a summary that does not speak of its title', () => {
  it('shares nothing with it, however much it says of something else', () => {
    expect(isMismatched([...title(6, 6, 5, 4), ...rare], GREATEST)).toBe(true);
    expect(isMismatched([...title(6, 6, 5), ...both(4), ...rare], GREATEST)).toBe(false);
  });

  it('shares little with it and says what any summary could say', () => {
    expect(isMismatched([...title(7, 7, 6, 5), ...both(1), ...plain], GREATEST)).toBe(true);
    expect(isMismatched([...title(7, 7, 6), ...both(5, 4), ...plain], GREATEST)).toBe(false);
    expect(isMismatched([...title(7, 7, 6, 5), ...both(1), ...rare], GREATEST)).toBe(false);
  });

  it('is not concluded from a title of a few words, from no summary, or where hardly any papers are known', () => {
    expect(isMismatched([...title(6, 6, 5), ...rare], GREATEST)).toBe(false);
    expect(isMismatched(title(6, 6, 5, 4), GREATEST)).toBe(false);
    // With 23 papers the rarest words there are have an idf of 2.8: a plain summary cannot be told from others.
    const few = summary(...Array.from({ length: 10 }, () => 2.7));
    expect(isMismatched([...title(2.7, 2.7, 2.7, 2.7), ...both(0.2), ...few], 2.8)).toBe(false);
  });
});
