import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDailyFile } from '../../src/corpus/write.ts';
import { ingest } from '../../src/library/ingest.ts';
import { openDatabase } from '../../src/state/database.ts';
import { StoredDigests } from '../../src/state/digests.ts';
import { StoredFollows } from '../../src/state/follows.ts';
import { StoredOutbox } from '../../src/state/outbox.ts';
import { fakeDiscord } from '../discord/program.ts';
import type { FakeDiscord } from '../fakes/discord/index.ts';
import type { ChildOptions } from './killed-child.ts';
import { paper } from './shelf.ts';

const KILLS = 6;
const NOW = '2024-01-23T12:00:00Z';
const DAY = '2024-01-22';

let discord: FakeDiscord;
const folder = mkdtempSync(path.join(tmpdir(), 'killed-notify-'));
let roots = 0;

beforeAll(async () => {
  discord = await fakeDiscord({ guilds: [{ name: '모임', channels: ['일반'] }] });
  const passages = [{ id: '', paperId: '', ordinal: 1, text: '확산 모델(diffusion model)로 그림을 그립니다.' }];
  const papers = [1, 2, 3].map((n) => paper(`2401.1000${n}`, DAY, n * 10, { passages }));
  mkdirSync(path.join(folder, 'papers'));
  writeFileSync(path.join(folder, 'papers', `${DAY}.md`), writeDailyFile(DAY, papers));
  const [dataDir, indexDir] = [path.join(folder, 'papers'), path.join(folder, 'made')];
  await ingest({ dataDir, indexDir, embedder: 'builtin', concepts: [] });
});
afterAll(async () => {
  await discord.stop();
  rmSync(folder, { recursive: true });
});

/** A server with a digest that is due, and a person who follows an author and some words. */
function newRoot() {
  const root = path.join(folder, `root-${++roots}`);
  cpSync(path.join(folder, 'made'), path.join(root, 'index'), { recursive: true });
  const channel = discord.addChannel(discord.guild('모임'), `ch-${roots}`);
  const user = discord.user(`reader ${roots}`);
  const database = openDatabase(path.join(root, 'state/bot.sqlite'));
  const outbox = new StoredOutbox(database);
  const weekdays = [0, 1, 2, 3, 4, 5, 6];
  const settings = {
    channelId: channel.id,
    minutes: 8 * 60,
    timeZone: 'UTC',
    weekdays,
    count: 3,
    sayNone: false,
  } as const;
  new StoredDigests(database, outbox).save({
    serverId: `server-${roots}`,
    settings: { ...settings, language: 'ko' },
    lastSlot: DAY,
  });
  const follows = new StoredFollows(database, outbox);
  const target = { kind: 'user', id: user.id } as const;
  for (const [kind, value] of [
    ['author', 'Ada Lovelace'],
    ['query', 'diffusion model'],
  ] as const) {
    follows.add({ userId: user.id, kind, value, label: value, target, language: 'en' }, 20, new Date(NOW));
  }
  follows.consider([{ id: '2301.00001', day: '2023-01-01' }], [], new Date(NOW));
  database.close();
  return { root, channel, user };
}

/** Runs the child. @returns the moments it went through, or undefined when it was killed. */
async function run(root: string, killAt: number): Promise<number | undefined> {
  const options: ChildOptions = { url: discord.url, token: discord.token, root, now: NOW, killAt };
  const file = path.join(import.meta.dirname, 'killed-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(options)]);
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (errors += data));
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  if (signal === 'SIGKILL') return undefined;
  expect(errors).toBe('');
  return Number(out);
}

/** What people saw, and what the outbox says of it. */
function leftBehind({ root, channel, user }: ReturnType<typeof newRoot>) {
  const database = openDatabase(path.join(root, 'state/bot.sqlite'));
  const states = database.prepare('SELECT state FROM outbox ORDER BY key').all();
  const untold = database.prepare('SELECT * FROM follow_matches WHERE alerted_at IS NULL').all();
  database.close();
  const seen = [channel.id, user.dm].map((where) => discord.messages(where).map(({ text }) => text));
  return { states, untold, seen };
}

it(`a digest and an alert arrive once each, though their sender is killed at ${KILLS} moments`, async () => {
  const undisturbed = newRoot();
  const moments = (await run(undisturbed.root, 0))!;
  const expected = leftBehind(undisturbed);
  expect(expected.states).toEqual([{ state: 'sent' }, { state: 'sent' }]);
  expect(expected.seen.map((messages) => messages.length)).toEqual([1, 1]);
  expect(expected.untold).toEqual([]);

  let seed = 20_240_123;
  for (let kill = 0; kill < KILLS; kill++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    // A moment of each part of the work, so that the kills spread over the whole of it.
    const killAt = 1 + Math.floor(((kill + seed / 2 ** 32) / KILLS) * moments);
    const scene = newRoot();
    expect(await run(scene.root, killAt)).toBeUndefined();
    // By the time it is back, Discord has forgotten the nonce: half of the kills are long outages.
    if (kill % 2 === 1) discord.clock.advance(3600_000);
    expect(await run(scene.root, 0)).toBeGreaterThan(0);
    expect(leftBehind(scene), `killed at moment ${killAt} of ${moments}`).toEqual(expected);
  }
  expect(discord.violations).toEqual([]);
}, 900_000);
