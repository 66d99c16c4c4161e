import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { InMemorySpending } from '../../src/answer/spending/in-memory.ts';
import type { Account, Spending } from '../../src/answer/spending/port.ts';
import type { Verifier } from '../../src/answer/verify/verifier.ts';
import { openDatabase } from '../../src/state/database.ts';
import { StoredSpending } from '../../src/state/spending.ts';
import { type SampleServices, sampleServices } from '../sample.ts';
import { type Desk, type DeskOptions, NO_CAPS, openDesk, verifier } from './answering.ts';

const DAY = '2024-01-22';
const account = (key: string, tokens: number): Account => ({ key, cap: { tokens } });

describe.each([
  ['in memory', () => new InMemorySpending()],
  ['in the database', () => new StoredSpending(openDatabase(':memory:'))],
])('spending %s', (_, make: () => Spending) => {
  it('books to all accounts or to none', async () => {
    const spending = make();
    const both = [account('all', 1_000), account('user:a', 100)];
    expect(await spending.book(DAY, both, { tokens: 80, usd: 0.1 })).toBeUndefined();
    expect(await spending.book(DAY, both, { tokens: 30, usd: 0.1 })).toBe('user:a');
    // Nothing of the refused booking stuck to the other account.
    expect(await spending.book(DAY, [account('all', 100)], { tokens: 20, usd: 0 })).toBeUndefined();
    expect(await spending.book(DAY, [account('all', 100)], { tokens: 1, usd: 0 })).toBe('all');
  });

  it('gives back what was not used, and starts anew each day', async () => {
    const spending = make();
    const cap = [account('all', 100)];
    await spending.book(DAY, cap, { tokens: 100, usd: 0 });
    await spending.correct(DAY, ['all'], { tokens: -60, usd: 0 });
    expect(await spending.book(DAY, cap, { tokens: 60, usd: 0 })).toBeUndefined();
    expect(await spending.book(DAY, cap, { tokens: 1, usd: 0 })).toBe('all');
    expect(await spending.book('2024-01-23', cap, { tokens: 100, usd: 0 })).toBeUndefined();
  });

  it('limits cost as it limits tokens', async () => {
    const spending = make();
    const cap = [{ key: 'all', cap: { usd: 1 } }];
    expect(await spending.book(DAY, cap, { tokens: 1e9, usd: 0.9 })).toBeUndefined();
    expect(await spending.book(DAY, cap, { tokens: 1, usd: 0.2 })).toBe('all');
  });
});

describe('an answer', () => {
  const QUESTION = 'Medusa는 어떻게 LLM 생성을 빠르게 하나요?';
  let sample: SampleServices;
  let checking: Verifier;
  const desks: Desk[] = [];
  beforeAll(async () => {
    [sample, checking] = await Promise.all([sampleServices(), verifier()]);
  });
  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.close()));
  });
  afterAll(() => sample.close());

  async function open(options: DeskOptions): Promise<Desk> {
    const desk = await openDesk(sample.library, checking, {}, options);
    desks.push(desk);
    return desk;
  }
  const ask = (desk: Desk, asker: string) => desk.ask({ text: QUESTION, asker });

  it.each([
    ['of one answer', { ...NO_CAPS, answer: { tokens: 200 } }, 'answer_cap', /ANSWER_TOKENS/],
    ['of one answer in money', { ...NO_CAPS, answer: { usd: 0.000_001 } }, 'answer_cap', /ANSWER_USD/],
    ['of a person', { ...NO_CAPS, user: { tokens: 200 } }, 'user_cap', /USER_DAILY_TOKENS/],
    ['of the day', { ...NO_CAPS, day: { tokens: 200 } }, 'day_cap', /DAILY_TOKENS/],
  ])('that reaches the cap %s is extracts and says so, before any call is made', async (_, caps, reason, message) => {
    const desk = await open({ caps });
    expect(await ask(desk, 'a')).toMatchObject({ kind: 'extracts', reason });
    expect(desk.server.seen).toHaveLength(0);
    const told = desk.notes.find((note) => note.kind === 'cap_reached');
    expect(told?.kind === 'cap_reached' && told.error.message).toMatch(message);
  });

  it('stops between two calls when only the first is affordable', async () => {
    const desk = await open({ caps: { ...NO_CAPS, answer: { tokens: 2_800 } } });
    expect(await ask(desk, 'a')).toMatchObject({ kind: 'extracts', reason: 'answer_cap' });
    expect(desk.server.seen).toHaveLength(1);
  });

  it('counts what was used, not what was feared: one person reaches the cap, another does not', async () => {
    const desk = await open({ caps: { ...NO_CAPS, user: { tokens: 40_000 } } });
    const kinds: string[] = [];
    for (let turn = 0; turn < 30 && kinds.at(-1) !== 'extracts'; turn++) kinds.push((await ask(desk, 'a')).kind);
    const answers = kinds.filter((kind) => kind === 'answered').length;
    // A booking is about 12,000 tokens, real use about a third of it.
    expect(answers).toBeGreaterThan(3);
    expect(kinds.at(-1)).toBe('extracts');
    expect((await ask(desk, 'b')).kind).toBe('answered');
  });

  it('cannot pass the cap by asking many times at once', async () => {
    const desk = await open({ caps: { ...NO_CAPS, user: { tokens: 30_000 } } });
    await Promise.all(Array.from({ length: 12 }, () => ask(desk, 'a')));
    const used = desk.notes.reduce((sum, note) => sum + (note.kind === 'spent' ? note.tokens : 0), 0);
    expect(used).toBeGreaterThan(1_000);
    expect(used).toBeLessThanOrEqual(30_000);
  });

  it('finds the same quota after a restart', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'papers-spending-'));
    const file = path.join(folder, 'bot.sqlite');
    const caps = { ...NO_CAPS, user: { tokens: 16_000 } };
    try {
      const kinds: string[] = [];
      for (let start = 0; start < 12 && kinds.at(-1) !== 'extracts'; start++) {
        const database = openDatabase(file);
        const desk = await open({ caps, spending: new StoredSpending(database) });
        kinds.push((await ask(desk, 'a')).kind);
        database.close();
      }
      expect(kinds[0]).toBe('answered');
      expect(kinds.at(-1)).toBe('extracts');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
