import { beforeAll, describe, expect, it } from 'vitest';
import { strangeNames } from '../../../src/answer/verify/claimed-names.ts';
import type { Reader } from '../../../src/answer/verify/reading.ts';
import { reader } from '../answering.ts';

let reading: Reader;
beforeAll(async () => {
  reading = await reader();
});

describe('names of a claim', () => {
  it.each([
    ['reads from HBM', 'reads from high-bandwidth memory'],
    ['드리머V2의 학습', 'DreamerV2 learns in a world model'],
    ['GPT-4의 점수', 'the score of GPT-4'],
  ])('%s <- %s', (claim, context) => {
    expect(strangeNames(claim, context, reading)).toEqual([]);
  });

  it.each([
    ['reads from HBM', 'high bandwidth between chips', 'HBM'],
    ['드리머V2와 GPT-3의 학습', 'DreamerV2 learns in a world model', 'GPT-3'],
    ['GPT-4의 점수', 'the score of GPT-3', 'GPT-4'],
  ])('%s <- %s: not %s', (claim, context, name) => {
    expect(strangeNames(claim, context, reading)).toEqual([name]);
  });
});
