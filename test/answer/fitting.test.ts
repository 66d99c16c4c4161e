import { describe, expect, it } from 'vitest';
import { fittingBest, partOf } from '../../src/answer/fitting.ts';
import type { Paper } from '../../src/paper.ts';

const SETTING = '최근 대형 언어 모델이 널리 쓰이지만 학습에 드는 메모리가 많아 문제가 있습니다.';
const OFFER = '본 논문에서는 메모리를 적게 쓰는 학습 방법 Frugal을 제안합니다.';
const OUTCOME = '실험 결과 메모리를 63% 줄이면서 기존 방법의 정확도를 앞섰습니다.';
const POINTER = '코드는 https://github.com/example/frugal 에서 확인할 수 있습니다.';
const paper: Paper = {
  id: '2401.00001',
  title: 'Frugal: Training with Little Memory',
  url: 'https://arxiv.org/abs/2401.00001',
  day: '2024-01-02',
  authors: [],
  passages: [SETTING, OFFER, OUTCOME, POINTER].map((text, at) => ({
    id: `2401.00001#${at + 1}`,
    paperId: '2401.00001',
    ordinal: at + 1,
    text,
  })),
};

const firstFor = (question: string) =>
  fittingBest(
    question,
    paper.passages.map((passage) => ({ passage, paper, score: 0.5 })),
  )[0]!.passage.text;

describe('what a bullet tells of its paper', () => {
  it.each([
    [SETTING, 'setting'],
    [OFFER, 'offer'],
    [OUTCOME, 'outcome'],
    [POINTER, 'pointer'],
    ['Frugal은 다음과 같은 주요 구성 요소로 이루어집니다:', 'pointer'],
    ['We propose a training method that needs less memory.', 'offer'],
  ])('%s', (text, part) => {
    expect(partOf({ text })).toBe(part);
  });

  it('goes by the label where there is one', () => {
    expect(partOf({ label: "What's New", text: OUTCOME })).toBe('offer');
  });
});

describe('the bullet that answers', () => {
  it.each([
    ['메모리 적게 쓰는 학습', OFFER],
    ['Frugal이 뭐야', OFFER],
    ['메모리를 얼마나 줄여?', OUTCOME],
    ['how well does Frugal perform?', OUTCOME],
    ['무슨 문제를 푸는 거야?', SETTING],
    ['코드 공개했어?', POINTER],
  ])('%s', (question, expected) => {
    expect(firstFor(question)).toBe(expected);
  });

  it('is the one that speaks of what was asked, whatever kind it is', () => {
    const evidence = paper.passages.map((passage, at) => ({ passage, paper, score: at === 2 ? 0.9 : 0.3 }));
    expect(fittingBest('메모리 적게 쓰는 학습', evidence)[0]!.passage.text).toBe(OUTCOME);
  });
});
