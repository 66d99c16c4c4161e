import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Verifier } from '../../src/answer/verify/verifier.ts';
import { isPapersError } from '../../src/errors.ts';
import type { Library } from '../../src/library/port.ts';
import { FAULTS, WRONG_LANGUAGE } from '../fakes/openai/behaviours.ts';
import type { Lack } from '../fakes/openai/checks.ts';
import { line, passageWith, type Scribe } from '../fakes/openai/scribe.ts';
import { type SampleServices, sampleServices } from '../sample.ts';
import { until } from '../until.ts';
import { type Desk, type DeskOptions, openDesk, verifier } from './answering.ts';

const QUESTION = 'Medusa는 어떻게 LLM 생성을 빠르게 하나요?';
const ONE_CLAIM: NonNullable<Scribe['write']> = (data) =>
  line('Medusa-2는 2.3~3.6배 빨라졌습니다.', passageWith(data, '2.3~3.6배'));

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

async function open(part: Scribe, options: DeskOptions = {}, library: Library = sample.library): Promise<Desk> {
  const desk = await openDesk(library, checking, part, options);
  desks.push(desk);
  return desk;
}

/** Extracts of the right paper, and the cause for the operator. */
async function expectExtracts(desk: Desk, cause: RegExp, step = 'writing'): Promise<void> {
  const answer = await desk.ask(QUESTION);
  expect(answer).toMatchObject({ kind: 'extracts', reason: 'model_failed' });
  expect(answer.kind === 'extracts' && answer.citations[0]!.paper.id).toBe('2401.10774');
  const told = desk.notes.find((note) => note.kind === 'model_failed');
  expect(told).toMatchObject({ step });
  expect(told?.kind === 'model_failed' && told.error.message).toMatch(cause);
  // The operator is told what happened, not who asked what.
  expect(told?.kind === 'model_failed' && told.error.message).not.toMatch(/Medusa|sk-/);
}

describe('a model that fails while it writes leaves extracts', () => {
  it.each(Object.entries(FAULTS))('that %s', async (_, { reply, cause, endless }) => {
    await expectExtracts(await open({ write: () => reply }, endless ? { timeoutMs: 3_000 } : {}), cause);
  });

  it('the wrong language', async () => {
    await expectExtracts(await open(WRONG_LANGUAGE), /expected an answer in ko/);
  });
});

describe('a model that fails while it understands leaves extracts, too', () => {
  it.each([
    ['401', { status: 401 }, /401/],
    ['429', { status: 429 }, /429/],
    ['500', { status: 500 }, /500/],
    ['a torn connection', { fault: 'reset' as const }, /could not be reached/],
  ])('%s', async (_, reply, cause) => {
    const desk = await open({ understand: () => reply });
    await expectExtracts(desk, cause, 'understanding');
    expect(desk.server.seen).toHaveLength(1);
  });
});

describe('time', () => {
  it.each([
    ['understanding hangs', { understand: () => ({ fault: 'hang' as const }) }],
    ['writing hangs', { write: () => ({ fault: 'hang' as const }) }],
    ['writing stalls', { write: () => ({ content: 'Medusa-2는 2.3~3.6배 빨라졌습니다. [aaaa]', stallAfter: 14 }) }],
    ['the server asks to wait for a minute', { write: () => ({ status: 429, headers: { 'retry-after': '60' } }) }],
  ])('one deadline covers the whole answer: %s', async (_, part: Scribe) => {
    const desk = await open(part, { timeoutMs: 700, retries: 2 });
    expect(await desk.ask(QUESTION)).toMatchObject({ kind: 'extracts', reason: 'model_failed' });
    expect(desk.notes).toContainEqual(expect.objectContaining({ kind: 'model_failed' }));
    expect(JSON.stringify(desk.notes.map((note) => ('error' in note ? note.error.message : '')))).toMatch(
      /ANSWER_TIMEOUT/,
    );
  });

  it('also covers a search that never comes back', async () => {
    const stuck = new Proxy(sample.library, {
      get: (target, name) => (name === 'search' ? () => new Promise(() => {}) : Reflect.get(target, name, target)),
    });
    const desk = await open({}, { timeoutMs: 200 }, stuck);
    const error: unknown = await desk.ask(QUESTION).catch((reason) => reason);
    expect(isPapersError(error, 'unavailable')).toBe(true);
  });

  it('lets the asker give up at once', async () => {
    const desk = await open({ write: () => ({ fault: 'hang' }) });
    const controller = new AbortController();
    const asked = desk.ask(QUESTION, controller.signal).catch((reason) => reason);
    // Understanding, then the writing that hangs.
    await until(() => desk.server.seen.length === 2);
    controller.abort();
    expect(isPapersError(await asked, 'cancelled')).toBe(true);
    await expect.poll(() => desk.server.abandoned).toBe(1);
  });

  it('is not lost to faults that pass: the SDK tries again', async () => {
    let calls = 0;
    const desk = await open(
      {
        write: (data, body) =>
          ++calls === 1 ? { status: 503, headers: { 'retry-after-ms': '5' } } : ONE_CLAIM(data, body),
      },
      { retries: 1 },
    );
    expect((await desk.ask(QUESTION)).kind).toBe('answered');
  });
});

describe('an answer cut off at its limit', () => {
  it('keeps its whole sentences and drops the half one', async () => {
    const desk = await open({
      write: (data, body) => ({ content: `${ONE_CLAIM(data, body)}\nMedusa-1은 글의 품`, finish: 'length' }),
    });
    const answer = await desk.ask(QUESTION);
    expect(answer.kind === 'answered' && answer.claims.map(({ text }) => text)).toEqual([
      'Medusa-2는 2.3~3.6배 빨라졌습니다.',
    ]);
  });
});

describe('a server that lacks something', () => {
  const lacking: readonly (readonly [string, readonly Lack[]])[] = [
    ['JSON schemas', ['json_schema']],
    ['any JSON format', ['json_schema', 'json_object']],
    ['usage numbers in streams', ['stream_options']],
    ['the older limit and temperature', ['max_tokens', 'temperature']],
  ];
  it.each(lacking)('answers all the same: %s', async (_, lacks) => {
    const desk = await open({ write: ONE_CLAIM }, { server: { lacks } });
    expect((await desk.ask(QUESTION)).kind).toBe('answered');
    expect(desk.notes.some(({ kind }) => kind === 'model_failed')).toBe(false);
  });

  it('needs no key where it asks for none, and a right one where it does', async () => {
    const keyless = await open({ write: ONE_CLAIM });
    expect((await keyless.ask(QUESTION)).kind).toBe('answered');
    const keyed = await open({ write: ONE_CLAIM }, { server: { key: 'sk-right' }, apiKey: 'sk-right' });
    expect((await keyed.ask(QUESTION)).kind).toBe('answered');
    await expectExtracts(await open({}, { server: { key: 'sk-right' }, apiKey: 'sk-wrong' }), /401/, 'understanding');
  });
});
