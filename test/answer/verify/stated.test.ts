import { describe, expect, it } from 'vitest';
import { sentences } from '../../../src/answer/verify/clauses.ts';
import { quantities } from '../../../src/answer/verify/quantities.ts';
import { counts, derived, stated } from '../../../src/answer/verify/stated.ts';

const holds = (claim: string, source: string): boolean => {
  const together = sentences(source).map(quantities);
  const known = quantities(source);
  const claimed = quantities(claim);
  expect(claimed.length).toBeGreaterThan(0);
  return claimed.every((one) => stated(one, known) || derived(one, together) || counts(one, source));
};

describe('a number said in another way', () => {
  it.each([
    ['4분의 3을 가립니다', 'masks 75% of the patches'],
    ['three quarters of them', '75%를 가립니다'],
    ['an error a tenth as large', '오차가 10분의 1입니다'],
    ['half of the tokens', '토큰의 50%'],
    ['3,000 times smaller', '3,000분의 1'],
    ['하루에서 이틀이 걸립니다', '1~2일이 걸립니다'],
    ['after an hour', '1시간 만에'],
    ['10분 분량의 음성', '10분뿐인 음성'],
    ['100-hour subset', '100시간 부분 집합'],
    ['four GPU hours', '4 GPU 시간'],
    ['fourfold', '4배'],
    ['하루 동안', 'after 24 hours'],
    ['0.5GB', '500 MB'],
    ['약 3만 9천 건', '38,961 attacks'],
    ['정확도가 90%에 미치지 못합니다', '88%에 그쳤습니다'],
    ['over 60% of the cases', '63%'],
    ['17% 포인트 낮아집니다', '84%에서 67%로 떨어집니다'],
    ['raises it by 2.2 points', 'from 8.34 to 10.54'],
    ['twice as many', '4.1% and 8.2%'],
    ['the students are a hundredth of its size', '99% smaller'],
    ['세 가지 크기', '2.7B, 13B and 52B parameters'],
  ])('%s <- %s', (claim, source) => {
    expect(holds(claim, source)).toBe(true);
  });

  it.each([
    ['4분의 1을 가립니다', 'masks 75% of the patches'],
    ['two thirds of them', '75%를 가립니다'],
    ['1~3일이 걸립니다', '하루에서 이틀이 걸립니다'],
    ['four GPU days', '4 GPU 시간'],
    ['5GB of memory', '5MB'],
    ['하루 동안', 'after 12 hours'],
    ['10시간 분량', '10분뿐인 음성'],
    ['정확도가 80%에 미치지 못합니다', '88%에 그쳤습니다'],
    ['over 70% of the cases', '63%'],
    ['19% 포인트 낮아집니다', '84%에서 67%로 떨어집니다'],
    ['three times as many', '4.1% and 8.2%'],
    ['네 가지 크기', '2.7B, 13B and 52B parameters'],
    ['2개가 더 많습니다', '3 tasks and 5 models'],
  ])('not %s <- %s', (claim, source) => {
    expect(holds(claim, source)).toBe(false);
  });
});
