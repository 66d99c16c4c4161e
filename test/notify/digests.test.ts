import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryServers } from '../../src/chat/servers.ts';
import type { DigestSettings } from '../../src/chat/subscriptions.ts';
import { noLog } from '../../src/log.ts';
import { Deliveries } from '../../src/notify/deliveries.ts';
import { DigestRounds } from '../../src/notify/digests.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { StoredDigests } from '../../src/state/digests.ts';
import { StoredOutbox } from '../../src/state/outbox.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakePost } from './fake-post.ts';
import { Shelf } from './shelf.ts';

const SEOUL_NINE: DigestSettings = {
  channelId: 'c1',
  minutes: 9 * 60,
  timeZone: 'Asia/Seoul',
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  count: 2,
  sayNone: false,
  language: 'ko',
};

let clock: FakeClock;
let database: Database;
let shelf: Shelf;
let servers: InMemoryServers;
let post: FakePost;
let rounds: DigestRounds;
let deliveries: Deliveries;

beforeEach(() => {
  // Sunday noon in Seoul.
  clock = new FakeClock('2026-01-11T03:00:00Z');
  database = openDatabase(':memory:');
  shelf = new Shelf();
  servers = new InMemoryServers();
  post = new FakePost(() => clock.now());
  restart();
});

/** The same database in a new program. */
function restart(): void {
  const outbox = new StoredOutbox(database);
  outbox.release();
  const book = new StoredDigests(database, outbox);
  rounds = new DigestRounds({ book, library: shelf, servers, clock, timeZone: 'Asia/Seoul' });
  deliveries = new Deliveries({ outbox, post, clock, log: noLog });
}

/** Looks every ten minutes from now until then, as the bot does. */
async function live(until: string): Promise<void> {
  while (clock.now() < new Date(until)) {
    await rounds.look();
    await deliveries.sendDue();
    clock.set(new Date(clock.now().getTime() + 600_000));
  }
}

const titles = () => post.posted.map(({ message }) => message.cards?.[0]?.title ?? message.blocks[0]);
const at = (index: number) => new Date(post.posted[index]!.at).toISOString();

