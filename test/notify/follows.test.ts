import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewFollow } from '../../src/chat/subscriptions.ts';
import { ingest } from '../../src/library/ingest.ts';
import { LibrarySwitch } from '../../src/library/switch.ts';
import { noLog } from '../../src/log.ts';
import { Deliveries } from '../../src/notify/deliveries.ts';
import { alikeIn, hasAuthor } from '../../src/notify/follow-match.ts';
import { FollowRounds } from '../../src/notify/follows.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { StoredFollows } from '../../src/state/follows.ts';
import { StoredOutbox } from '../../src/state/outbox.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakePost } from './fake-post.ts';

const SAMPLE = path.join(import.meta.dirname, '../../data/papers');
const OLD = '2023/12/21.md';
const NEW = '2024/01/22.md';
const HOUR = 3600_000;

let root: string;
let before: string;
let after: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'follows-'));
  const make = async (name: string, files: string[]): Promise<string> => {
    const dataDir = path.join(root, name);
    for (const file of files) {
      mkdirSync(path.dirname(path.join(dataDir, file)), { recursive: true });
      cpSync(path.join(SAMPLE, file), path.join(dataDir, file));
    }
    const indexDir = `${dataDir}-index`;
    await ingest({ dataDir, indexDir, embedder: 'builtin', concepts: [] });
    return indexDir;
  };
  before = await make('before', [OLD]);
  after = await make('after', [OLD, NEW]);
});
afterAll(() => rmSync(root, { recursive: true }));

let clock: FakeClock;
let database: Database;
let post: FakePost;
let rounds: FollowRounds;
let deliveries: Deliveries;
let library: LibrarySwitch;
const errors: unknown[] = [];

/** A new program over the same database, with the index as it is now. */
async function restart(indexDir: string): Promise<void> {
  await library?.close();
  library = await LibrarySwitch.open({ indexDir, today: () => '2024-01-23' });
  const outbox = new StoredOutbox(database);
  outbox.release();
  const book = new StoredFollows(database, outbox);
  const onError = (error: unknown) => errors.push(error);
  rounds = new FollowRounds({ book, library, clock, timeZone: 'Asia/Seoul', onError });
  deliveries = new Deliveries({ outbox, post, clock, log: noLog });
}

beforeEach(async () => {
  // Tuesday morning in Seoul: Monday's list is still open.
  clock = new FakeClock('2024-01-23T00:00:00Z');
  database = openDatabase(':memory:');
  post = new FakePost(() => clock.now());
  errors.length = 0;
  await restart(before);
  await look();
});
afterAll(() => library.close());

async function look(): Promise<void> {
  await rounds.look();
  await deliveries.sendDue();
}

function follow(kind: NewFollow['kind'], value: string, more: Partial<NewFollow> = {}) {
  const place = { userId: 'u1', channelId: 'c1', serverId: 's1' };
  return rounds.add({ kind, value, label: value, where: 'direct', place, language: 'ko', ...more });
}

const told = () => post.posted.map(({ message }) => JSON.stringify(message.blocks));

