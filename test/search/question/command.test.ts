import { describe, expect, it } from 'vitest';
import { withNewestList } from '../../../src/search/question/newest.ts';
import { describeQuery } from '../../../src/search/question.ts';
import { ask, LIBRARY } from './ask.ts';

describe('words that only ask for a list', () => {
  it.each([
    ['list papers about diffusion', 'papers about diffusion'],
    ['can you recommend some papers about RAG', 'papers about RAG'],
    ['Suggest a few good video papers', 'video papers'],
    ['show me a list of papers on robots', 'of papers on robots'],
    ["what's new in video generation", 'in video generation'],
    ['RAG 논문 목록 보여줘', 'RAG 논문 보여줘'],
    ['확산모델 논문 리스트', '확산모델 논문'],
    ['비디오생성논문추천', '비디오생성논문'],
    ['RAG 논문 추천 부탁드려요', 'RAG 논문'],
    ['에이전트 벤치마크 뭐있음', '에이전트 벤치마크'],
    ['로봇이 빨래 개는거', '로봇이 빨래 개는'],
  ])('%s', (question, text) => {
    expect(ask(question).text).toBe(text);
    expect(ask(question).understood).toEqual([]);
  });

  it.each([
    'list decoding of error correcting codes',
    '추천 시스템',
    '재생 목록 자동 완성',
    'a reading list for agents',
    '뉴스 추천 모델',
  ])('leaves a topic alone: %s', (question) => {
    expect(ask(question).text).toBe(question);
  });

  it('counts papers of a day on a topic', () => {
    expect(ask('1월에 나온 거 중에 확산 모델 논문 몇 개야')).toMatchObject({
      text: '확산 모델',
      howMany: true,
      filters: { since: '2024-01-01', until: '2024-01-31' },
    });
  });

  it.each(['목록', '논문 리스트 보여줘', 'list', '논문 추천해줘', 'recommend some papers'])(
    '%s: the newest list',
    (question) => {
      expect(ask(question)).toMatchObject({
        text: '',
        order: 'votes',
        filters: { since: LIBRARY.lastDay, until: LIBRARY.lastDay },
      });
    },
  );
});

describe('the list of a day that has none', () => {
  const ofDay = (question: string, today = LIBRARY.today) =>
    withNewestList(ask(question, {}, { ...LIBRARY, today }), { ...LIBRARY, today });

  it('is the newest for today and yesterday, and the reply says so', () => {
    const query = ofDay('어제 올라온 비디오 논문');
    expect(query).toMatchObject({ filters: { since: '2024-09-30', until: '2024-09-30' }, instead: '2024-10-04' });
    expect(describeQuery(query, 'ko')).toEqual(['2024년 10월 4일 목록이 없어서 가장 최근인 2024년 9월 30일']);
    expect(describeQuery(query, 'en')).toEqual([
      'no list for October 4, 2024, so the newest before it, September 30, 2024',
    ]);
  });

  it('goes back over a weekend', () => {
    expect(ofDay('yesterday', '2024-09-09')).toMatchObject({ filters: { since: '2024-09-06' }, instead: '2024-09-08' });
  });

  it('is left empty for any other day, and where there is one', () => {
    expect(ofDay('2024년 9월 7일 논문')).not.toHaveProperty('instead');
    expect(ofDay('오늘 논문', '2024-09-30')).not.toHaveProperty('instead');
    expect(ofDay('지난주 논문')).not.toHaveProperty('instead');
  });
});
