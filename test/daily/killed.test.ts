import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LocalLibrary } from '../../src/library/local.ts';
import { openDatabase } from '../../src/state/database.ts';
import { StoredDigests } from '../../src/state/digests.ts';
import { StoredFollows } from '../../src/state/follows.ts';
import { StoredOutbox } from '../../src/state/outbox.ts';
import { fakeDiscord } from '../discord/program.ts';
import type { FakeDiscord } from '../fakes/discord/index.ts';
import { entry, FakeHuggingFace } from '../fakes/huggingface/index.ts';
import type { ChildOptions, Phase } from './killed-child.ts';

/** Kills of each phase; each of so many days' work is killed once in each. */
const KILLS = 10;
const PHASES: readonly Phase[] = ['pull', 'index', 'tell'];
const NOW = '2024-01-23T12:00:00Z';
const LISTED = ['2024-01-16', '2024-01-17', '2024-01-18', '2024-01-19', '2024-01-22'];
const [SINCE, UNTIL] = [LISTED[0]!, LISTED.at(-1)!];
const PAPERS_A_DAY = 5;

let discord: FakeDiscord;
let lists: FakeHuggingFace;
const folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
let roots = 0;

beforeAll(async () => {
  [discord, lists] = await Promise.all([
    fakeDiscord({ guilds: [{ name: '모임', channels: ['일반'] }] }),
    FakeHuggingFace.start(),
  ]);
  lists.pageSize = 3;
  for (const [at, day] of LISTED.entries()) {
    const ids = Array.from({ length: PAPERS_A_DAY }, (_, n) => `2401.${10_000 + at * 100 + n}`);
    // The last paper of each day comes again on the next.
    const again = at > 0 ? [`2401.${10_000 + (at - 1) * 100 + PAPERS_A_DAY - 1}`] : [];
    const abstract = (id: string) => `We present ${id}, which is 2.5x faster. It uses a diffusion model for images.`;
    lists.lists.set(
      day,
      [...again, ...ids].map((id, n) => entry({ id, votes: n * 3, abstract: abstract(id) })),
    );
  }
});
afterAll(async () => {
  await Promise.all([discord.stop(), lists.stop()]);
  rmSync(folder, { recursive: true });
});

/** A folder of a bot that has nothing yet but a server with a digest that is due, and a person who follows something. */
function newRoot() {
  const root = path.join(folder, `root-${++roots}`);
  const channel = discord.addChannel(discord.guild('모임'), `ch-${roots}`);
  const user = discord.user(`reader ${roots}`);
  const database = openDatabase(path.join(root, 'state/bot.sqlite'));
  const outbox = new StoredOutbox(database);
  new StoredDigests(database, outbox).save({
    serverId: 'server',
    settings: {
      channelId: channel.id,
      minutes: 8 * 60,
      timeZone: 'UTC',
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      count: 3,
      sayNone: false,
      language: 'ko',
    },
    lastSlot: '2024-01-22',
  });
  const follows = new StoredFollows(database, outbox);
  const target = { kind: 'user', id: user.id } as const;
  for (const [kind, value] of [
    ['paper', '2401.10201'],
    ['query', 'diffusion model'],
  ] as const) {
    follows.add({ userId: user.id, kind, value, label: value, target, language: 'en' }, 20, new Date(NOW));
  }
  follows.consider([{ id: '2301.00001', day: '2023-01-01' }], [], new Date(NOW));
  database.close();
  return { root, channel, user };
}

/** Does the day's work. @returns the moments that each phase had, or undefined when it was killed. */
async function work(root: string, end?: ChildOptions['end']): Promise<Record<Phase, number> | undefined> {
  const { url, token } = discord;
  const options: ChildOptions = { url, token, lists: lists.url, root, now: NOW, since: SINCE, until: UNTIL, end };
  const file = path.join(import.meta.dirname, 'killed-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(options)]);
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (errors += data));
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  if (signal === 'SIGKILL') return undefined;
  expect(errors).toBe('');
  return JSON.parse(out) as Record<Phase, number>;
}

/** All that the work leaves behind: files, what is remembered, what can be found, what people saw. */
async function leftBehind({ root, channel, user }: ReturnType<typeof newRoot>) {
  const names = readdirSync(path.join(root, 'papers'), { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => path.extname(name) !== '');
  const database = openDatabase(path.join(root, 'state/bot.sqlite'));
  const rows = (select: string) => database.prepare(select).all();
  const tables = ['list_days', 'daily_files', 'written_papers', 'unsummarised', 'paper_votes', 'deeds'];
  const remembered = tables.map((table) => rows(`SELECT * FROM ${table}`));
  const told = {
    deliveries: rows('SELECT state FROM outbox ORDER BY key'),
    digests: rows('SELECT last_slot, last_list FROM digests'),
    considered: rows('SELECT paper_id FROM considered_papers ORDER BY paper_id'),
    matches: rows('SELECT follow_id, paper_id, alerted_at IS NULL AS untold FROM follow_matches ORDER BY 1, 2'),
  };
  database.close();
  const library = await LocalLibrary.open({ indexDir: path.join(root, 'index'), today: () => NOW.slice(0, 10) });
  const papers = await library.papersBetween(SINCE, UNTIL, 1000);
  const found = await library.search({ question: '확산 모델 2401.10203', limit: 3 });
  await library.close();
  return {
    files: files.map((name) => [name, readFileSync(path.join(root, 'papers', name), 'utf8')]),
    remembered: JSON.stringify(remembered).replaceAll(root, ''),
    papers,
    found: found.hits.map(({ paper }) => paper.id),
    told,
    seen: [channel.id, user.dm].map((where) => discord.messages(where).map(({ text }) => text)),
  };
}

/** The papers that a model was paid for, in order. */
const calls = (root: string) => readFileSync(path.join(root, 'calls.log'), 'utf8').trim().split('\n');

it(`a day's work that is killed at ${KILLS * PHASES.length} moments ends as one that is left alone: files, index, votes, deliveries`, async () => {
  const undisturbed = newRoot();
  const moments = (await work(undisturbed.root))!;
  const expected = await leftBehind(undisturbed);
  expect(expected.papers).toHaveLength(LISTED.length * PAPERS_A_DAY);
  expect(calls(undisturbed.root)).toHaveLength(expected.papers.length);
  expect(expected.told.deliveries).toEqual([{ state: 'sent' }, { state: 'sent' }]);
  expect(expected.seen.map((messages) => messages.length)).toEqual([1, 1]);

  let seed = 20_240_122;
  const random = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  for (let kill = 0; kill < KILLS; kill++) {
    const scene = newRoot();
    const kills: string[] = [];
    for (const phase of PHASES) {
      // A moment of each part of the phase, so that the kills spread over the whole of it.
      const moment = 1 + Math.floor(((kill + random()) / KILLS) * moments[phase]);
      kills.push(`${phase} ${moment} of ${moments[phase]}`);
      expect(await work(scene.root, { phase, moment }), kills.join(', ')).toBeUndefined();
    }
    // By the time it is back, Discord has forgotten the nonce: half of the kills are long outages.
    if (kill % 2 === 1) discord.clock.advance(3600_000);
    await work(scene.root);
    expect(await leftBehind(scene), kills.join(', ')).toEqual(expected);
    // Four papers are summarised at once: so many calls a kill can be lost.
    expect(calls(scene.root).length).toBeLessThanOrEqual(expected.papers.length + 4);
  }
  expect(discord.violations).toEqual([]);
}, 900_000);
