import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type AnswerNote, noteLine } from '../../src/answer/observer.ts';
import type { Verifier } from '../../src/answer/verify/verifier.ts';
import { Session } from '../../src/terminal/session.ts';
import { type Desk, type DeskOptions, NO_CAPS, openDesk, verifier } from '../answer/answering.ts';
import { FAULTS, WRONG_LANGUAGE } from '../fakes/openai/behaviours.ts';
import { line, passageWith, type Scribe } from '../fakes/openai/scribe.ts';
import { type SampleServices, sampleServices } from '../sample.ts';

const KO = 'Medusa는 어떻게 LLM 생성을 빠르게 하나요?';
const EN = 'How does Medusa speed up LLM inference?';
const FAILED = { ko: '이번에는 언어 모델에서 쓸 만한 답을 받지 못해', en: 'The language model gave no usable answer' };

let sample: SampleServices;
let checking: Verifier;
let desk: Desk | undefined;
beforeAll(async () => {
  [sample, checking] = await Promise.all([sampleServices(), verifier()]);
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});
afterAll(() => sample.close());

/** A session whose answers a model writes; what it says to the user, piece by piece, and to the operator. */
async function open(part: Scribe, options: DeskOptions = {}, styled = false) {
  const troubles: string[] = [];
  const observe = (note: AnswerNote): void => {
    const told = noteLine(note);
    if (told !== undefined) troubles.push(told);
  };
  desk = await openDesk(sample.library, checking, part, { observe, ...options });
  const said: string[] = [];
  const warned: string[] = [];
  const session = new Session({
    commands,
    services: { ...sample, answerer: desk.answerer },
    look: { width: Number.POSITIVE_INFINITY, styled, language: 'ko' },
    write: (text) => said.push(text),
    complain: (text) => warned.push(`error: ${text}`),
    troubles: () => troubles.splice(0),
    warn: (text) => warned.push(text),
  });
  return { ask: (question: string) => session.answer(question, new AbortController().signal), said, warned };
}

describe('in the terminal a model that fails leaves extracts and one honest line, and the cause to the operator', () => {
  it.each(Object.entries(FAULTS))('%s', async (_, { reply, cause, endless }) => {
    const { ask, said, warned } = await open({ write: () => reply }, endless ? { timeoutMs: 3_000 } : {});
    await ask(KO);
    const text = said.join('');
    expect(text.split(FAILED.ko)).toHaveLength(2);
    expect(text).toContain('https://arxiv.org/abs/2401.10774');
    expect(text).not.toMatch(/\b[45]\d\d\b|OPENAI|ANSWER_/);
    expect(warned).toEqual([expect.stringMatching(cause)]);
  });

  it('in English for a question in English', async () => {
    const { ask, said, warned } = await open(WRONG_LANGUAGE);
    await ask(EN);
    expect(said.join('').split(FAILED.en)).toHaveLength(2);
    expect(warned).toEqual([expect.stringContaining('expected an answer in en, got another language')]);
  });
});

describe('in the terminal a cap', () => {
  it.each([
    ['of an answer', { ...NO_CAPS, answer: { tokens: 200 } }, '답변 하나에 정해 둔 사용 한도', /ANSWER_TOKENS/],
    ['of a person', { ...NO_CAPS, user: { tokens: 200 } }, '오늘 한 사람이 쓸 수 있는', /USER_DAILY_TOKENS/],
    ['of the day', { ...NO_CAPS, day: { tokens: 200 } }, '모두가 함께 쓰는', /\(DAILY_TOKENS/],
  ])('%s that is reached is told to both', async (_, caps, words, cause) => {
    const { ask, said, warned } = await open({}, { caps });
    await ask(KO);
    expect(said.join('')).toContain(words);
    expect(warned).toEqual([expect.stringMatching(cause)]);
  });
});

describe('in the terminal an answer', () => {
  it('grows sentence by sentence as each is checked, and nothing else of the draft is ever shown', async () => {
    const { ask, said } = await open(
      {
        write: (data) => {
          const speed = passageWith(data, '2.3~3.6배');
          return {
            content: [
              'Medusa-2는 2.3~3.6배 빨라졌습니다.',
              'Medusa-2는 9.9배 빨라졌습니다.',
              'Medusa-1은 2.2배 넘게 빨라졌습니다.',
            ]
              .map((text) => line(text, speed))
              .join('\n'),
            pauseMs: 10,
          };
        },
      },
      {},
      true,
    );
    await ask(KO);
    const forms = said.filter((text) => text.includes('빨라졌습니다'));
    expect(forms).toHaveLength(3);
    expect(forms[0]).toContain('Medusa-2는 2.3~3.6배');
    expect(forms[0]).not.toContain('Medusa-1');
    expect(forms[1]).toContain('Medusa-1은 2.2배');
    // Not a sentence, and not half of one: what is shown while it grows are whole lines.
    expect(said.join('')).not.toContain('9.9');
    expect(said.at(-1)).toContain('출처');
  });
});
