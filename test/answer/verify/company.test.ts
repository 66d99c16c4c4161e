import { beforeAll, describe, expect, it } from 'vitest';
import { type Company, company } from '../../../src/answer/verify/company.ts';
import { tokensOf, WordBag } from '../../../src/answer/verify/overlap.ts';
import type { Reader } from '../../../src/answer/verify/reading.ts';
import { reader } from '../answering.ts';

let reading: Reader;
beforeAll(async () => {
  reading = await reader();
});

const companyOf = (claim: string, source: string): Company => {
  const read = reading.read(source);
  return company(reading.read(claim), read, new WordBag(tokensOf(read)), new WordBag([]));
};

const SOURCE =
  'The encoder sees only the visible patches. A light decoder restores the pixels from 64 tokens. Training takes 3 hours on one GPU.';

describe('the company that words keep', () => {
  it('is kept by a sentence that says what one sentence says', () => {
    expect(companyOf('A light decoder restores pixels from 64 tokens.', SOURCE)).toEqual({ kept: 1, neighbours: 1 });
  });

  it('is lost where words or numbers of several sentences are put together', () => {
    expect(companyOf('The encoder restores the pixels from visible patches.', SOURCE).kept).toBeLessThan(0.8);
    expect(companyOf('A light decoder restores the pixels from 3 tokens.', SOURCE).kept).toBeLessThan(0.9);
    expect(companyOf('The encoder restores the pixels.', SOURCE).neighbours).toBeLessThan(1);
  });

  it('says nothing of words that are not met, or of one alone', () => {
    expect(companyOf('Bananas grow in Ecuador.', SOURCE)).toEqual({ kept: 1, neighbours: 1 });
    expect(companyOf('Decoder', SOURCE)).toEqual({ kept: 1, neighbours: 1 });
  });
});
