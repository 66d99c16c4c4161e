import { Writable } from 'node:stream';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Verifier } from '../../src/answer/verify/verifier.ts';
import { answerNotes } from '../../src/compose-answer-notes.ts';
import { type Desk, type DeskOptions, NO_CAPS, openDesk, verifier } from '../answer/answering.ts';
import { FAULTS, WRONG_LANGUAGE } from '../fakes/openai/behaviours.ts';
import { line, passageWith, type Scribe } from '../fakes/openai/scribe.ts';
import { type SampleServices, sampleServices } from '../sample.ts';
import { startBot, type TestBot } from './bot.ts';

const KO = 'Medusa는 어떻게 LLM 생성을 빠르게 하나요?';
const EN = 'How does Medusa speed up LLM inference?';

let sample: SampleServices;
let checking: Verifier;
let desk: Desk | undefined;
let bot: TestBot | undefined;
/** What the operator's log holds of the making of answers, a line each. */
let logged: string[] = [];

beforeAll(async () => {
  [sample, checking] = await Promise.all([sampleServices(), verifier()]);
});
afterEach(async () => {
  expect(bot?.discord.violations).toEqual([]);
  // Causes are logged, never the words of a question, a paper or a draft.
  expect(logged.join('') + bot?.log.join('')).not.toMatch(/LLM|빨라|sk-abc/);
  await bot?.close();
  await desk?.close();
  [desk, bot] = [undefined, undefined];
});
afterAll(() => sample.close());

/** The bot with a model that plays a part, and somebody who asks it. */
async function start(part: Scribe, options: DeskOptions = {}, progressAfterMs = 60_000) {
  logged = [];
  const lines = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const observe = answerNotes(new Registry(), pino({}, lines));
  desk = await openDesk(sample.library, checking, part, { observe, ...options });
  bot = await startBot({
    services: { ...sample, answerer: desk.answerer },
    bot: { progress: { afterMs: progressAfterMs, everyMs: 1_000 } },
  });
  const user = bot.discord.user('철수');
  return (question: string) => user.command('일반', '/ask', { question });
}

const textOf = ({ content, embeds }: { content: string; embeds: unknown }) => content + JSON.stringify(embeds);

describe('in Discord a model that fails leaves extracts and one honest line, and the cause in the log', () => {
  it.each(Object.entries(FAULTS))('%s', async (_, { reply, cause, endless }) => {
    const ask = await start({ write: () => reply }, endless ? { timeoutMs: 3_000 } : {});
    const message = await ask(KO).reply();
    expect(textOf(message)).toContain('이번에는 언어 모델에서 쓸 만한 답을 받지 못해');
    expect(message.urls).toContain('https://arxiv.org/abs/2401.10774');
    expect(textOf(message)).not.toMatch(/OPENAI|ANSWER_/);
    expect(logged).toEqual([expect.stringMatching(cause)]);
  });

  it('in English for a question in English', async () => {
    const ask = await start(WRONG_LANGUAGE);
    expect(textOf(await ask(EN).reply())).toContain('The language model gave no usable answer this time');
    expect(logged.join('')).toContain('expected an answer in en, got another language');
  });
});

describe('in Discord a cap', () => {
  it('of a person is told to that person, and does not touch another', async () => {
    const ask = await start({}, { caps: { ...NO_CAPS, user: { tokens: 12_000 } } });
    const told: boolean[] = [];
    // Other words each time: the same question would be answered from memory elsewhere.
    for (let turn = 0; turn < 8 && !told.at(-1); turn++) {
      told.push(
        textOf(await ask(`${KO} ${turn}`).reply()).includes(
          '오늘 한 사람이 쓸 수 있는 언어 모델 사용 한도를 다 쓰셔서',
        ),
      );
    }
    expect([told[0], told.at(-1)]).toEqual([false, true]);
    expect(logged.join('')).toMatch(/USER_DAILY_TOKENS/);
    const other = bot!.discord.user('영희').command('일반', '/ask', { question: KO });
    expect(textOf(await other.reply())).not.toContain('사용 한도');
  });
});

describe('in Discord an answer that takes its time', () => {
  it('is shown as it grows, checked sentences only, once a second at most, and not touched after the end', async () => {
    const ask = await start(
      {
        write: (data) => {
          const speed = passageWith(data, '2.3~3.6배');
          const sentences = [
            'Medusa-2는 2.3~3.6배 빨라졌습니다.',
            'Medusa-2는 9.9배 빨라졌습니다.',
            'Medusa-1은 2.2배 넘게 빨라졌습니다.',
          ];
          return { content: sentences.map((text) => line(text, speed)).join('\n'), pauseMs: 250 };
        },
      },
      { timeoutMs: 30_000 },
      100,
    );
    const handle = ask(KO);
    const last = await handle.until(({ content }) => content.includes('출처'));
    await bot!.finished(1);
    const edits = handle.edits.filter(({ message }) => message.content !== '');
    expect(edits.at(-1)!.message.content).toBe(last.content);
    for (const { message } of edits) expect(message.content).not.toContain('9.9');
    const grown = edits.filter(
      ({ message }) => message.content.includes('빨라졌습니다') && !message.content.includes('출처'),
    );
    expect(grown.length).toBeGreaterThan(0);
    const times = edits.slice(0, -1).map(({ afterMs }) => afterMs);
    for (const [at, time] of times.entries()) if (at > 0) expect(time - times[at - 1]!).toBeGreaterThan(950);
  });
});
