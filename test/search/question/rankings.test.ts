import { describe, expect, it } from 'vitest';
import { ask, days, inFull, type Phrase, readAs } from './ask.ts';

const VOTES: readonly Phrase[] = [
  ['추천 100개 넘은 거', { minVotes: 101 }],
  ['추천수 100 이상인 논문', { minVotes: 100 }],
  ['추천 백 개 이상', { minVotes: 100 }],
  ['추천을 50개 이상 받은 음성 논문', { minVotes: 50, text: '음성 논문' }],
  ['50표 이상', { minVotes: 50 }],
  ['투표 100표 넘게 받은 3D 논문', { minVotes: 101, text: '3D 논문' }],
  ['vote 80+ 논문', { minVotes: 80 }],
  ['추천 10개 이하인 논문', { maxVotes: 10 }],
  ['추천수 5개 미만인 로봇 논문', { maxVotes: 4, text: '로봇 논문' }],
  ['추천 20개도 안 되는 거', { maxVotes: 19 }],
  ['papers with under 5 votes', { maxVotes: 4 }],
  ['papers with at most 20 upvotes', { maxVotes: 20 }],
  ['추천이 100개에서 200개 사이인 논문', { minVotes: 100, maxVotes: 200 }],
  ['추천수 30 이상 50 이하인 논문', { minVotes: 30, maxVotes: 50 }],
  ['papers with 100 to 150 upvotes', { minVotes: 100, maxVotes: 150 }],
  ['100개 넘는 추천을 받은 논문', { minVotes: 101 }],
  ['업보트 50개 이상', { minVotes: 50 }],
  ['좋아요 30개 넘는 로봇 논문', { minVotes: 31, text: '로봇 논문' }],
  ['upvotes over 200', { minVotes: 201 }],
  ['at least 30 votes', { minVotes: 30 }],
  ['more than 50 likes', { minVotes: 51 }],
  ['papers with 100+ upvotes', { minVotes: 100 }],
  ['votes >= 50', { minVotes: 50 }],
  ['with over 1,000 upvotes', { minVotes: 1001 }],
];

const ORDERS: readonly Phrase[] = [
  ['추천 많이 받은', { order: 'votes' }],
  ['추천수 높은 순', { order: 'votes' }],
  ['추천 제일 적게 받은 논문', { order: 'fewest' }],
  ['least upvoted papers', { order: 'fewest' }],
  ['추천수 1, 2등이 뭐였나요', { order: 'votes', limit: 2 }],
  ['추천 1~3위', { order: 'votes', limit: 3 }],
  ['추천 1위부터 5위까지', { order: 'votes', limit: 5 }],
  ['추천수 상위 2개', { order: 'votes', limit: 2 }],
  ['추천 탑텐', { order: 'votes', limit: 10 }],
  ['가장 추천을 많이 받은 논문은?', { order: 'votes' }],
  ['표 많이 받은 거', { order: 'votes' }],
  ['좋아요 많은 순으로 보여줘', { order: 'votes' }],
  ['최다 추천', { order: 'votes' }],
  ['제일 인기', { order: 'votes' }],
  ['인기 많은 로봇 논문', { order: 'votes', text: '로봇 논문' }],
  ['요즘 핫한 논문', { order: 'votes' }],
  ['most upvoted', { order: 'votes' }],
  ['the most popular diffusion papers', { order: 'votes', text: 'diffusion papers' }],
  ['top papers on agents', { order: 'votes', text: 'papers on agents' }],
  ['diffusion papers sorted by votes', { order: 'votes', text: 'diffusion papers' }],
  ['최신', { order: 'newest' }],
  ['최신 비디오 생성 논문', { order: 'newest', text: '비디오 생성 논문' }],
  ['가장 최근에 올라온 로봇 논문', { order: 'newest', text: '로봇 논문' }],
  ['newest', { order: 'newest' }],
  ['latest papers on RLHF', { order: 'newest', text: 'papers on RLHF' }],
  ['가장 오래된 논문', { order: 'oldest' }],
  ['most voted paper', { order: 'votes', limit: 1 }],
  ['the most upvoted papers', { order: 'votes' }],
  ['제일 추천 많은 논문 뭐야', { order: 'votes', limit: 1 }],
  ['추천 제일 많이 받은 논문 하나', { order: 'votes', limit: 1 }],
  ['oldest paper on LoRA', { order: 'oldest', text: 'paper on LoRA' }],
];

