import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPapersError } from '../../src/errors.ts';
import { HuggingFacePapers } from '../../src/pull/huggingface.ts';
import { PoliteClient, type PoliteOptions } from '../../src/pull/polite.ts';
import { FakeClock } from '../fakes/clock.ts';
import { entry, FakeHuggingFace } from '../fakes/huggingface/index.ts';
import { until } from '../until.ts';

const DAY = '2024-01-22';
let fake: FakeHuggingFace;
let clock: FakeClock;

beforeEach(async () => {
  fake = await FakeHuggingFace.start();
  clock = new FakeClock('2024-01-23T00:00:00Z', { eager: true });
});
afterEach(() => fake.stop());

function papers(options: Partial<PoliteOptions> = {}, url = fake.url): HuggingFacePapers {
  return new HuggingFacePapers(new PoliteClient({ clock, random: () => 0.5, ...options }), url);
}

async function failure(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => expect.unreachable('expected a failure'),
    (error: Error) => error,
  );
}

describe('the daily list', () => {
  it('is read as the server gives it', async () => {
    const video = 'https://cdn-uploads.example.org/v.mp4';
    fake.lists.set(DAY, [
      entry({
        id: '2401.10891',
        title: 'Depth',
        abstract: 'One. Two.',
        votes: 26,
        media: 'https://cdn.example.org/p.png',
      }),
      entry({ id: '2401.10774', votes: 0, media: video, keywords: ['speculative decoding'] }),
      entry({ id: '2401.10241', authors: [] }),
    ]);
    const { papers: listed, problems } = await papers().list(DAY);
    expect(problems).toEqual([]);
    expect(listed[0]).toEqual({
      id: '2401.10891',
      title: 'Depth',
      abstract: 'One. Two.',
      authors: ['Ada Lovelace', 'Alan Turing'],
      votes: 26,
      image: 'https://cdn.example.org/p.png',
      keywords: [],
    });
    expect(listed[1]).toMatchObject({ votes: 0, video, keywords: ['speculative decoding'] });
    expect(listed[1]).not.toHaveProperty('image');
    expect(listed[2]!.image).toBe('https://cdn-thumbnails.example.org/social-thumbnails/papers/2401.10241.png');
    expect(fake.seen[0]!.userAgent).toContain('daily-papers-bot');
  });

  it('is read over all its pages, also where a page holds fewer than were asked for', async () => {
    fake.pageSize = 7;
    const ids = Array.from({ length: 30 }, (_, at) => `2401.1${String(at).padStart(4, '0')}`);
    fake.lists.set(
      DAY,
      ids.map((id) => entry({ id })),
    );
    expect((await papers().list(DAY)).papers.map(({ id }) => id)).toEqual(ids);
  });

  it('is empty where the server says so, and only there', async () => {
    expect(await papers().list('2024-01-21')).toEqual({ day: '2024-01-21', papers: [], problems: [] });
    expect(fake.seen).toHaveLength(1);
    fake.fail(/daily_papers/, ...Array.from({ length: 5 }, () => ({ kind: 'status', status: 503 }) as const));
    expect(isPapersError(await failure(papers().list('2024-01-21')), 'unavailable')).toBe(true);
  });

  it('keeps a paper whose fields have the wrong types, and says which', async () => {
    const odd = entry({ id: '2401.00001v2' });
    Object.assign(odd.paper!, { upvotes: 'many', authors: 'Ada', summary: 7, title: null, brandNew: { a: [1] } });
    Object.assign(odd, { title: 3, summary: null, thumbnail: 'http://example.org/x.png', mediaUrls: 'nothing' });
    const text = entry({ id: '2401.00002' });
    Object.assign(text.paper!, { upvotes: '12', authors: [{ name: 'B', hidden: true }, { name: 'C' }, null, 'D'] });
    fake.lists.set(DAY, [odd, text, {}, { paper: { id: 5 } }, { paper: { id: 'not/an-arxiv-id' } }]);
    const { papers: listed, problems } = await papers().list(DAY);
    expect(listed).toEqual([
      { id: '2401.00001', title: '', abstract: '', authors: [], keywords: [] },
      expect.objectContaining({ id: '2401.00002', votes: 12, authors: ['C', 'D'] }),
    ]);
    expect(problems).toHaveLength(6);
    expect(problems.join('\n')).toMatch(/entry 1: 2401\.00001: votes unknown.*"many"/);
    expect(problems.join('\n')).toMatch(/entry 5: left out: .*"not\/an-arxiv-id"/);
  });

  it('lists a paper once however often it comes', async () => {
    fake.lists.set(DAY, [entry({ id: '2401.00001', votes: 3 }), entry({ id: '2401.00001', votes: 4 })]);
    expect((await papers().list(DAY)).papers.map(({ votes }) => votes)).toEqual([3]);
  });
});

