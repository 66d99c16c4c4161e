import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDailyFile } from '../../src/corpus/daily-file.ts';
import { normalNote, normalPaper } from '../../src/corpus/normal.ts';
import { writeDailyFile } from '../../src/corpus/write.ts';
import { nastyPaper, nastyText } from './arbitrary.ts';

const DAY = '2024-01-22';

describe('writeDailyFile', () => {
  it('writes the format of the daily files to the byte', () => {
    const text = writeDailyFile(
      DAY,
      [
        {
          id: '2401.00001',
          title: 'M$^{2}$Gen: Music [and more]',
          authors: ['Kim Ara', 'Lee Boram'],
          moreAuthors: true,
          votes: 29,
          image: 'https://cdn.example.org/a.png',
          passages: [{ text: '첫 문장' }, { label: "What's New", text: '새로운 것\n1) 하나\n2) 둘' }],
        },
        {
          id: '2401.00002',
          title: 'Second',
          authors: [],
          video: 'https://cdn.example.org/v.mp4',
          passages: [{ text: 'A sentence.' }],
        },
      ],
      ['초록에서 뽑은 문장', 'Second note'],
    );
    expect(text).toBe(`## Daily Papers (2024-01-22)

<!-- 초록에서 뽑은 문장 -->
<!-- Second note -->

### [M$^{2}$Gen: Music [and more]](https://arxiv.org/abs/2401.00001)

![](https://cdn.example.org/a.png)

Vote: 29

Authors: Kim Ara, Lee Boram, +

- 첫 문장
- **What's New**: 새로운 것
  1) 하나
  2) 둘

### [Second](https://arxiv.org/abs/2401.00002)

[Watch Video](https://cdn.example.org/v.mp4)
<div><video controls src="https://cdn.example.org/v.mp4" muted="false"></video></div>

Vote: -

- A sentence.

`);
  });

  it('writes a day without papers', () => {
    expect(writeDailyFile(DAY, [])).toBe('## Daily Papers (2024-01-22)\n\n');
    expect(writeDailyFile(DAY, [], ['주말', ' '])).toBe('## Daily Papers (2024-01-22)\n\n<!-- 주말 -->\n\n');
  });

  it('refuses what could not be read back', () => {
    const paper = { title: 'T', authors: [], passages: [] };
    expect(() => writeDailyFile('2024-02-30', [])).toThrowError(expect.objectContaining({ code: 'bad_input' }));
    expect(() => writeDailyFile(DAY, [{ ...paper, id: 'math/0211159' }])).toThrowError(
      expect.objectContaining({ code: 'bad_input', message: expect.stringContaining('math/0211159') }),
    );
  });
});

describe('reading what was written', () => {
  it('gives every paper back in normal form, the notes too, without a warning', () => {
    fc.assert(
      fc.property(fc.array(nastyPaper, { maxLength: 4 }), fc.array(nastyText, { maxLength: 3 }), (papers, notes) => {
        const normal = papers.map((paper) => normalPaper(paper, DAY));
        const read = parseDailyFile(writeDailyFile(DAY, papers, notes), 'x.md');
        expect(read.papers).toEqual(normal);
        expect(read.notes).toEqual(notes.map(normalNote).filter((note) => note !== ''));
        expect(read.warnings).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives a link back whose host holds a quote, which address parsers let through', () => {
    const paper = { id: '2401.00001', title: 'A', authors: [], video: 'https://"', passages: [] };
    const read = parseDailyFile(writeDailyFile(DAY, [paper]), 'x.md');
    expect(read.warnings).toEqual([]);
    expect(read.papers).toEqual([normalPaper(paper, DAY)]);
  });

  it('gives papers in normal form back as they are, and the same bytes again', () => {
    fc.assert(
      fc.property(fc.array(nastyPaper, { maxLength: 3 }), (papers) => {
        const normal = papers.map((paper) => normalPaper(paper, DAY));
        expect(normal.map((paper) => normalPaper(paper, DAY))).toEqual(normal);
        const text = writeDailyFile(DAY, normal);
        expect(writeDailyFile(DAY, parseDailyFile(text, 'x.md').papers)).toBe(text);
        expect(writeDailyFile(DAY, papers)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('survives the way through a file: bytes, byte order mark, CR LF', () => {
    fc.assert(
      fc.property(nastyPaper, (paper) => {
        const bytes = new TextEncoder().encode(`\uFEFF${writeDailyFile(DAY, [paper]).replaceAll('\n', '\r\n')}`);
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        expect(parseDailyFile(text, 'x.md').papers).toEqual([normalPaper(paper, DAY)]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the normal form', () => {
  it('is what any text is read to', () => {
    const lines = fc.array(nastyText, { maxLength: 30 }).map((texts) => texts.join('\n'));
    const files = lines.map((text) => `## Daily Papers (${DAY})\n### [T](https://arxiv.org/abs/2401.00001)\n${text}`);
    fc.assert(
      fc.property(files, (text) => {
        for (const paper of parseDailyFile(text, 'x.md').papers) expect(normalPaper(paper, paper.day)).toEqual(paper);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ text: '- a' }, { text: '- a' }],
    [{ text: '  # a \n\n\n   - b\t\n' }, { text: '# a\n   - b' }],
    [{ text: '**L**: a' }, { label: 'L', text: 'a' }],
    [
      { label: ' **What’s\nNew**: ', text: 'a' },
      { label: 'What’s New', text: 'a' },
    ],
    [{ label: '**', text: 'a' }, { text: 'a' }],
    [{ label: 'L', text: ' ' }, { text: 'L' }],
    [{ label: 'L'.repeat(81), text: 'a' }, { text: `${'L'.repeat(81)}: a` }],
  ])('of the bullet %j is %j', (bullet, expected) => {
    const { passages } = normalPaper(
      { id: '2401.00001', title: 'T', authors: [], passages: [{ text: ' ' }, bullet] },
      DAY,
    );
    expect(passages).toEqual([{ id: '2401.00001#1', paperId: '2401.00001', ordinal: 1, ...expected }]);
  });
});
