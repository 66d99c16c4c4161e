import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/paper.ts';
import { feedDay } from '../../src/pull/feed-day.ts';
import { openDatabase } from '../../src/state/database.ts';
import type { FakeDiscord, SeenMessage, User } from '../fakes/discord/index.ts';
import { entry, FakeHuggingFace } from '../fakes/huggingface/index.ts';
import { SAMPLE } from '../sample.ts';
import { until } from '../until.ts';
import { fakeDiscord, followupOf, type Home, makeHome, type Program, startOnline, stopProgram } from './program.ts';

const POST = '/channels/{channel_id}/messages';

let home: Home;
let discord: FakeDiscord;
let lists: FakeHuggingFace;
let dataDir: string;
let program: Program;
let manager: User;
let reader: User;
const today = feedDay(new Date());

/** A time zone in which it is about noon now: alerts are not sent at night. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

function start(env: NodeJS.ProcessEnv = {}): Promise<Program> {
  return startOnline({
    discord,
    home,
    env: { DATA_DIR: dataDir, DAILY_PAPERS_URL: lists.url, TIME_ZONE: noonZone(), SCHEDULE: '0 0 1 1 *', ...env },
  });
}

/** Does something to the bot's database while the bot is away. */
function whileAway(...statements: string[]): void {
  const database = openDatabase(path.join(home.state, 'bot.sqlite'));
  for (const statement of statements) database.exec(statement);
  database.close();
}

const fromBot = (messages: readonly SeenMessage[]) => messages.filter(({ authorId }) => authorId === discord.botId);
const digests = () => fromBot(discord.messages('논문'));
const alerts = () => fromBot(discord.messages(reader.dm));

beforeAll(async () => {
  [home, lists, discord, dataDir] = await Promise.all([
    makeHome(),
    FakeHuggingFace.start(),
    fakeDiscord({ guilds: [{ name: '논문 모임', channels: ['일반', '논문'] }] }),
    mkdtemp(path.join(tmpdir(), 'papers-daily-')),
  ]);
  await cp(SAMPLE, dataDir, { recursive: true });
  manager = discord.user('Boss', { locale: 'ko', permissions: ['ManageGuild'] });
  reader = discord.user('철수', { locale: 'ko' });
  // With a list to come, should the feed's day end while this runs.
  for (let back = -1; back <= 7; back++) {
    const day = addDays(today, -back);
    lists.lists.set(
      day,
      [1, 2, 3].map((n) =>
        entry({
          id: `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}00${n}`,
          title: n === 1 ? `Quantum knitting ${back}` : `A paper ${back}-${n}`,
          votes: n * 10,
          abstract: 'We teach octopuses to knit with quantum yarn. The scarves are warm and long.',
        }),
      ),
    );
  }
});

afterAll(async () => {
  program?.process.kill('SIGKILL');
  await Promise.all([discord.stop(), lists.stop()]);
  await Promise.all([home.remove(), rm(dataDir, { recursive: true, force: true })]);
});