describe('a busy or broken server', () => {
  beforeEach(() => {
    fake.lists.set(DAY, [entry({ id: '2401.00001' })]);
  });

  it('is left alone for as long as it says, in seconds or until a date', async () => {
    const until = new Date(clock.now().getTime() + 47_000).toUTCString();
    fake.fail(/p=0/, { kind: 'status', status: 429, headers: { 'retry-after': '30' } });
    fake.fail(/p=1/, { kind: 'status', status: 503, headers: { 'retry-after': until } });
    expect((await papers().list(DAY)).papers).toHaveLength(1);
    expect(clock.slept).toEqual([30_000, 17_000]);
  });

  it('is believed when its rate-limit header says that nothing is left', async () => {
    fake.rateLimit = '"api";r=0;t=42';
    await papers().list(DAY);
    expect(clock.slept).toEqual([42_000]);
  });

  it('is asked again with growing pauses after errors, cut bodies and dropped lines', async () => {
    const retried: string[] = [];
    fake.fail(/p=0/, { kind: 'status', status: 500 }, { kind: 'cut' }, { kind: 'half' }, { kind: 'drop' });
    const listing = await papers({ onRetry: (why) => retried.push(why) }).list(DAY);
    expect(listing.papers).toHaveLength(1);
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000]);
    expect(retried[0]).toMatch(/answered 500$/);
    expect(retried[2]).toMatch(/expected a JSON list of papers/);
  });

  it('is given up on in words: how often it was asked, what it said', async () => {
    fake.fail(
      /daily/,
      ...Array.from({ length: 5 }, () => ({ kind: 'body', body: '<html>maintenance</html>' }) as const),
    );
    const error = await failure(papers().list(DAY));
    expect(isPapersError(error, 'unavailable')).toBe(true);
    expect(error.message).toMatch(/maintenance.*5 times; try again later/);
    fake.fail(/daily/, { kind: 'status', status: 429, headers: { 'retry-after': '86400' } });
    expect((await failure(papers().list(DAY))).message).toContain('1440 minutes');
  });

  it('is not asked again when asking was wrong', async () => {
    fake.today = '2024-01-20';
    expect((await failure(papers().list(DAY))).message).toMatch(/400.*must be less than/);
    expect(fake.seen).toHaveLength(1);
    expect((await failure(papers({}, `${fake.url}/mirror`).list(DAY))).message).toContain('DAILY_PAPERS_URL');
  });

  it('is waited for only so long', async () => {
    fake.fail(/p=0/, { kind: 'slow', ms: 30_000 });
    expect((await papers({ timeoutMs: 1_500 }).list(DAY)).papers).toHaveLength(1);
    expect(fake.seen).toHaveLength(3);
  });

  it('can be given up on at any time', async () => {
    fake.fail(/p=0/, { kind: 'slow', ms: 2_000 });
    const giveUp = new AbortController();
    const listing = failure(papers().list(DAY, giveUp.signal));
    await until(() => fake.seen.length === 1);
    giveUp.abort();
    expect(isPapersError(await listing, 'cancelled')).toBe(true);
  });
});

describe('politeness', () => {
  it('asks for two things at once at most', async () => {
    fake.delayMs = 10;
    const lists = papers();
    await Promise.all(Array.from({ length: 8 }, (_, at) => lists.list(`2024-01-0${at + 1}`)));
    expect(fake.seen).toHaveLength(8);
    expect(fake.busiest).toBe(2);
  });

  it('starts no more requests in five minutes than it may', async () => {
    const lists = papers({ perWindow: 5 });
    for (let day = 1; day <= 9; day++) await lists.list(`2024-01-0${day}`);
    expect(clock.slept).toEqual([300_000]);
  });
});
