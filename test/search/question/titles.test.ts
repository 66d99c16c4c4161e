import { describe, expect, it } from 'vitest';
import { titledBy } from '../../../src/search/row-set.ts';
import { ask, days, inFull, type Phrase, readAs } from './ask.ts';

const READ: readonly Phrase[] = [
  ['제목에 Mamba 들어간 거 2024년 3월 것만', { ...days('2024-03-01', '2024-03-31'), title: 'Mamba' }],
  ['제목에 "Agent" 들어가는 논문 추천 많은 순', { title: 'Agent', order: 'votes' }],
  ['제목에 Technical Report 붙은 것 중에 vote 50 이상', { title: 'Technical Report', minVotes: 50 }],
  ['papers with mamba in the title from march 2024', { ...days('2024-03-01', '2024-03-31'), title: 'mamba' }],
  ['titles containing LoRA', { title: 'LoRA' }],
  ['show me papers whose title contains "all you need"', { title: 'all you need' }],
];

const LEFT_ALONE = ['제목에 확산 들어간 논문', 'title generation for news', '논문 제목 자동 생성'];

describe('words of the title', () => {
  it.each(READ)('%s', (question, expected) => {
    expect(readAs(ask(question))).toEqual(inFull(expected));
  });

  it.each(LEFT_ALONE)('leaves alone: %s', (question) => {
    expect(ask(question).filters).toEqual({});
  });

  it.each([
    ['mamba', 'VideoMamba: State Space Model', true],
    ['RAG', 'Learning to write a paragraph', false],
    ['rag', 'GraphRAG for Everyone', true],
    ['3d', 'A 3D World', true],
    ['technical report', 'Phi-3 Technical Report', true],
    ['all you need', 'Attention Is All-You-Need', true],
    ['need all', 'Attention Is All You Need', false],
  ])('%s in %s: %s', (wanted, title, expected) => {
    expect(titledBy(wanted)(title)).toBe(expected);
  });
});
