import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../src/discord/cut.ts';
import { text } from './arbitrary.ts';

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

describe('cutText', () => {
  it('cuts after a sentence, else between words, else between letters', () => {
    expect(cutText('첫 문장이다. 둘째 문장은 좀 길다. 셋째.', 21)).toBe('첫 문장이다. 둘째 문장은 좀 길다.…');
    expect(cutText('A sentence without an end that goes on', 20)).toBe('A sentence without…');
    expect(cutText('가나다라마바사아자차', 6)).toBe('가나다라마…');
    expect(cutText('짧다.', 6)).toBe('짧다.');
    expect(cutText('길다', 0)).toBe('');
  });

  it('does not take the point of a number for the end of a sentence', () => {
    expect(cutText('It is faster by 3.14159265358979', 24)).toBe('It is faster by…');
  });

  it('keeps families together', () => {
    expect(cutText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
    expect(cutText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 11)).toBe('');
  });

  it('gives a beginning that ends where a character ends, as long as it may be', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 300 }), (given, limit) => {
        const cut = cutText(given, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        if (given.length <= limit) expect(cut).toBe(given);
        if (given.length <= limit || cut === '') return;
        expect(cut.endsWith('…')).toBe(true);
        const kept = cut.slice(0, -1);
        expect(given.startsWith(kept)).toBe(true);
        const ends = new Set(
          [...graphemes.segment(given.slice(0, 400))].map(({ index, segment }) => index + segment.length),
        );
        expect(ends.has(kept.length)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