const COUNTS: readonly Phrase[] = [
  ['세 개', { limit: 3 }],
  ['3개', { limit: 3 }],
  ['열두 편', { limit: 12 }],
  ['다섯 편만', { limit: 5 }],
  ['RAG 논문 세 편만', { limit: 3, text: 'RAG 논문' }],
  ['강화학습 관련 논문 5개 추천해줘', { limit: 5, text: '강화학습 관련 논문 추천해줘' }],
  ['논문 추천 3개만', { limit: 3 }],
  ['하나만 추천해줘', { limit: 1 }],
  ['추천 알고리즘 논문 3개', { limit: 3, text: '추천 알고리즘 논문' }],
  ['논문 500개', { limit: 100 }],
  ['five papers', { limit: 5 }],
  ['give me 3 diffusion papers', { limit: 3, text: 'give me diffusion papers' }],
  ['find 20 papers on agents', { limit: 20, text: 'find papers on agents' }],
  ['show me five', { limit: 5 }],
  ['top 5', { order: 'votes', limit: 5 }],
  ['which paper won the day on August 28 2024', { order: 'votes', limit: 1, ...days('2024-08-28') }],
  ['what was #1 on 2024-05-20', { order: 'votes', limit: 1, ...days('2024-05-20') }],
  ['number one paper of June', { order: 'votes', limit: 1, ...days('2024-06-01', '2024-06-30') }],
  ['5월 20일에 1등한 거', { order: 'votes', limit: 1, ...days('2024-05-20') }],
  [
    '2024년 1월 첫 주(1일~7일) 추천순 상위 3개 뽑아줘',
    { order: 'votes', limit: 3, ...days('2024-01-01', '2024-01-07') },
  ],
  ['추천 100개 넘은 논문 싹 다 보여줘', { minVotes: 101 }],
  ['top five papers on 3D', { order: 'votes', limit: 5, text: 'papers on 3D' }],
  ['톱3 논문', { order: 'votes', limit: 3 }],
  ['상위 5개 논문', { order: 'votes', limit: 5 }],
  ['추천 1위 논문', { order: 'votes', limit: 1 }],
];

const TOGETHER: readonly Phrase[] = [
  ['2025년 3월 둘째 주에 추천 많이 받은 논문 세 개', { ...days('2025-03-10', '2025-03-16'), order: 'votes', limit: 3 }],
  ['3월 둘째 주 최다 추천', { ...days('2024-03-11', '2024-03-17'), order: 'votes' }],
  ['top 5 on Feb 14', { ...days('2024-02-14'), order: 'votes', limit: 5 }],
  ['9월 마지막 주 top3', { ...days('2024-09-23', '2024-09-29'), order: 'votes', limit: 3 }],
  ['4월 한 달간 가장 많은 추천을 받은 논문', { ...days('2024-04-01', '2024-04-30'), order: 'votes' }],
  ['8월 베스트 논문', { ...days('2024-08-01', '2024-08-31'), order: 'votes' }],
  ["May's most popular paper", { ...days('2024-05-01', '2024-05-31'), order: 'votes', limit: 1 }],
  ['top ten papers of 2024 so far', { ...days('2024-01-01', '2024-12-31'), order: 'votes', limit: 10 }],
  ['어제 1위', { ...days('2024-10-04'), order: 'votes', limit: 1 }],
  ['which paper got the most upvotes in February?', { ...days('2024-02-01', '2024-02-29'), order: 'votes', limit: 1 }],
  [
    '최근 일주일간 올라온 것 중 추천 많은 순으로 5개',
    { ...days('2024-09-29', '2024-10-05'), order: 'votes', limit: 5 },
  ],
  [
    '최근 한달간 추천 30개 이상 받은 에이전트 논문 다섯 편만 알려줘',
    { ...days('2024-09-06', '2024-10-05'), minVotes: 30, limit: 5, text: '에이전트 논문 알려줘' },
  ],
  ['Song Han papers since 2024', { since: '2024-01-01', authors: ['Song Han'] }],
  ['papers by Kaiming He this year', { ...days('2024-01-01', '2024-12-31'), authors: ['Kaiming He'] }],
  ['Song Han 최신 논문 3개', { authors: ['Song Han'], order: 'newest', limit: 3 }],
  [
    'papers between 2024-02-01 and 2024-02-15 with over 50 upvotes',
    { ...days('2024-02-01', '2024-02-15'), minVotes: 51 },
  ],
];