describe('what people follow', () => {
  it('is told when a new paper matches, with why and a way to stop it', async () => {
    await follow('query', '사진 한 장에서 깊이 추정');
    await follow('author', 'tri dao');
    await follow('query', '주식 시장 예측');
    await restart(after);
    await look();
    expect(errors).toEqual([]);
    expect(post.posted).toHaveLength(1);
    const [{ target, message, nonce }] = post.posted as [(typeof post.posted)[0]];
    expect(target).toEqual({ kind: 'user', id: 'u1' });
    const text = told()[0]!;
    expect(text).toContain('2401.10891'); // Depth Anything
    expect(text).toContain('2401.10774'); // Medusa, by Tri Dao among others
    expect(text).toMatch(/깊이.*에 맞아요/);
    expect(text).toContain('저자 tri dao');
    expect(text).not.toContain('주식');
    expect(text).not.toContain('2312.'); // not new
    const actions = message.controls!.flat().map((control) => 'action' in control && control.action);
    expect(actions).toEqual([`follow:open:${nonce}`, `follow:remove:2:${nonce}`, `follow:remove:1:${nonce}`]);
  });

  it('can be a paper that others are like', async () => {
    await follow('paper', '2312.13252', { label: 'Zero-Shot Metric Depth' });
    await restart(after);
    await look();
    expect(told()[0]).toContain('2401.10891');
    expect(told()[0]).toContain('비슷해요');
  });

  it('is told once, across restarts at any moment and posts that are lost', async () => {
    await follow('author', 'Tri Dao');
    for (let round = 0; round < 12; round++) {
      await restart(after);
      if (round === 0) post.faults.push('lost', 'refused', 'lost');
      await look();
      await clock.advance(HOUR / 2);
      if (round % 2 === 0) await look();
    }
    expect(post.posted).toHaveLength(1);
  });

  it('is told at most once a day a person; what is found later waits for the next day', async () => {
    await follow('query', '깊이 추정');
    await restart(after);
    await look();
    expect(post.posted).toHaveLength(1);
    // The same papers once more, as new ones.
    await follow('author', 'Penghui Qi');
    database.exec("DELETE FROM considered_papers WHERE paper_id LIKE '2401.%'");
    await look();
    await clock.advance(5 * HOUR);
    await look();
    expect(post.posted).toHaveLength(1);
    await clock.advance(19 * HOUR); // the next morning
    await look();
    expect(post.posted).toHaveLength(2);
    expect(told()[1]).toContain('2401.10241');
    expect(told()[1]).not.toContain('2401.10891');
  });

  it('is not told at night', async () => {
    await follow('query', '깊이 추정');
    clock.set('2024-01-22T14:00:00Z'); // 23:00 in Seoul
    await restart(after);
    await look();
    await clock.advance(8 * HOUR);
    await look();
    expect(post.posted).toEqual([]);
    await clock.advance(1.1 * HOUR);
    await look();
    expect(post.posted).toHaveLength(1);
  });

  it('is not a library that is new to a bot, nor a backfill of old lists', async () => {
    await follow('query', '확산 모델');
    await look();
    expect(post.posted).toEqual([]);
    clock.set('2024-06-01T03:00:00Z');
    await restart(after);
    await look();
    expect(post.posted).toEqual([]);
  });

  it('goes to a channel where that is wanted, and to each person apart', async () => {
    await follow('query', '깊이 추정', { where: 'channel' });
    await follow('query', '깊이 추정', { place: { userId: 'u2', channelId: 'c1' } });
    await restart(after);
    await look();
    expect(post.posted.map(({ target }) => target)).toEqual([
      { kind: 'channel', id: 'c1' },
      { kind: 'user', id: 'u2' },
    ]);
  });

  it('is bounded, listed and removed by its owner alone', async () => {
    for (let at = 0; at < rounds.most; at++) await follow('query', `topic ${at}`);
    expect(await follow('query', 'one more')).toBe('full');
    expect(await follow('query', 'TOPIC 3')).toMatchObject({ value: 'topic 3' });
    const mine = await rounds.list('u1');
    expect(mine).toHaveLength(rounds.most);
    expect(await rounds.remove('u2', mine[0]!.id)).toBeUndefined();
    expect(await rounds.remove('u1', mine[0]!.id)).toMatchObject({ value: 'topic 0' });
    expect(await rounds.remove('u1', Number.NaN)).toBeUndefined();
    expect(await rounds.list('u1')).toHaveLength(rounds.most - 1);
  });

  it('that is removed before it is told is not told', async () => {
    const made = await follow('query', '깊이 추정');
    clock.set('2024-01-22T14:00:00Z');
    await restart(after);
    await look();
    await rounds.remove('u1', made === 'full' ? 0 : made.id);
    clock.set('2024-01-23T00:30:00Z');
    await look();
    expect(post.posted).toEqual([]);
  });
});

describe('authors', () => {
  it('are the same under another spelling, and not under another name', () => {
    const authors = ['J. D. Zamfirescu-Pereira', 'Björn Hartmann', 'Tri Dao', '김철수'];
    for (const name of ['J.D. Zamfirescu Pereira', 'bjorn hartmann', 'Dao, Tri', ' TRI  DAO ', '김철수']) {
      expect(hasAuthor(authors, name)).toBe(true);
    }
    for (const name of ['Tri', 'Dao Tri', 'Hartmann', '', '...']) expect(hasAuthor(authors, name)).toBe(false);
  });
});

it('of a small library few papers are like another', () => {
  expect([1, 25, 50, 100, 400, 2_500, 100_000].map(alikeIn)).toEqual([1, 1, 1, 2, 4, 10, 10]);
});
