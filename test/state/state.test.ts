import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_SERVER_SETTINGS } from '../../src/chat/servers.ts';
import { isPapersError } from '../../src/errors.ts';
import { openDatabase } from '../../src/state/database.ts';
import { MIGRATIONS } from '../../src/state/migrations.ts';
import { openState, STATE_FILE, type State } from '../../src/state/state.ts';
import { questionHash } from '../../src/state/votes.ts';

const DAY = 86_400_000;
const opened: { close(): void }[] = [];
const folders: string[] = [];

function keep<T extends { close(): void }>(thing: T): T {
  opened.push(thing);
  return thing;
}

function folder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'papers-state-'));
  folders.push(dir);
  return dir;
}

/** A clock that a test moves. */
function clockedState(where = ':memory:'): { state: State; clock: { now: number } } {
  const clock = { now: Date.UTC(2024, 0, 22) };
  return { state: keep(openState(where, () => clock.now)), clock };
}

afterEach(() => {
  for (const thing of opened.splice(0)) thing.close();
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

describe('the database', () => {
  it('keeps everything across a restart', async () => {
    const dir = folder();
    const first = openState(dir);
    const key = await first.notes.keep({ question: '깊이 추정' });
    await first.conversations.add('c1', { question: '질문', answer: '답', paperIds: ['2401.10891'] });
    await first.conversations.link('m1', 'c1');
    await first.servers.change('s1', { language: 'en', channels: ['1', '2'] });
    first.close();
    const second = keep(openState(dir));
    expect(await second.notes.find(key)).toEqual({ question: '깊이 추정' });
    expect(await second.conversations.of('m1')).toBe('c1');
    expect(await second.conversations.turns('c1')).toEqual([
      { question: '질문', answer: '답', paperIds: ['2401.10891'] },
    ]);
    expect(await second.servers.settings('s1')).toEqual({
      ...DEFAULT_SERVER_SETTINGS,
      language: 'en',
      channels: ['1', '2'],
    });
  });

  it('does not fail a change because another program writes in the middle of it', async () => {
    const dir = folder();
    const other = keep(openDatabase(path.join(dir, STATE_FILE)));
    other.pragma('busy_timeout = 0');
    let refused: unknown;
    let writes = 0;
    // What another program, such as `papers pull`, does between this one's reading and its writing.
    const now = (): number => {
      try {
        other.prepare("INSERT OR REPLACE INTO deeds VALUES ('pull', ?)").run(++writes);
      } catch (error) {
        refused = error;
      }
      return 1;
    };
    const state = keep(openState(dir, now));
    await state.servers.change('s1', { language: 'en' });
    expect((await state.servers.settings('s1')).language).toBe('en');
    // The other is told to wait.
    expect(refused).toMatchObject({ code: 'SQLITE_BUSY' });
  });

  it('goes through the steps that are missing, once, and refuses what a newer program wrote', () => {
    const file = path.join(folder(), 'deep', 'bot.sqlite');
    const steps = ['CREATE TABLE a (x)', 'CREATE TABLE b (y)'];
    openDatabase(file, steps.slice(0, 1)).close();
    const database = keep(openDatabase(file, steps));
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
    expect(tables).toEqual(['a', 'b']);
    expect(database.pragma('user_version', { simple: true })).toBe(2);
    expect(() => openDatabase(file, steps.slice(0, 1))).toThrow(/version 2, this program knows 1.*newer release/);
  });

  it('leaves no half of a step that fails', () => {
    const file = path.join(folder(), 'bot.sqlite');
    expect(() => openDatabase(file, ['CREATE TABLE a (x); nonsense'])).toThrow();
    const database = keep(openDatabase(file, MIGRATIONS));
    expect(database.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'a'").pluck().get()).toBe(0);
  });

  it('says what to do about a file that is no database', () => {
    const dir = folder();
    writeFileSync(
      path.join(dir, 'bot.sqlite'),
      'this is text, not a database, and long enough to be looked at'.repeat(20),
    );
    try {
      openState(dir);
      expect.unreachable();
    } catch (error) {
      expect(isPapersError(error, 'bad_config')).toBe(true);
      expect((error as Error).message).toMatch(/bot\.sqlite.*STATE_DIR/);
    }
  });
});

describe('notes', () => {
  it('are found by a short key, the same for the same note, and forgotten when long unused', async () => {
    const { state, clock } = clockedState();
    const key = await state.notes.keep({ a: [1, 'ㄱ'] });
    expect(key).toMatch(/^[\w-]{1,24}$/);
    expect(await state.notes.keep({ a: [1, 'ㄱ'] })).toBe(key);
    const other = await state.notes.keep({ b: 2 });
    clock.now += 60 * DAY;
    expect(await state.notes.find(key)).toEqual({ a: [1, 'ㄱ'] });
    clock.now += 60 * DAY;
    state.forget();
    expect(await state.notes.find(key)).toEqual({ a: [1, 'ㄱ'] });
    expect(await state.notes.find(other)).toBeUndefined();
    expect(await state.notes.find("'; DROP TABLE notes; --")).toBeUndefined();
  });
});

describe('conversations', () => {
  it('keep the last six turns, oldest first, cut to a bound, for a month', async () => {
    const { state, clock } = clockedState();
    const { conversations } = state;
    for (let n = 1; n <= 8; n++) await conversations.add('c1', { question: `질문 ${n}`, answer: '답', paperIds: [] });
    await conversations.add('c2', { question: 'q'.repeat(5000), answer: 'a'.repeat(9000), paperIds: [] });
    expect((await conversations.turns('c1')).map(({ question }) => question)).toEqual(
      [3, 4, 5, 6, 7, 8].map((n) => `질문 ${n}`),
    );
    const [long] = await conversations.turns('c2');
    expect([long!.question.length, long!.answer.length]).toEqual([1000, 4000]);
    clock.now += 31 * DAY;
    state.forget();
    expect(await conversations.turns('c1')).toEqual([]);
  });
});

describe('votes', () => {
  it('keep the last of each person, and of the question its hash alone', async () => {
    const { state } = clockedState();
    const vote = {
      place: { userId: 'u1', channelId: 'c1', serverId: 's1' },
      answer: 'k1',
      question: '비밀스러운 질문',
      kind: 'extracts',
      passageIds: ['2401.10891#1'],
      scores: [0.75],
      confidence: 0.5,
      generation: 'g1',
    } as const;
    await state.votes.cast({ ...vote, vote: 'up' });
    await state.votes.cast({ ...vote, vote: 'down' });
    await state.votes.cast({ ...vote, vote: 'up', place: { userId: 'u2', channelId: 'c1' } });
    const all = state.votes.all();
    expect(all.map(({ userId, vote }) => [userId, vote])).toEqual([
      ['u1', 'down'],
      ['u2', 'up'],
    ]);
    expect(JSON.stringify(all)).not.toContain('비밀');
    expect(all[0]).toMatchObject({ kind: 'extracts', passageIds: ['2401.10891#1'], scores: [0.75] });
    expect(all[0]!.questionHash).toBe(questionHash(' 비밀스러운   질문'.normalize('NFD')));
  });

  it('outlive the words of the question', async () => {
    const { state, clock } = clockedState();
    const answer = await state.notes.keep({ question: '비밀' });
    const cited = { passageIds: [], scores: [], confidence: 0, generation: 'g1' };
    const place = { userId: 'u1', channelId: 'c1' };
    await state.votes.cast({ ...cited, place, vote: 'up', answer, question: '비밀' });
    clock.now += 91 * DAY;
    state.forget();
    expect(await state.notes.find(answer)).toBeUndefined();
    expect(state.votes.all()).toHaveLength(1);
  });
});

describe('allowances', () => {
  const allowance = { units: 10, perMs: 60_000 };

  it('are used up, grow back evenly, and say for how long one must wait', () => {
    const { state, clock } = clockedState();
    const take = (units: number) => state.allowances.take([{ key: 'user:1', allowance, units }]);
    expect([take(4), take(6)]).toEqual([undefined, undefined]);
    expect(take(1)).toEqual({ key: 'user:1', waitMs: 6000 });
    clock.now += 5999;
    expect(take(1)).toEqual({ key: 'user:1', waitMs: 1 });
    clock.now += 1;
    expect(take(1)).toBeUndefined();
    clock.now += 600_000;
    expect([take(10), take(1)?.waitMs]).toEqual([undefined, 6000]);
  });

  it('take from all or from none, and name the one that lacks', () => {
    const { state } = clockedState();
    const { allowances } = state;
    const server = { key: 'server:1', allowance: { units: 3, perMs: 60_000 }, units: 3 };
    const user = { key: 'user:1', allowance, units: 3 };
    expect(allowances.take([user, server])).toBeUndefined();
    expect(allowances.take([user, server])).toEqual({ key: 'server:1', waitMs: 60_000 });
    // The refused try has cost the user nothing: seven of ten are left.
    expect(allowances.take([{ ...user, units: 7 }])).toBeUndefined();
  });

  it('outlive a restart', () => {
    const dir = folder();
    const first = openState(dir);
    first.allowances.take([{ key: 'user:1', allowance, units: 10 }]);
    first.close();
    expect(keep(openState(dir)).allowances.take([{ key: 'user:1', allowance, units: 1 }])?.waitMs).toBeGreaterThan(0);
  });
});
