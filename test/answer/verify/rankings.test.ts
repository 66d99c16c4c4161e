import { beforeAll, expect, it } from 'vitest';
import { WordBag } from '../../../src/answer/verify/overlap.ts';
import { judgeRanking } from '../../../src/answer/verify/ranking-verdict.ts';
import { rankings } from '../../../src/answer/verify/rankings.ts';
import type { Reader } from '../../../src/answer/verify/reading.ts';
import { reader } from '../answering.ts';

let read: Reader;
beforeAll(async () => {
  read = await reader();
});

it.each([
  ['Mamba outperforms Transformers.', 'Mamba is faster than Transformers.', 'borne out'],
  ['Transformers outperform Mamba.', 'Mamba outperforms Transformers.', 'contradicted'],
  ['Gopher는 Chinchilla를 앞섰습니다.', 'Chinchilla outperforms Gopher.', 'contradicted'],
  ['ChatGPT reaches 99.3% of the best Guanaco.', "Guanaco reaches 99.3% of ChatGPT's level.", 'contradicted'],
  ['Mamba is better than RNNs.', 'Mamba is faster than Transformers.', 'unknown'],
])('%s <- %s: %s', (claim, source, verdict) => {
  const known = rankings(source, read);
  expect(rankings(claim, read).map((one) => judgeRanking(one, known, new WordBag([])))).toEqual([verdict]);
});
