import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answer/answer.ts';
import { CachedAnswerer } from '../../src/answer/cached.ts';
import type { Answerer, Question } from '../../src/answer/port.ts';
import type { LibraryInfo } from '../../src/library/port.ts';
import { type SampleServices, sampleServices } from '../sample.ts';

let services: SampleServices;
let asked: number;
let generation: string | undefined;
/** Changes what the real answerer gave. */
let change: (answer: Answer) => Answer;

beforeAll(async () => {
  services = await sampleServices();
});

afterAll(() => services.close());

beforeEach(() => {
  asked = 0;
  generation = undefined;
  change = (answer) => answer;
});

const counting: Answerer = {
  async ask(question, options) {
    asked++;
    return change(await services.answerer.ask(question, options));
  },
};
const library = {
  info: async (): Promise<LibraryInfo> => ({
    ...(await services.library.info()),
    ...(generation ? { generation } : {}),
  }),
};
const question: Question = { text: '단안 깊이 추정', language: 'ko' };

describe('CachedAnswerer', () => {
  it('answers the same question once, however it is spaced and whoever asks', async () => {
    const cached = new CachedAnswerer(counting, library, { ttlMs: 60_000 });
    const first = await cached.ask({ ...question, asker: 'u1' });
    expect(await cached.ask({ ...question, text: '  단안  깊이 추정 ', asker: 'u2' })).toBe(first);
    expect(asked).toBe(1);
  });

  it('tells questions apart by words, filters, language, history and generation', async () => {
    const cached = new CachedAnswerer(counting, library, { ttlMs: 60_000 });
    const others: Question[] = [
      question,
      { ...question, text: '단안 깊이' },
      { ...question, filters: { since: '2024-01-01' } },
      { ...question, filters: { until: '2024-01-01' } },
      { ...question, filters: { authors: ['Yang'] } },
      { ...question, language: 'en' },
      { ...question, history: [{ question: 'q', answer: 'a', paperIds: [] }] },
    ];
    for (const other of others) await cached.ask(other);
    expect(asked).toBe(others.length);
    generation = 'newer';
    await cached.ask(question);
    await cached.ask(question);
    // The answer was still given by the former generation, so it is not kept for the newer one.
    expect(asked).toBe(others.length + 2);
  });

  it('forgets after a while', async () => {
    const cached = new CachedAnswerer(counting, library, { ttlMs: 20 });
    await cached.ask(question);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await cached.ask(question);
    expect(asked).toBe(2);
  });

  it.each(['model_failed', 'unsupported', 'answer_cap', 'user_cap', 'day_cap'] as const)(
    'does not keep what may be better next time: %s',
    async (reason) => {
      change = (answer) => ({ ...answer, kind: 'extracts', reason }) as Answer;
      const cached = new CachedAnswerer(counting, library, { ttlMs: 60_000 });
      await cached.ask(question);
      await cached.ask(question);
      expect(asked).toBe(2);
    },
  );

  it('keeps no failure', async () => {
    const cached = new CachedAnswerer(counting, library, { ttlMs: 60_000 });
    change = () => {
      throw new Error('once');
    };
    await expect(cached.ask(question)).rejects.toThrow('once');
    change = (answer) => answer;
    expect((await cached.ask(question)).kind).toBe('extracts');
  });
});
