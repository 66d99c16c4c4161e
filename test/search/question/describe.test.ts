import { describe, expect, it } from 'vitest';
import type { Filters, Query } from '../../../src/search/query.ts';
import { describeQuery } from '../../../src/search/question.ts';
import { ask } from './ask.ts';

function told(filters: Filters, rest: Partial<Query> = {}): [string, string] {
  const query: Query = { question: '', text: '', order: 'relevance', limit: 10, understood: [], filters, ...rest };
  return [describeQuery(query, 'ko').join(' · '), describeQuery(query, 'en').join(' · ')];
}

describe('days in words', () => {
  it.each([
    ['2024-03-05', '2024-03-05', '2024년 3월 5일', 'March 5, 2024'],
    ['2024-03-11', '2024-03-17', '2024년 3월 11일~17일', 'March 11–17, 2024'],
    ['2024-02-26', '2024-03-03', '2024년 2월 26일~3월 3일', 'February 26 – March 3, 2024'],
    ['2023-12-25', '2024-01-05', '2023년 12월 25일~2024년 1월 5일', 'December 25, 2023 – January 5, 2024'],
    ['2024-03-01', '2024-03-31', '2024년 3월', 'March 2024'],
    ['2024-03-01', '2024-05-31', '2024년 3월~5월', 'March – May 2024'],
    ['2023-11-01', '2024-02-29', '2023년 11월~2024년 2월', 'November 2023 – February 2024'],
    ['2024-01-01', '2024-12-31', '2024년', '2024'],
    ['2023-01-01', '2024-12-31', '2023년~2024년', '2023–2024'],
    ['2024-01-01', undefined, '2024년부터', 'since 2024'],
    ['2024-03-05', undefined, '2024년 3월 5일부터', 'since March 5, 2024'],
    [undefined, '2024-02-29', '2024년 2월 29일까지', 'until February 29, 2024'],
    [undefined, '2023-12-31', '2023년 말까지', 'until the end of 2023'],
  ])('%s to %s', (since, until, korean, english) => {
    expect(told({ ...(since ? { since } : {}), ...(until ? { until } : {}) })).toEqual([korean, english]);
  });
});

describe('the rest in words', () => {
  it.each<[Filters, Partial<Query>, string, string]>([
    [{ authors: ['Kaiming He'] }, {}, '저자 Kaiming He', 'author Kaiming He'],
    [{ authors: ['Song Han', 'Tri Dao'] }, {}, '저자 Song Han, Tri Dao', 'authors Song Han and Tri Dao'],
    [{ minVotes: 1 }, {}, '추천 1개 이상', 'at least 1 vote'],
    [{ minVotes: 101 }, {}, '추천 101개 이상', 'at least 101 votes'],
    [{ maxVotes: 10 }, { order: 'fewest' }, '추천 10개 이하 · 추천 적은 순', 'at most 10 votes · fewest votes first'],
    [{ title: 'Mamba' }, {}, '제목에 ‘Mamba’', '“Mamba” in the title'],
    [{}, { order: 'votes' }, '추천 많은 순', 'most votes first'],
    [{}, { order: 'newest', limit: 3 }, '최신순 · 3편까지', 'newest first · up to 3 papers'],
    [{}, { order: 'oldest', limit: 1 }, '오래된 순 · 1편까지', 'oldest first · one paper'],
    [{}, {}, '', ''],
  ])('%j %j', (filters, rest, korean, english) => {
    expect(told(filters, rest)).toEqual([korean, english]);
  });

  it('tells all that was read from a question', () => {
    const query = ask('3월 둘째 주에 추천 많이 받은 Kaiming He 논문 세 개');
    expect(describeQuery(query, 'ko')).toEqual(['2024년 3월 11일~17일', '저자 Kaiming He', '추천 많은 순', '3편까지']);
    expect(describeQuery(query, 'en')).toEqual([
      'March 11–17, 2024',
      'author Kaiming He',
      'most votes first',
      'up to 3 papers',
    ]);
  });
});
