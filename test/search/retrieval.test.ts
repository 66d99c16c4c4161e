import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/corpus/folder.ts';
import { BuiltinEmbedder } from '../../src/embed/builtin.ts';
import { trainBuiltin } from '../../src/embed/training.ts';
import { parseQuestions } from '../../src/eval/questions.ts';
import { mean, ndcg } from '../../src/eval/score.ts';
import type { Paper } from '../../src/paper.ts';
import { Analyzer } from '../../src/search/analyzer.ts';
import { DEFAULT_CALIBRATION } from '../../src/search/confidence.ts';
import { readGlossary } from '../../src/search/glossary-folder.ts';
import type { Query } from '../../src/search/query.ts';
import { Retriever } from '../../src/search/retriever.ts';
import { memorySegment } from './memory-segment.ts';

const query = (text: string, more: Partial<Query> = {}): Query => ({
  question: text,
  text,
  filters: {},
  order: 'relevance',
  limit: 10,
  understood: [],
  ...more,
});

let retriever: Retriever;
let papers: readonly Paper[];

beforeAll(async () => {
  ({ papers } = await readFolder('data/papers'));
  const analyzer = new Analyzer(await readGlossary('data/glossary'));
  const embedder = new BuiltinEmbedder(await trainBuiltin(papers, analyzer), analyzer);
  // Two segments, so that statistics, ranks and rows are merged in every test.
  const halves = [papers.slice(0, 9), papers.slice(9)];
  const segments = await Promise.all(halves.map((half) => memorySegment(half, analyzer, embedder)));
  retriever = new Retriever(segments, embedder, analyzer);
});

const ids = async (text: string, more: Partial<Query> = {}) =>
  (await retriever.search(query(text, more))).hits.map((hit) => hit.paper.id);

describe('retrieval on the sample', () => {
  const questions = parseQuestions(readFileSync('data/eval/questions.jsonl', 'utf8'), 'questions.jsonl');
  // Floors a little under what the sample gives; they catch breakage, they do not rank methods.
  it.each([
    ['known_ko', 0.75],
    ['known_en', 0.75],
    ['name', 0.6],
    ['topic', 0.7],
    ['fact', 0.85],
  ])('finds %s questions with nDCG@10 of at least %f', async (type, floor) => {
    const band = questions.filter((question) => question.type === type);
    const scores = await Promise.all(band.map(async ({ question, judged }) => ndcg(await ids(question), judged)));
    expect(band.length).toBeGreaterThan(0);
    expect(mean(scores)).toBeGreaterThan(floor);
  });

  it('is more confident of questions that papers answer', async () => {
    const confidence = async (answerable: boolean): Promise<number> => {
      const band = questions.filter((question) => question.answerable === answerable);
      return mean(
        await Promise.all(band.map(async ({ question }) => (await retriever.search(query(question))).confidence)),
      );
    };
    expect(await confidence(true)).toBeGreaterThan((await confidence(false)) + 0.3);
  });
});

describe('refusal on the sample, which is small', () => {
  const questions = ['development', 'held-out'].flatMap((half) =>
    parseQuestions(readFileSync(`data/eval/sample-${half}.jsonl`, 'utf8'), half),
  );
  const declined = async (answerable: boolean): Promise<number> => {
    const band = questions.filter((question) => question.answerable === answerable);
    expect(band.length).toBeGreaterThan(50);
    const results = await Promise.all(band.map(({ question }) => retriever.search(query(question))));
    return mean(results.map(({ confidence }) => (confidence < retriever.threshold ? 1 : 0)));
  };

  it('answers what a paper is about', async () => {
    expect(await declined(true)).toBeLessThan(0.1);
  });

  it('declines what no paper is about', async () => {
    expect(await declined(false)).toBeGreaterThan(0.75);
  });

  it.each(['바나나로 세탁기 돌리는 법', '리트코드 문제 풀어줘', 'machine unlearning', '체스 두는 트랜스포머'])(
    'counts words that no paper has: %s',
    async (question) => {
      expect((await retriever.search(query(question))).confidence).toBeLessThan(retriever.threshold);
    },
  );
});

