import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, hangulSkeleton, NameIndex } from '../../src/search/names.ts';

const names = new NameIndex(
  'streamdiffusion playground colpali gemma whisper deepseek mamba exaone molmo transfusion llava hand quietstar langsplat clickgaussian'.split(
    ' ',
  ),
);
const first = (guesses: { name: string }[]) => guesses[0]?.name;

describe('NameIndex', () => {
  it('mends typing mistakes', () => {
    expect(first(names.misspelt('streamdifusion'))).toBe('streamdiffusion');
    expect(first(names.misspelt('playgroud'))).toBe('playground');
    expect(first(names.misspelt('mabma'))).toBe('mamba');
  });

  it('leaves alone what is too far off, too short, or right', () => {
    expect(names.misspelt('strawberry')).toEqual([]);
    expect(names.misspelt('ham')).toEqual([]);
    expect(names.misspelt('mamba')).toEqual([]);
  });

  it('reads Hangul spellings of foreign names', () => {
    expect(first(names.transliterated('콜팔리'))).toBe('colpali');
    expect(first(names.transliterated('젬마'))).toBe('gemma');
    expect(first(names.transliterated('위스퍼'))).toBe('whisper');
    expect(first(names.transliterated('딥시크'))).toBe('deepseek');
    expect(first(names.transliterated('맘바'))).toBe('mamba');
    expect(first(names.transliterated('엑사원'))).toBe('exaone');
    expect(first(names.transliterated('몰모'))).toBe('molmo');
    expect(first(names.transliterated('트랜스퓨전'))).toBe('transfusion');
    expect(first(names.transliterated('라바'))).toBe('llava');
    // A final ㅅ writes t; sounds that meet at the border of two words are one.
    expect(first(names.transliterated('랭스플랫'))).toBe('langsplat');
    expect(first(names.transliterated('클릭가우시안'))).toBe('clickgaussian');
  });

  it('does not take everyday words for names', () => {
    expect(names.transliterated('한테')).toEqual([]);
    expect(names.transliterated('사람')).toEqual([]);
  });
});

describe('editDistance', () => {
  it('counts insertions, deletions, changes and swaps', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('mamba', 'mabma')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('is symmetric and zero only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe('hangulSkeleton', () => {
  it('counts a consonant doubled over a syllable border once', () => {
    expect(hangulSkeleton('젬마')).toBe('SM');
    expect(hangulSkeleton('콜라')).toBe('KL');
  });
});