describe.each([
  ['votes', VOTES],
  ['orders', ORDERS],
  ['counts', COUNTS],
  ['several at once', TOGETHER],
])('%s', (_, phrases) => {
  it.each(phrases)('%s', (question, expected) => {
    expect(readAs(ask(question))).toEqual(inFull(expected));
  });
});

describe('options of the request', () => {
  it('win over what the question says, whose words are cut but not told', () => {
    const query = ask('지난달 추천 많이 받은 로봇 논문 세 개', {
      filters: { since: '2024-01-01' },
      order: 'newest',
      limit: 7,
    });
    expect(readAs(query)).toEqual({ text: '로봇 논문', since: '2024-01-01', order: 'newest', limit: 7 });
    expect(query.understood).toEqual([]);
  });

  it('leave what they do not speak of to the question', () => {
    const query = ask('지난달 추천 50개 이상 로봇 논문', { filters: { authors: ['Song Han'] }, alsoText: ['robot'] });
    expect(query.filters).toEqual({ ...days('2024-09-01', '2024-09-30'), minVotes: 50, authors: ['Song Han'] });
    expect(query.alsoText).toEqual(['robot']);
    expect(query.understood).toEqual(['지난달', '추천 50개 이상']);
  });

  it('hold the number of papers within 1 and 100', () => {
    expect([0, -3, 1000, Number.NaN, 2.4].map((limit) => ask('로봇', { limit }).limit)).toEqual([1, 1, 100, 10, 2]);
  });
});

describe('understood', () => {
  it('holds the phrases as typed, in their order', () => {
    expect(ask('Song Han  papers, top 5 since March').understood).toEqual(['Song Han', 'top 5', 'since March']);
    expect(ask('Kaiming He가 올해 낸 논문').understood).toEqual(['Kaiming He가 올해 낸']);
  });
});

describe('words that only ask', () => {
  it.each(['2월 14일 논문 몇 편이야?', '2024년 2월 논문은 몇 개예요?', '2월 14일 논문 뭐였나요'])(
    'leave nothing to search for: %s',
    (question) => {
      expect(ask(question).text).toBe('');
    },
  );
});

describe('a question for the number of papers', () => {
  it.each([
    ['2024년 3월에 diffusion 논문 몇 편이야?', 'diffusion?'],
    ['LoRA 논문 몇 편 있어?', 'LoRA?'],
    ['2월 14일 논문 몇 편이야?', ''],
    ['논문이 총 몇 편이나 있어?', ''],
    ['논문 수가 얼마나 돼?', ''],
    ['how many papers were listed on Feb 14?', ''],
    ['number of papers on agents', 'papers on agents'],
  ])('is heard in: %s', (question, text) => {
    expect([ask(question).howMany, ask(question).text]).toEqual([true, text]);
  });

  it.each([
    '논문 몇 편 추천해줘',
    '3D 논문 몇 편만 보여줘',
    '논문 몇 편 읽었어?',
    '몇 개 데이터셋으로 학습했어?',
    '영화 몇 편으로 학습한 모델',
    'how many people took part in the study?',
  ])('is not heard in: %s', (question) => {
    expect(ask(question).howMany).toBeUndefined();
  });
});