describe('Retriever', () => {
  it('keeps to filters', async () => {
    for (const id of await ids('image generation', { filters: { since: '2024-01-22' } })) {
      expect(papers.find((paper) => paper.id === id)?.day).toBe('2024-01-22');
    }
    const voted = await ids('diffusion', { filters: { minVotes: 12 } });
    expect(voted.length).toBeGreaterThan(0);
    for (const id of voted) expect(papers.find((paper) => paper.id === id)?.votes).toBeGreaterThanOrEqual(12);
    const fewer = await ids('', { filters: { maxVotes: 11 }, order: 'fewest' });
    const votes = fewer.map((id) => papers.find((paper) => paper.id === id)!.votes!);
    expect(votes.length).toBeGreaterThan(0);
    expect(votes.every((each) => each <= 11)).toBe(true);
    expect(votes).toEqual([...votes].sort((a, b) => a - b));
    const by = await ids('', { filters: { authors: ['zhijian LIU'] } });
    expect(by).toEqual(['2312.12491']);
  });

  it('lists by votes or day when there are no words', async () => {
    const listed = await ids('', { order: 'votes', limit: 3 });
    const expected = [...papers].sort((a, b) => (b.votes ?? -1) - (a.votes ?? -1)).slice(0, 3);
    expect(listed).toEqual(expected.map((paper) => paper.id));
  });

  it('says when there is nothing to search for', async () => {
    expect(await retriever.search(query('뭐 있어?'))).toMatchObject({ empty: true, hits: [] });
  });

  it('orders papers on the topic by votes, leaving out those off it', async () => {
    const { hits } = await retriever.search(query('LLM 추론 가속', { order: 'votes' }));
    const votes = hits.map((hit) => hit.paper.votes ?? -1);
    expect(votes).toEqual([...votes].sort((a, b) => b - a));
    expect(hits.length).toBeLessThan(papers.length);
    expect(hits.map((hit) => hit.paper.id)).toContain('2312.12456');
  });

  it('explains what matched and how, and ranks in each list', async () => {
    const { hits } = await retriever.search(query('스트림디퓨전 실시간'), { explain: true });
    expect(hits[0]?.paper.id).toBe('2312.12491');
    expect(hits[0]?.lexical?.rank).toBe(1);
    expect(hits[0]?.vector?.score).toBeLessThanOrEqual(1);
    expect(hits[0]?.terms?.map((term) => term.typed)).toContain('실시간');
  });

  it('shows the passages that share most with the question first', async () => {
    const { hits } = await retriever.search(query('PowerInfer RTX 4090 초당 토큰'));
    expect(hits[0]?.paper.id).toBe('2312.12456');
    expect(hits[0]?.evidence[0]?.passage.text).toContain('4090');
    expect(hits[0]?.evidence).toHaveLength(hits[0]!.paper.passages.length);
  });

  it('finds coined names in Hangul, also where a known word is inside them', async () => {
    expect((await ids('스트림디퓨전'))[0]).toBe('2312.12491');
    expect((await ids('파워인퍼 그거 뭐야'))[0]).toBe('2312.12456');
  });

  it('finds papers like a paper, not the paper itself', async () => {
    const paper = papers.find(({ id }) => id === '2312.12456')!;
    const similar = await retriever.similar(paper, 5);
    expect(similar).toHaveLength(5);
    expect(similar.map(({ id }) => id)).not.toContain(paper.id);
    expect(similar.map(({ id }) => id)).toContain('2401.10774');
  });

  it('finds names of two words with a typo in one, and the paper that a short question names', async () => {
    expect((await ids('depth anythng'))[0]).toBe('2401.10891');
    expect((await ids('메두사 저자 누구야'))[0]).toBe('2401.10774');
    expect((await ids('파워인퍼랑 메두사 차이')).slice(0, 2).sort()).toEqual(['2312.12456', '2401.10774']);
  });

  it('searches other phrasings of a question beside it', async () => {
    const plain = await ids('그거 있잖아 그림');
    const helped = await ids('그거 있잖아 그림', { alsoText: ['monocular depth estimation foundation model'] });
    expect(helped[0]).toBe('2401.10891');
    expect(helped).not.toEqual(plain);
  });

  it('works without vectors and without a glossary', async () => {
    const analyzer = new Analyzer([]);
    const embedder = new BuiltinEmbedder(await trainBuiltin(papers, analyzer), analyzer);
    const segment = await memorySegment(papers, analyzer, embedder);
    const bare = new Retriever([segment], embedder, analyzer, { ...DEFAULT_CALIBRATION, vectorWeight: 0 });
    const { hits } = await bare.search(query('Depth Anything'));
    expect(hits[0]?.paper.id).toBe('2401.10891');
  });
});
