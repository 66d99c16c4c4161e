import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TitleFinder } from '../../src/library/titles.ts';

const papers = [
  { id: '2402.00009', title: 'Language   Models for 지도 제작', day: '2024-02-03' },
  { id: '2401.00002', title: 'StreamDiffusion: A Pipeline (v2)', day: '2024-01-02' },
  { id: '2312.12491', title: 'Models of Language', day: '2023-12-21' },
  { id: '2312.00001', title: 'Ünïcode ﬁne', day: '2023-12-20' },
];
const finder = new TitleFinder(papers, (place) => papers[place]!);
const ids = (typed: string, limit = 10): string[] => finder.find(typed, limit).map((paper) => paper.id);

describe('TitleFinder', () => {
  it('finds all typed words in any order, whatever their case, newest first', () => {
    expect(ids('language MODELS')).toEqual(['2402.00009', '2312.12491']);
    expect(ids('  models   lang ')).toEqual(['2402.00009', '2312.12491']);
    expect(ids('models', 1)).toEqual(['2402.00009']);
  });

  it('finds parts of words, Hangul, and letters of other widths', () => {
    expect(ids('diffus')).toEqual(['2401.00002']);
    expect(ids('지도')).toEqual(['2402.00009']);
    expect(ids('ｍｏｄｅｌｓ')).toEqual(['2402.00009', '2312.12491']);
    expect(ids('fine')).toEqual(['2312.00001']);
  });

  it('finds ids by how they begin, never by their middle', () => {
    expect(ids('2312')).toEqual(['2312.12491', '2312.00001']);
    expect(ids('2312.124')).toEqual(['2312.12491']);
    expect(ids('12491')).toEqual([]);
    expect(ids('2312 language')).toEqual(['2312.12491']);
  });

  it('gives the newest when nothing is typed, and nothing for words that are nowhere', () => {
    expect(ids('')).toEqual(papers.map((paper) => paper.id));
    expect(ids('  ', 2)).toEqual(['2402.00009', '2401.00002']);
    expect(ids('zebra')).toEqual([]);
    expect(ids('models zebra')).toEqual([]);
    expect(ids('models', 0)).toEqual([]);
  });

  it('never finds across the border of two titles', () => {
    expect(ids('제작\n2401')).toEqual([]);
    expect(ids('제작 2401')).toEqual([]);
  });

  it('finds what a plain scan finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '1', '가'), minLength: 1, maxLength: 3 });
    const titles = fc.array(fc.array(word, { maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        titles,
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (drawn, typed, limit) => {
          const list = drawn.map((words, at) => ({
            id: `${1000 + at}.0001`,
            title: words.join(' '),
            day: '2024-01-01',
          }));
          const found = new TitleFinder(list, (place) => list[place]!).find(typed.join(' '), limit);
          const expected = list.filter(({ id, title }) =>
            typed.every((one) => title.includes(one) || id.startsWith(one)),
          );
          expect(found).toEqual(expected.slice(0, limit));
        },
      ),
    );
  });
});
