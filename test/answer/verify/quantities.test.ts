import { describe, expect, it } from 'vitest';
import { type Quantity, quantities } from '../../../src/answer/verify/quantities.ts';
import { stated } from '../../../src/answer/verify/stated.ts';

const brief = ({ value, unit }: Quantity): string => (unit ? `${value} ${unit}` : String(value));
const read = (text: string): string[] => quantities(text).map(brief);

describe('numbers of a text', () => {
  it.each([
    ['레이블 없는 사진 6,200만 장가량', ['62000000']],
    ['about 62 million images', ['62000000']],
    ['파라미터가 370억 개(37B)입니다', ['37000000000', '37000000000']],
    ['1조 2,000억 개의 토큰', ['1200000000000']],
    ['RTX 4090 한 장으로 초당 91.07장', ['4090', '91.07 per_second']],
    ['91.07 images per minute', ['91.07 per_minute']],
    ['at 60 frames per second', ['60 per_second']],
    ['속도가 초당 38회', ['38 per_second']],
    ['it takes 38 seconds', ['38 second']],
    ['2분이 채 걸리지 않는', ['2 minute']],
    ['finishes within one day', ['1 day']],
    ['하루 만에 학습', ['1 day']],
    ['2.3~3.6배 빨라졌습니다', ['2.3 times', '3.6 times']],
    ['2.3 to 3.6 times faster', ['2.3 times', '3.6 times']],
    ['up to 2.05x faster', ['2.05 times']],
    ['RTX 3060에서 4분의 1', ['3060', '0.25 share']],
    ['twice as fast, half the memory', ['2 times', '0.5 share']],
    ['오차를 25% 낮췄', ['25 percent']],
    ['16GB of memory', ['16 gigabyte']],
    ['여섯 가지 과제와 세 단계', ['6', '3']],
    ['six tasks in three stages', ['6', '3']],
    ['0과 1로 둡니다', ['0', '1']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'GPT-4와 Phi-1.5',
    'Emu2, HPSv2, 1F1B',
    '3차원 가우시안, 2D 신경망',
    'llama.cpp',
    'U-Net',
    'a model of its own',
    '한 장의 사진',
  ])('are not names, nor the article: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a number of a claim is stated', () => {
  const holds = (claim: string, source: string): boolean =>
    quantities(claim).length > 0 && quantities(claim).every((one) => stated(one, quantities(source)));

  it.each([
    ['62 million images', '6,200만 장'],
    ['37 billion parameters', '370억 개'],
    ['about 91 frames per second', '초당 91.07장'],
    ['more than 91 frames per second', '초당 91.07장'],
    ['29.08 at peak', '초당 평균 13.20개, 많을 때는 29.08개의 토큰'],
    ['29.08 tokens per second', '초당 평균 13.20개, 많을 때는 29.08개의 토큰'],
    ['six tasks', '여섯 가지 과제'],
    ['cut by 2.39 times', '2.39분의 1'],
  ])('%s <- %s', (claim, source) => {
    expect(holds(claim, source)).toBe(true);
  });

  it.each([
    ['6.2 million images', '6,200만 장'],
    ['91.07 frames per minute', '초당 91.07장'],
    ['38 seconds', '초당 38회'],
    ['25 tasks', '25% 낮췄습니다'],
    ['92 frames per second', '초당 91.07장'],
    ['about 60 million', '6,200만 장'],
    ['nine tasks', '여섯 가지 과제'],
    ['2.2%', '2.2배'],
  ])('not %s <- %s', (claim, source) => {
    expect(holds(claim, source)).toBe(false);
  });
});
