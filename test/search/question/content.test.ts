import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ask, inFull, readAs } from './ask.ts';

/** Numbers, years and words of order that belong to what is looked for. */
const CONTENT = [
  'GPT-4',
  'GPT-4o-2024-08-06 vs claude',
  'arXiv 2401.10891',
  'ResNet-152',
  'Llama 3',
  '3D',
  'top-5 에러율',
  'top 5 accuracy on ImageNet',
  'recall at top 5',
  '톱5 정확도',
  'top-k sampling',
  '상위 5개 토큰만 쓰는 샘플링',
  '100 digit numbers',
  '100개 이상의 언어를 지원하는 번역',
  '컨텍스트 100만 토큰',
  'one year of text',
  'last 3 layers only',
  'last 10 years of deep learning',
  '최근 10년간의 딥러닝 발전',
  'latest token',
  '최신 뉴스를 검색해서 답하는 모델',
  '최신 연구는 무엇을 놓치고 있나',
  'best of n sampling',
  '추천 시스템',
  '추천 모델의 인기 편향',
  '점심 추천',
  '논문 추천 많이 해줘',
  '추천 100개',
  '인기 있는 상품을 추천하는 방법',
  'most popular items in recommendation',
  '표가 많은 PDF 이해',
  '오래된 사진 복원',
  '한 시간만 학습하는',
  '하루 만에 학습',
  '한 달 안에 끝내는 학습',
  '스물몇 개로 정리',
  '이미지 세 장으로',
  '사진 세 장만 보여줘',
  '예시 세 개만 보여주면 따라 하는 모델',
  '논문 3개를 합쳐서 리뷰 써주는 시스템',
  '두 편의 논문을 비교하는 방법',
  '단어 여러 개를 먼저 찍어보는 거',
  'GPU 4개로 학습',
  'majority vote with at least 5 votes',
  '좋아요 많은 댓글 예측',
  'Jan Kautz',
  'happy 2024!',
  'Emu2 parameter 몇 개짜리야',
  'show me 4 bit quantization papers',
  'three dimensional reconstruction papers',
  'compare two papers',
  'five shot prompting',
  '메모리 1/3로 줄이는',
  '1/10 비용으로 학습',
  '24/7 assistant',
  'it may 5 times faster',
  '3월 여섯째 주 논문',
  '2월 30일 논문',
  '13월 논문',
  '오늘날 언어 모델',
  "today's LLMs are slow",
  'methods used today',
  '오늘 점심 추천',
  '내일 팀 회의 몇 시였더라',
  'CVPR 2024 papers',
  'AIME 2024 점수',
  'March 2024 election forecasting',
  'knowledge cutoff of March 2024',
  '2024년 3월 뉴스로 평가한 벤치마크',
  'GPT-3.5 (March 2024) 비교',
] as const;

/** Dates that the asker is unsure of, saw the paper on, or excludes. */
const DOUBTFUL = [
  '3월쯤에 본 논문',
  '작년쯤 나온 비디오 논문',
  '3월인가 4월에 나온 논문',
  'a paper from around March 2024',
  '한 두 달 전에 나온 논문',
  '어제 본 논문 뭐였지',
  '지난주에 봤던 확산 모델 논문',
  'papers I saw last week on diffusion',
  '어제 말고 다른 날 논문',
  '어제랑 그저께 말고',
  'diffusion papers not from 2024',
  '작년 크리스마스 즈음 나온 논문',
  '3년 전 논문',
  '며칠 전 논문',
  '3/5/2024 논문',
  '추천 100개 이상 말고',
  'papers from next week',
];

describe.each([
  ['content', CONTENT],
  ['doubtful', DOUBTFUL],
])('%s is left alone', (_, questions) => {
  it.each(questions)('%s', (question) => {
    const query = ask(question);
    expect(readAs(query)).toEqual(inFull({ text: question }));
    expect(query.understood).toEqual([]);
  });
});

describe('the sample questions of the project', () => {
  it('name no filter, and none is read', () => {
    const lines = readFileSync(new URL('../../../data/eval/questions.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const questions = lines.map((line) => JSON.parse(line).question as string);
    expect(questions.length).toBeGreaterThan(30);
    expect(questions.filter((question) => ask(question).understood.length > 0)).toEqual([]);
  });
});
