import { describe, expect, it } from 'vitest';
import { answerText } from '../../src/answer/answer.ts';
import { extractsFrom } from '../../src/answer/extracts.ts';
import { arxivUrl, type Paper, passageId } from '../../src/paper.ts';
import type { AbstainReason, PaperHit, Query, SearchResult } from '../../src/search/query.ts';

const basis = { language: 'ko', reason: 'no_model', started: 0 } as const;

/** A paper with as many passages as scores. */
function paperOf(id: string, passages: number): Paper {
  return {
    id,
    title: `Paper ${id}`,
    url: arxivUrl(id),
    day: '2024-01-22',
    authors: [],
    passages: Array.from({ length: passages }, (_, at) => ({
      id: passageId(id, at + 1),
      paperId: id,
      ordinal: at + 1,
      text: `문장 ${id}-${at + 1}`,
    })),
  };
}

/** A hit whose passages have the given scores, in reading order. */
function hitOf(id: string, score: number, scores: readonly number[]): PaperHit {
  const paper = paperOf(id, scores.length);
  const evidence = paper.passages.map((passage, at) => ({ passage, paper, score: scores[at]! }));
  return { paper, score, evidence: evidence.sort((a, b) => b.score - a.score) };
}

function resultOf(hits: readonly PaperHit[], more: Partial<Query> = {}, abstained?: AbstainReason): SearchResult {
  const question = more.question ?? '메두사 속도';
  const query: Query = {
    question,
    text: question,
    filters: {},
    order: 'relevance',
    limit: 10,
    understood: [],
    ...more,
  };
  return { query, hits, confidence: 0.9, generation: 'g', ms: 1, ...(abstained ? { abstained } : {}) };
}

/** The ids of the passages quoted, in order. */
function quoted(result: SearchResult): string[] {
  const answer = extractsFrom(result, basis);
  return answer.kind === 'abstained' ? [] : answer.citations.map(({ passage }) => passage.id);
}

const ONE = hitOf('2401.00001', 2, [0.1, 0.9, 0.6, 0.2]);
const CLOSE = hitOf('2401.00002', 1.8, [0.3, 0.5]);
const NEAR = hitOf('2401.00003', 1.3, [0.4]);
const FAR = hitOf('2401.00004', 0.5, [0.2]);

describe('extractsFrom', () => {
  it('quotes two or three bullets, in reading order, of a paper that stands alone', () => {
    expect(quoted(resultOf([ONE, NEAR, FAR]))).toEqual(['2401.00001#2', '2401.00001#3']);
    const even = hitOf('2401.00001', 2, [0.7, 0.9, 0.6, 0.8]);
    expect(quoted(resultOf([even, FAR]))).toEqual(['2401.00001#1', '2401.00001#2', '2401.00001#4']);
    expect(quoted(resultOf([hitOf('2401.00001', 2, [0])]))).toEqual(['2401.00001#1']);
  });

  it('quotes the best bullet of up to three papers when it is unclear which is meant', () => {
    expect(quoted(resultOf([ONE, CLOSE, NEAR, FAR]))).toEqual(['2401.00001#2', '2401.00002#2', '2401.00003#1']);
  });

  it('quotes up to five papers where several are asked for', () => {
    const hits = [1, 2, 3, 4, 5, 6, 7].map((n) => hitOf(`2401.0000${n}`, 2 - n / 10, [0.5, 0.1]));
    for (const question of ['LLM 속도 올리는 논문 뭐뭐 있어?', 'papers on inference', '메두사와 파워인퍼 차이']) {
      expect(quoted(resultOf(hits, { question }))).toEqual([1, 2, 3, 4, 5].map((n) => `2401.0000${n}#1`));
    }
    expect(quoted(resultOf([ONE, NEAR, FAR], { question: '관련 논문' }))).toEqual(['2401.00001#2', '2401.00003#1']);
  });

  it('keeps to the number asked for', () => {
    expect(quoted(resultOf([ONE, CLOSE, NEAR], { question: '논문들', limit: 2 }))).toHaveLength(2);
    expect(new Set(quoted(resultOf([ONE, CLOSE], { limit: 1 })).map((id) => id.split('#')[0]))).toEqual(
      new Set(['2401.00001']),
    );
  });

  it('keeps the order that was asked for, whatever the scores', () => {
    const result = resultOf([FAR, ONE, NEAR], { order: 'votes' });
    expect(quoted(result)).toEqual(['2401.00004#1', '2401.00001#2', '2401.00003#1']);
    expect(extractsFrom(result, basis)).toMatchObject({ kind: 'extracts', reason: 'list' });
    expect(extractsFrom(result, { ...basis, reason: 'model_failed' })).toMatchObject({ reason: 'model_failed' });
  });

  it('numbers citations by first use, each claim verbatim with its own', () => {
    const answer = extractsFrom(resultOf([ONE, CLOSE]), basis);
    expect(answer).toMatchObject({
      kind: 'extracts',
      language: 'ko',
      claims: [
        { text: '문장 2401.00001-2', citations: [1], heading: 'Paper 2401.00001' },
        { text: '문장 2401.00002-2', citations: [2], heading: 'Paper 2401.00002' },
      ],
      citations: [
        { number: 1, passage: { id: '2401.00001#2' } },
        { number: 2, passage: { id: '2401.00002#2' } },
      ],
    });
    expect(answerText(answer)).toBe('문장 2401.00001-2 [1]\n문장 2401.00002-2 [2]');
  });

  it('abstains when the search does, and offers the nearest papers', () => {
    const answer = extractsFrom(resultOf([ONE, NEAR], {}, 'weak_evidence'), basis);
    expect(answer).toMatchObject({
      kind: 'abstained',
      reason: 'weak_evidence',
      nearest: [{ id: ONE.paper.id }, { id: NEAR.paper.id }],
    });
    expect(extractsFrom(resultOf([], {}, 'not_about_papers'), basis)).toMatchObject({
      reason: 'not_about_papers',
      nearest: [],
    });
  });

  it('passes over papers without bullets, and abstains when there is nothing to quote', () => {
    const bare = hitOf('2401.00009', 3, []);
    expect(quoted(resultOf([bare, ONE]))).toEqual(['2401.00001#2', '2401.00001#3']);
    expect(extractsFrom(resultOf([bare]), basis)).toMatchObject({ kind: 'abstained', nearest: [{ id: '2401.00009' }] });
  });
});
