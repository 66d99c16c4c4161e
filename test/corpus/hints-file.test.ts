import { describe, expect, it } from 'vitest';
import { type Hints, hintsPath, hintTexts, parseHints, writeHints } from '../../src/corpus/hints-file.ts';

const HINTS: Hints = {
  questions: { ko: ['배경을 지우려면?'], en: ['How to remove a background?'] },
  keywords: ['matting'],
};

describe('a file of hints', () => {
  it('lies beside its daily file and reads back what was written, in the same bytes whatever the order', () => {
    expect(hintsPath('2024/01/22.md')).toBe('2024/01/22.hints.json');
    const both = new Map(['2401.00001', '2401.00002'].map((id) => [id, HINTS]));
    const text = writeHints('2024-01-22', new Map([...both].reverse()));
    expect(writeHints('2024-01-22', both)).toBe(text);
    expect(parseHints(text)).toEqual(both);
  });

  it('gives what can be read of it, and nothing where it is none', () => {
    const odd = { '2401.00001': { questions: 7, keywords: ['fine'] }, nobody: HINTS, '2401.00002': 'x' };
    const read = parseHints(JSON.stringify({ papers: odd }));
    expect(read).toEqual(new Map([['2401.00001', { questions: { ko: [], en: [] }, keywords: ['fine'] }]]));
    for (const text of ['', '{', '[]', 'null', '{"papers": 3}']) expect(parseHints(text)).toBeUndefined();
  });

  it('cannot drown the paper: texts and their length are bounded', () => {
    const texts = hintTexts({ ...HINTS, keywords: Array.from({ length: 100 }, () => ' x'.repeat(500)) });
    expect(texts).toHaveLength(40);
    expect(Math.max(...texts.map(({ length }) => length))).toBe(300);
  });
});
