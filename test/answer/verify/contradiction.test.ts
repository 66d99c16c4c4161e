import { beforeAll, describe, expect, it } from 'vitest';
import { misplacement } from '../../../src/answer/verify/bindings.ts';
import { contradictions } from '../../../src/answer/verify/contradiction.ts';
import type { Reader } from '../../../src/answer/verify/reading.ts';
import { reader } from '../answering.ts';

let reading: Reader;
beforeAll(async () => {
  reading = await reader();
});

const found = (claim: string, source: string): string[] => [
  ...contradictions(reading.read(claim), reading.read(source), []),
];

describe('what a source says the opposite of', () => {
  it.each([
    ['The model needs no labels.', 'The model needs labels.', 'denial'],
    ['학습이 느려졌습니다.', '학습이 빨라졌습니다.', 'pole'],
    ['The student predicts labels.', 'The teacher predicts labels.', 'counterpart'],
  ])('%s <- %s', (claim, source, way) => {
    expect(found(claim, source)).toContain(way);
  });

  it.each([
    // To deny anything much is to say little.
    ['정확도를 거의 잃지 않습니다.', 'with negligible loss of accuracy'],
    ['There is no clear trend in difficulty.', '난이도는 평탄한 추세를 보입니다.'],
    ['학습이 빨라졌습니다.', '학습이 세 배 빨라졌습니다.'],
    ['없는 말을 지어내는 비율이 낮습니다.', 'The rate of hallucinations is low.'],
  ])('%s agrees with: %s', (claim, source) => {
    expect(found(claim, source)).toEqual([]);
  });
});

describe('a number', () => {
  const source = 'Accuracy is 61.4% on the kitchen videos and 63.1% on the street photos.';

  it('that stands where another one stands is lost', () => {
    expect(misplacement('63.1% on street photos.', source, reading).lost).toBe(false);
    expect(misplacement('63.1% on kitchen videos.', source, reading).lost).toBe(true);
  });

  it('may change places with another', () => {
    const straight = misplacement('61.4% on kitchen videos and 63.1% on street photos.', source, reading);
    const exchanged = misplacement('63.1% on kitchen videos and 61.4% on street photos.', source, reading);
    expect(straight.exchanged).toBe(0);
    expect(exchanged.exchanged).toBeGreaterThan(0.5);
  });
});