// Indexing goes on in processes of their own, at low priority: on a busy machine that takes its time.
describe('a bot that keeps itself fresh', { timeout: 600_000 }, () => {
  it('pulls what it missed at start and answers from it soon after, without a pause', async () => {
    program = await start();
    await until(() => /"msg":"pulled"/.test(program.output.out));
    await until(() => /a newer index answers now/.test(program.output.out), undefined, 400_000);
    const files = await readdir(dataDir, { recursive: true });
    expect(files.filter((file) => file.endsWith('.md'))).toHaveLength(2 + 8);
    const asked = reader.command('일반', '/search', { words: 'quantum knitting octopus' });
    expect((await asked.reply()).text).toContain('Quantum knitting');
  });

  it('takes a digest and a follow from people', async () => {
    const { id } = discord.channel('논문');
    const set = await manager
      .command('일반', '/소식 설정', { 채널: { id }, 시각: '09:00', 시간대: 'UTC', 개수: 2 })
      .reply();
    expect(set.ephemeral).toBe(true);
    expect(set.text).toMatch(/소식을 설정했어요[\s\S]*09:00 \(UTC\)[\s\S]*매일/);
    const wrong = await manager.command('일반', '/digest set', { channel: { id }, time: '25:00' }).reply();
    expect(wrong.text).toContain('25:00');
    const preview = await manager.command('일반', '/digest preview').reply();
    expect(preview.text).toContain('지금 올린다면');
    const followed = await reader.command('일반', '/follow add', { query: 'octopus quantum knitting' }).reply();
    expect(followed.text).toContain('알려 드릴게요');
    expect((await reader.command('일반', '/follow list').reply()).text).toContain('octopus');
    expect(digests()).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('posts the digest and the alert once, though the answers to both posts are lost and it is killed at once', async () => {
    await stopProgram(program);
    // Due now, and not looked after; and a new paper on the newest list.
    whileAway(`UPDATE digests SET minutes = ${minutesBack(10)}, last_slot = '2000-01-01'`, 'DELETE FROM deeds');
    lists.lists.get(addDays(today, -1))!.push(
      entry({
        id: `${today.slice(2, 4)}${today.slice(5, 7)}.19999`,
        title: 'Octopus quantum knitting revisited',
        abstract: 'Again we teach octopuses to knit with quantum yarn. The scarves are longer.',
        votes: 5,
      }),
    );
    const all = { route: POST, times: Number.POSITIVE_INFINITY };
    const heal = [
      discord.faults.add({ method: 'POST', ...all, afterwards: true, drop: true }),
      // Nor can it look whether they have arrived.
      discord.faults.add({ method: 'GET', ...all, status: 500 }),
    ];
    program = await start();
    await until(() => digests().length > 0 && alerts().length > 0, undefined, 400_000);
    program.process.kill('SIGKILL');
    await program.exit;
    for (const end of heal) end();
    expect(waiting()).toBe(2);

    // An hour later by Discord's memory: the nonce is forgotten, so the messages must be recognised.
    discord.clock.advance(3600_000);
    program = await start();
    await until(() => waiting() === 0);
    expect(digests()).toHaveLength(1);
    expect(alerts()).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('has a menu in the digest and a way out in the alert, which work after the restart', async () => {
    const [digest] = digests() as [SeenMessage];
    expect(digest.text).toMatch(/논문, 추천 많은 순/);
    const [menu] = digest.menus;
    const opened = await followupOf(reader.select(digest, menu!.placeholder, [menu!.options[0]!.value]));
    expect(opened.ephemeral).toBe(true);
    expect(opened.text).toContain('arXiv');
    const [alert] = alerts() as [SeenMessage];
    expect(alert.text).toContain('Octopus quantum knitting revisited');
    expect(alert.text).toContain('에 맞아요');
    const gone = await followupOf(reader.click(alert, alert.buttons[0]!.label));
    expect(gone.text).toContain('보내지 않을게요');
    expect((await reader.command('일반', '/follow list').reply()).text).toContain('아직 팔로우한 것이 없어요');
  });

  it('lets a digest go whose channel is gone, and says so in the log', async () => {
    await stopProgram(program);
    whileAway(
      `UPDATE digests SET minutes = ${minutesBack(10)}, last_slot = '2000-01-01', last_list = NULL`,
      "UPDATE outbox SET key = key || ' before'",
    );
    discord.deleteChannel('논문');
    program = await start();
    await until(() => /dropped: it cannot be delivered there/.test(program.output.out));
    expect(waiting()).toBe(0);
    expect(await stopProgram(program)).toBe(0);
    // Nor did the alert come again in all that time.
    expect(alerts().filter(({ text }) => text.includes('Octopus quantum knitting revisited'))).toHaveLength(1);
  });
});

/** Minutes past midnight UTC, so many minutes ago; of today, be it just after midnight. */
function minutesBack(back: number): number {
  const now = new Date();
  return Math.max(0, now.getUTCHours() * 60 + now.getUTCMinutes() - back);
}

/** Deliveries that are not settled. */
function waiting(): number {
  const database = openDatabase(path.join(home.state, 'bot.sqlite'));
  const row = database.prepare("SELECT COUNT(*) AS n FROM outbox WHERE state IN ('waiting', 'sending')").get() as {
    n: number;
  };
  database.close();
  return row.n;
}
