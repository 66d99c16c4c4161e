import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDailyFile } from '../../src/corpus/daily-file.ts';
import { cpuMs } from '../cpu.ts';
import { nastyText } from './arbitrary.ts';

const SIZE = 5_000_000;
const HEAD = '## Daily Papers (2024-01-22)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\n';

/** Generous: a quadratic step over 5 MB takes minutes to hours, a linear one well under a second on a quiet machine. */
const MAX_MS = 10_000;

function countLines(text: string): number {
  return text.split(/\r\n|\n|\r/).length;
}

function total(lineUse: Readonly<Record<string, number>>): number {
  return Object.values(lineUse).reduce((sum, count) => sum + count, 0);
}

/** The same noise on every run: a linear congruential generator (Numerical Recipes) picks the pieces. */
function noise(seed: number): string {
  const pieces = [
    '#',
    '## ',
    '### [',
    '-',
    '- ',
    '*',
    '**',
    ' ',
    '\n',
    '\n',
    '\r',
    '[',
    ']',
    '](',
    ')',
    '(',
    '<',
    '>',
    '!',
    '`',
    '$',
    '\\',
    '|',
    '+',
    ',',
    ':',
    'a',
    '가',
    '\t',
    '"',
    "'",
    ' src=',
    '<video ',
    '<!--',
    '-->',
    'https://arxiv.org/abs/2312.00001',
    'Vote:',
    'Authors:',
    '\u0000',
    '\ud800',
    '😀',
    '## Daily Papers (2024-01-22)\n',
  ];
  const out: string[] = [];
  let state = seed;
  for (let length = 0; length < SIZE; length += out.at(-1)!.length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out.push(pieces[Math.floor((state / 2 ** 32) * pieces.length)]!);
  }
  return out.join('');
}

describe('any text', () => {
  it('is read without a throw, and every line has one place', () => {
    fc.assert(
      fc.property(fc.array(nastyText, { maxLength: 60 }), fc.boolean(), (texts, head) => {
        const text = (head ? HEAD : '') + texts.join('\n');
        const { lineUse, warnings } = parseDailyFile(text, 'x.md');
        // A byte order mark goes with the file, not with a line.
        expect(total(lineUse)).toBe(countLines(text));
        for (const use of Object.values(lineUse)) expect(use).toBeGreaterThanOrEqual(0);
        expect(lineUse.warning === 0 || warnings.length > 0).toBe(true);
        for (const { line } of warnings) expect(line >= 1 && line <= countLines(text)).toBe(true);
        expect(warnings.map(({ line }) => line)).toEqual(warnings.map(({ line }) => line).sort((a, b) => a - b));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('5 MB', () => {
  const repeat = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length));
  it.each<[string, () => string]>([
    ['mixed noise', () => noise(1)],
    ['mixed noise in an entry', () => HEAD + noise(2)],
    ['line feeds', () => repeat('\n')],
    ['one word', () => `${HEAD}- ${repeat('a')}`],
    ['spaces', () => `${HEAD}${repeat(' ')}x`],
    ['asterisks', () => `${HEAD}- ${repeat('*')}`],
    ['labels that never end', () => HEAD + repeat(`- **${' '.repeat(78)}\n`)],
    ['links in a heading', () => `${HEAD}### [${repeat('](https://arxiv.org/abs/2312.00001?')}`],
    ['open brackets', () => `${HEAD}### ${repeat('[')}`],
    ['open video tags', () => HEAD + repeat('<video ')],
    ['video attributes', () => `${HEAD}<video ${repeat(' src')}`],
    ['frames', () => `${HEAD}${repeat('<div> ')}x`],
    ['comments that never end', () => HEAD + repeat('<!--\n')],
    ['pictures', () => `${HEAD}![${repeat('](')}`],
    ['a day heading of spaces', () => `## Daily Papers ${repeat(' ')}x`],
    ['dashes', () => `${HEAD}${repeat('-')}x`],
    ['half surrogates', () => `${HEAD}- ${repeat('\ud800')}`],
  ])('of %s is read in linear time', (_name, make) => {
    const text = make();
    const used: ReturnType<typeof parseDailyFile>['lineUse'][] = [];
    expect(cpuMs(() => used.push(parseDailyFile(text, 'x.md').lineUse))).toBeLessThan(MAX_MS);
    expect(total(used[0]!)).toBe(countLines(text));
  });
});
