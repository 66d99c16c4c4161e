import { describe, expect, it } from 'vitest';
import { pointsBack } from '../../src/answer/follow-up.ts';
import { languageOf } from '../../src/answer/language.ts';

describe('languageOf', () => {
  it.each([
    ['메두사 2번 버전은 몇 배 빨라진다고 했지', 'ko'],
    ['StreamDiffusion 4090에서 초당 몇 장까지 나온대?', 'ko'],
    ['cached transfomer GRC 붙인 거 링크', 'ko'],
    ['Mamba RWKV Hyena RetNet 비교', 'ko'],
    ['diffusion 이미지 생성 좀 빠르게 돌리는 방법들', 'ko'],
    ['ㅎㅇ', 'ko'],
    ['what is 디퓨전 about?', 'en'],
    ['how many people took part in the Rambler study?', 'en'],
    ['splater image paper', 'en'],
    ['throw tens of millions of random unlabeled photos at a model', 'en'],
    ['contrastive language image pretraining', 'en'],
  ] as const)('%s is %s, whatever the asker reads', (text, language) => {
    expect([languageOf(text, 'ko'), languageOf(text, 'en')]).toEqual([language, language]);
  });

  it.each(['LoRA 2', '👍', '', '2401.10891', 'モデル'])(
    'goes by the asker where the text does not tell: %s',
    (text) => {
      expect([languageOf(text, 'ko'), languageOf(text, 'en')]).toEqual(['ko', 'en']);
    },
  );

  it('reads Hangul in decomposed form', () => {
    expect(languageOf('확산 모델'.normalize('NFD'), 'en')).toBe('ko');
  });
});

describe('pointsBack', () => {
  it.each([
    '그 논문 속도는 얼마나 돼?',
    '그거 코드 있어?',
    '거기서 데이터는 뭐 썼어',
    '저자는?',
    'how fast is it?',
    'does that paper release code',
    'and the code?',
    '그럼 데이터는 어떤 걸 썼대?',
  ])('hears it in: %s', (text) => {
    expect(pointsBack(text)).toBe(true);
  });

  it.each([
    '바나나 세탁기',
    '감기 기운 있을 때 뭘 먹어야 빨리 나아?',
    'LLM 추론을 빠르게 하는 논문',
    'papers on turning photos into 3D models',
  ])('does not hear it in: %s', (text) => {
    expect(pointsBack(text)).toBe(false);
  });
});