describe('a digest', () => {
  it("posts each list once, at the server's time, most votes first, with a menu that opens each paper", async () => {
    shelf.list('2026-01-12');
    shelf.list('2026-01-13');
    await rounds.set('s1', SEOUL_NINE);
    await live('2026-01-14T12:00:00Z');
    // Monday's list is ripe on Tuesday morning in Seoul.
    expect(titles()).toEqual(['2026-01-12 논문, 추천 많은 순', '2026-01-13 논문, 추천 많은 순']);
    expect([at(0), at(1)]).toEqual(['2026-01-13T00:00:00.000Z', '2026-01-14T00:00:00.000Z']);
    const { cards, controls } = post.posted[0]!.message;
    expect(cards![0]!.blocks.map((block) => ('number' in block ? block.number : 0))).toEqual([1, 2]);
    expect(JSON.stringify(cards)).toMatch(/2601\.12002.*2601\.12001/);
    expect(cards![0]!.footer).toContain('3편 가운데 2편');
    const [menu] = controls!.flat();
    expect(menu).toMatchObject({ kind: 'menu', action: `digest:open:${post.posted[0]!.nonce}` });
    expect(menu!.kind === 'menu' && menu!.options.map(({ value }) => value)).toEqual(['2601.12002', '2601.12001']);
  });

  it('says nothing on days without papers, or one line if the server wants it', async () => {
    shelf.list('2026-01-09');
    await rounds.set('s1', SEOUL_NINE);
    await rounds.set('s2', { ...SEOUL_NINE, channelId: 'c2', sayNone: true, language: 'en' });
    await live('2026-01-13T03:30:00Z');
    const to = (id: string) => post.posted.filter(({ target }) => target.id === id);
    expect(to('c1')).toHaveLength(1);
    expect(to('c2').map(({ message }) => message.cards?.[0]?.title ?? JSON.stringify(message.blocks))).toEqual([
      'Papers of 2026-01-09, most votes first',
      // Monday's list has not come: it was waited for until noon.
      expect.stringContaining('No new papers'),
    ]);
    expect(new Date(to('c2')[1]!.at).toISOString()).toBe('2026-01-13T03:00:00.000Z');
  });

  it('that is changed or turned off while it is being made is not posted as it was', async () => {
    shelf.list('2026-01-12');
    await rounds.set('s1', SEOUL_NINE);
    await rounds.set('s2', { ...SEOUL_NINE, channelId: 'c2' });
    clock.set('2026-01-13T00:01:00Z');
    const papersBetween = shelf.papersBetween.bind(shelf);
    shelf.papersBetween = async (...args) => {
      const papers = await papersBetween(...args);
      await rounds.set('s1', { ...SEOUL_NINE, channelId: 'elsewhere', minutes: 10 * 60 });
      await rounds.off('s2');
      return papers;
    };
    await rounds.look();
    await deliveries.sendDue();
    expect(post.posted).toEqual([]);
    shelf.papersBetween = papersBetween;
    await live('2026-01-13T02:00:00Z');
    expect(post.posted.map(({ target }) => target.id)).toEqual(['elsewhere']);
  });

  it('covers the lists since the last one, a week at most', async () => {
    for (const day of ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09']) shelf.list(day, 1);
    await rounds.set('s1', { ...SEOUL_NINE, weekdays: [1], count: 15 });
    await live('2026-01-12T01:00:00Z');
    for (const day of ['2026-01-12', '2026-01-13', '2026-01-14', '2026-01-15', '2026-01-16']) shelf.list(day, 1);
    await live('2026-01-19T01:00:00Z');
    expect(titles()).toEqual(['2026-01-09 논문, 추천 많은 순', '2026-01-12 ~ 2026-01-16 논문, 추천 많은 순']);
  });

  it('waits for a list that should be there, and posts it when it comes', async () => {
    await rounds.set('s1', SEOUL_NINE);
    await live('2026-01-13T01:30:00Z');
    expect(post.posted).toEqual([]);
    shelf.list('2026-01-12');
    await live('2026-01-13T05:00:00Z');
    expect(titles()).toEqual(['2026-01-12 논문, 추천 많은 순']);
    expect(at(0)).toBe('2026-01-13T01:30:00.000Z');
  });

  it('does not post old lists as news', async () => {
    shelf.list('2024-01-22');
    await rounds.set('s1', SEOUL_NINE);
    await live('2026-01-14T12:00:00Z');
    expect(post.posted).toEqual([]);
  });

  it('comes at the next time when it is set after today’s, and not twice when it is set anew', async () => {
    shelf.list('2026-01-09');
    const { next } = await rounds.set('s1', SEOUL_NINE);
    expect(next.toISOString()).toBe('2026-01-12T00:00:00.000Z');
    await live('2026-01-12T01:00:00Z');
    expect(post.posted).toHaveLength(1);
    await rounds.set('s1', { ...SEOUL_NINE, minutes: 11 * 60, channelId: 'c9' });
    await live('2026-01-12T05:00:00Z');
    expect(post.posted).toHaveLength(1);
    await rounds.off('s1');
    await rounds.set('s1', { ...SEOUL_NINE, minutes: 15 * 60 });
    await live('2026-01-12T09:00:00Z');
    expect(post.posted).toHaveLength(1);
  });

  it('is in the language the server has set, else in that of whoever set it', async () => {
    shelf.list('2026-01-09');
    await rounds.set('s1', SEOUL_NINE);
    await servers.change('s1', { language: 'en' });
    await live('2026-01-12T01:00:00Z');
    expect(titles()).toEqual(['Papers of 2026-01-09, most votes first']);
  });

  it('is posted once across restarts at any moment of the day, also half a day late', async () => {
    shelf.list('2026-01-09');
    await rounds.set('s1', SEOUL_NINE);
    clock.set('2026-01-12T07:00:00Z'); // nobody was there at nine
    for (let round = 0; round < 30; round++) {
      restart();
      await rounds.look();
      if (round % 3 === 0) post.faults.push('lost');
      if (round % 2 === 0) restart();
      await deliveries.sendDue();
      await clock.advance(700_000);
    }
    expect(post.posted).toHaveLength(1);
  });

  it('off is off', async () => {
    shelf.list('2026-01-09');
    await rounds.set('s1', SEOUL_NINE);
    expect(await rounds.off('s1')).toBe(true);
    expect(await rounds.off('s1')).toBe(false);
    expect(await rounds.status('s1')).toBeUndefined();
    await live('2026-01-12T06:00:00Z');
    expect(post.posted).toEqual([]);
  });

  it('can be seen before', async () => {
    expect(await rounds.preview(5)).toBeUndefined();
    shelf.list('2026-01-08');
    shelf.list('2026-01-09', 4);
    expect(await rounds.preview(3)).toMatchObject({ since: '2026-01-09', until: '2026-01-09', of: 4 });
    expect((await rounds.preview(3))!.papers.map(({ votes }) => votes)).toEqual([40, 30, 20]);
  });
});

describe('time zones', () => {
  it.each([
    // The clocks change in the night of the first Sunday; every day has one digest.
    ['America/New_York', '02:30', '2026-03-06T12:00:00Z', '2026-03-11T12:00:00Z'],
    ['Europe/Berlin', '02:30', '2026-03-27T12:00:00Z', '2026-04-01T12:00:00Z'],
    ['Europe/Berlin', '02:30', '2026-10-23T12:00:00Z', '2026-10-28T12:00:00Z'],
    ['America/New_York', '01:30', '2026-10-30T12:00:00Z', '2026-11-04T12:00:00Z'],
    ['Asia/Seoul', '00:00', '2026-03-06T12:00:00Z', '2026-03-11T12:00:00Z'],
    ['Asia/Seoul', '23:59', '2026-03-06T12:00:00Z', '2026-03-11T12:00:00Z'],
  ])('in %s at %s there is one digest a day and none is lost (%s)', async (timeZone, time, from, until) => {
    clock.set(from);
    const [hours, minutes] = time.split(':').map(Number);
    await rounds.set('s1', { ...SEOUL_NINE, timeZone, minutes: hours! * 60 + minutes!, sayNone: true });
    await live(until);
    // There are no lists at all, so each digest is a line: one for each of the five nights.
    expect(new Set(post.posted.map(({ nonce }) => nonce)).size).toBe(5);
    expect(post.posted).toHaveLength(5);
  });
});
