import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answerText } from '../../src/answer/answer.ts';
import { ExtractsAnswerer } from '../../src/answer/extracts-answerer.ts';
import { factsAsked, namesNoPaper } from '../../src/answer/paper-facts.ts';
import { type SampleServices, sampleServices } from '../sample.ts';
import { openDesk, verifier } from './answering.ts';

describe('the facts that a question asks for', () => {
  it.each([
    ['Medusa 저자가 누구야?', ['authors']],
    ['who wrote PowerInfer?', ['authors']],
    ['Who are the authors of Depth Anything?', ['authors']],
    ['Depth Anything 추천 수가 몇이야?', ['votes']],
    ['How many votes does Depth Anything have?', ['votes']],
    ['Splatter Image는 언제 올라왔어?', ['day']],
    ['When was Medusa listed?', ['day']],
    ['누가 만든 그림인지 알아내는 논문', []],
    ['저자 식별하는 논문 있어?', []],
    ['추천 많이 받은 논문 3개', []],
    ['Medusa는 어떻게 빨라져?', []],
    ['How does Medusa work, and who wrote it?', []],
  ])('%s', (question, facts) => {
    expect(factsAsked(question)).toEqual(facts);
  });

  it('may be asked without saying of what', () => {
    for (const question of ['저자가 누구야?', 'who wrote it?', 'when was it listed?', '추천 수 몇 개야?']) {
      expect(namesNoPaper(question)).toBe(true);
    }
    for (const question of ['Medusa 저자가 누구야?', '메두사 저자가 누구야?', 'who wrote PowerInfer?', '안녕']) {
      expect(namesNoPaper(question)).toBe(false);
    }
  });
});

describe('an answer from what the list says', () => {
  let sample: SampleServices;
  beforeAll(async () => {
    sample = await sampleServices();
  });
  afterAll(() => sample.close());

  const facts = (answer: Answer): string => {
    if (answer.kind !== 'extracts') throw new Error(answer.kind);
    expect(answer.reason).toBe('facts');
    expect(new Set(answer.citations.map(({ paper }) => paper.title)).size).toBe(answer.citations.length);
    return answerText(answer);
  };

  it('names authors, votes and day, cited, in the language of the question', async () => {
    const answerer = new ExtractsAnswerer(sample.library);
    const ask = async (text: string) => facts(await answerer.ask({ text }));
    expect(await ask('Medusa 저자가 누구야?')).toMatch(/^저자: Tianle Cai, .*Tri Dao \[1\]$/);
    expect(await ask('How many votes does Depth Anything have?')).toBe('Votes: 26 [1]');
    expect(await ask('Splatter Image는 언제 올라왔어?')).toBe('Daily Papers에 오른 날: 2023-12-21 [1]');
  });

  it('takes up the paper of the answer before', async () => {
    const history = [{ question: 'PowerInfer 설명해줘', answer: '…', paperIds: ['2312.12456', '2401.10774'] }];
    const answer = await new ExtractsAnswerer(sample.library).ask({ text: 'who wrote it?', history });
    expect(facts(answer)).toMatch(/^Authors: Yixin Song, /);
  });

  it('costs no call of a model', async () => {
    const desk = await openDesk(sample.library, await verifier());
    expect(facts(await desk.ask('Medusa 저자가 누구야?'))).toContain('Tri Dao');
    expect(desk.notes).toEqual([]);
    await desk.close();
  });
});
