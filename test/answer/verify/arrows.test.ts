import { beforeAll, describe, expect, it } from 'vitest';
import { arrows, turnsRound } from '../../../src/answer/verify/arrows.ts';
import type { Reader } from '../../../src/answer/verify/reading.ts';
import { reader } from '../answering.ts';

let read: Reader;
beforeAll(async () => {
  read = await reader();
});
const turns = (claim: string, source: string): boolean => turnsRound(arrows(claim, read), arrows(source, read));

const BIASED = '의료 데이터는 적고 치우쳐 있어 모델이 엉뚱한 단서를 외우기 쉽습니다.';
const MERGED = 'Because the matrices can be merged into the frozen weights, inference is not slowed down.';
const CHOSEN = '새 구조를 고안하기보다 정답이 없는 사진을 엄청나게 끌어모으는 쪽을 택했습니다.';
const GRID = '성긴 격자에서 촘촘한 격자로 옮겨 가며 배웁니다.';

describe('which side leads to which', () => {
  it.each([
    ['the cause for the effect', 'Medical data is biased because models memorise spurious clues.', BIASED],
    ['the cause for the effect', '추론이 느려지지 않기 때문에 행렬을 고정된 가중치에 합칠 수 있습니다.', MERGED],
    ['the rejected for the chosen', '사진을 끌어모으기보다 새 구조를 고안하는 쪽을 택했습니다.', CHOSEN],
    ['the end for the start', 'It is learned from dense to sparse grids.', GRID],
  ])('is turned round where a claim takes %s: %s', (_, claim, source) => {
    expect(turns(claim, source)).toBe(true);
  });

  it.each([
    ['Models memorise spurious clues because medical data is scarce and biased.', BIASED],
    ['행렬을 가중치에 합칠 수 있으므로 추론이 느려지지 않습니다.', MERGED],
    ['Rather than designing a new architecture, it collects unlabeled photos.', CHOSEN],
    ['It is learned from sparse to dense grids.', GRID],
    ['It has neither cause nor effect.', BIASED],
  ])('is kept by: %s', (claim, source) => {
    expect(turns(claim, source)).toBe(false);
  });
});
