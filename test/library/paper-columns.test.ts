import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byDay, PaperColumns } from '../../src/library/paper-columns.ts';
import { addDays, arxivUrl, type Paper, passageId } from '../../src/paper.ts';
import { inventedPaper } from './invented.ts';

const id = fc
  .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(4, 5))
  .map(
    ([month, place, digits]) =>
      `${String(month).padStart(4, '0')}.${String(place % 10 ** digits).padStart(digits, '0')}`,
  );

const paper = fc
  .record({
    id,
    title: fc.string({ unit: 'grapheme', maxLength: 30 }),
    day: fc.integer({ min: -300_000, max: 20_000 }).map((days) => addDays('2024-02-29', days)),
    authors: fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 4 }),
    votes: fc.option(fc.integer({ min: 0, max: 999_999_999_999_999 }), { nil: undefined }),
    passages: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ passages, votes, ...rest }): Paper => {
    const own = Array.from({ length: passages }, (_, at) => {
      return { id: passageId(rest.id, at + 1), paperId: rest.id, ordinal: at + 1, text: `text ${at}` };
    });
    return { ...rest, url: arxivUrl(rest.id), ...(votes !== undefined && { votes }), passages: own };
  });

const encode = (papers: readonly Paper[]): PaperColumns =>
  new PaperColumns(
    PaperColumns.encode(
      papers,
      Float64Array.from({ length: papers.length + 1 }, (_, at) => at * 100),
    ),
  );

describe('PaperColumns', () => {
  it('gives back what any papers said', () => {
    fc.assert(
      fc.property(fc.uniqueArray(paper, { selector: (one) => one.id, maxLength: 12 }), (drawn) => {
        const papers = [...drawn].sort(byDay);
        const columns = encode(papers);
        expect(columns.size).toBe(papers.length);
        expect(columns.passages).toBe(papers.reduce((sum, one) => sum + one.passages.length, 0));
        let passage = 0;
        for (const [row, one] of papers.entries()) {
          expect(columns.id(row)).toBe(one.id);
          expect(columns.title(row)).toBe(one.title);
          expect(columns.day(row)).toBe(one.day);
          expect(columns.votes(row)).toBe(one.votes);
          expect(columns.authors(row)).toEqual(one.authors);
          expect(columns.rowOf(one.id)).toBe(row);
          expect(columns.firstPassage(row)).toBe(passage);
          for (let at = 0; at < one.passages.length; at++) expect(columns.paperOf(passage++)).toBe(row);
        }
        expect(columns.firstPassage(papers.length)).toBe(passage);
      }),
    );
  });

  it('tells ids of four and of five digits apart, and knows no others', () => {
    const columns = encode(
      ['0704.0001', '0704.00001', '2312.12491'].map((one) => ({ ...inventedPaper(1, '2024-01-01'), id: one })),
    );
    expect(['0704.0001', '0704.00001', '2312.12491'].map((one) => columns.rowOf(one))).toEqual([0, 1, 2]);
    for (const other of ['0704.0002', '2312.12492', '', 'x', '2312.1249', '2312.12491v2', '99999.99999']) {
      expect(columns.rowOf(other)).toBeUndefined();
    }
  });

  it('finds the rows of a period, both days inclusive', () => {
    const days = ['2024-01-01', '2024-01-01', '2024-01-03', '2024-02-01'];
    const columns = encode(days.map((day, at) => inventedPaper(at, day)));
    expect(columns.rowsBetween('2024-01-01', '2024-01-01')).toEqual([0, 2]);
    expect(columns.rowsBetween('2024-01-02', '2024-01-31')).toEqual([2, 3]);
    expect(columns.rowsBetween('2024-01-02', '2024-01-02')).toEqual([2, 2]);
    expect(columns.rowsBetween('1999-01-01', '2999-01-01')).toEqual([0, 4]);
    const [from, to] = columns.rowsBetween('2024-02-01', '2024-01-01');
    expect(to).toBeLessThanOrEqual(from);
  });

  it('takes less than 100 bytes a paper beside its title', () => {
    const papers = Array.from({ length: 2_000 }, (_, at) => inventedPaper(at, '2024-01-01', { votes: at }));
    const titles = papers.reduce((sum, one) => sum + Buffer.byteLength(one.title), 0);
    const packed = PaperColumns.encode(papers, new Float64Array(papers.length + 1));
    expect((packed.length - titles) / papers.length).toBeLessThan(100);
  });
});
