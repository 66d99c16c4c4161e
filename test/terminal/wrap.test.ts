import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/terminal/width.ts';
import { type Span, wrap } from '../../src/terminal/wrap.ts';

const lines = (text: string, width: number) =>
  wrap([{ text }], width).map((line) => line.map((span) => span.text).join(''));

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['한글', 4],
    ['가a나', 5],
    ['漢字', 4],
    ['ＡＢ', 4],
    ['e\u0301', 1],
    ['👩‍💻', 2],
    ['▲ 26', 4],
    ['한', 2],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('wrap', () => {
  it('breaks at blanks by columns, not by characters', () => {
    expect(lines('확산 모델은 느립니다', 12)).toEqual(['확산 모델은', '느립니다']);
    expect(lines('a bb ccc dddd', 6)).toEqual(['a bb', 'ccc', 'dddd']);
  });

  it('cuts a word that is wider than a line between graphemes', () => {
    expect(lines('가나다라마', 4)).toEqual(['가나', '다라', '마']);
    expect(lines('x 가나다라', 5)).toEqual(['x', '가나', '다라']);
  });

  it('never breaks a URL', () => {
    const url = 'https://arxiv.org/abs/2401.10891';
    expect(lines(`see <${url}> now`, 10)).toEqual(['see', `<${url}>`, 'now']);
  });

  it('keeps line breaks, and words that run across styles', () => {
    expect(lines('a\nb', 10)).toEqual(['a', 'b']);
    const spans: Span[] = [{ text: 'What', style: '1' }, { text: 'ever: yes' }];
    expect(wrap(spans, 9)).toEqual([[{ text: 'What', style: '1' }, { text: 'ever:' }], [{ text: 'yes' }]]);
  });

  it('leaves lines whole where the width is infinite', () => {
    const text = '가 '.repeat(500).trim();
    expect(lines(text, Number.POSITIVE_INFINITY)).toEqual([text]);
  });

  it('loses no visible character and never exceeds the width', () => {
    const words = fc.array(fc.stringMatching(/^[a-z가-힣👍漢]{1,12}$/u), { maxLength: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (texts, width) => {
        const broken = lines(texts.join(' '), width);
        expect(broken.join('').replaceAll(' ', '')).toBe(texts.join(''));
        for (const line of broken) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
