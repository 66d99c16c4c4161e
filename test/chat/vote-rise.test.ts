import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/state/database.ts';
import { StoredPullRecords } from '../../src/state/pull-records.ts';
import { StoredVoteHistory } from '../../src/state/vote-history.ts';
import { callOf, commandNamed, type SampleServices, sampleServices } from '../sample.ts';

const DEPTH = '2401.10891';
let services: SampleServices;
const database = openDatabase(':memory:');
const voteHistory = new StoredVoteHistory(database);

/** Records that a list was read, as pulling does. */
function read(at: string, votes: number): void {
  new StoredPullRecords(database).finishDay({
    day: '2024-01-22',
    papers: 1,
    settled: true,
    readAt: new Date(at),
    file: '/22.md',
    written: [DEPTH],
    votes: [{ id: DEPTH, votes }],
    unsummarised: [],
  });
}

beforeAll(async () => {
  services = await sampleServices();
});
afterAll(() => services.close());

const said = async (name: string, options = {}) =>
  JSON.stringify(await commandNamed(name).run(callOf(options), { ...services, voteHistory }));

describe('votes that were read again', () => {
  it('say nothing before they were', async () => {
    expect(await said('today')).not.toContain('기준');
    expect(await said('paper', { paper: DEPTH })).not.toContain('늘어난');
    expect(await voteHistory.of(DEPTH)).toEqual([]);
    expect(await voteHistory.readAt([DEPTH])).toBeUndefined();
  });

  it('say as of when a list is, and how a paper rose', async () => {
    read('2024-01-22T12:00:00Z', 12);
    read('2024-01-23T12:00:00Z', 12);
    read('2024-01-24T12:00:00Z', 26);
    expect(await voteHistory.of(DEPTH)).toEqual([
      { votes: 12, since: new Date('2024-01-22T12:00:00Z'), until: new Date('2024-01-23T12:00:00Z') },
      { votes: 26, since: new Date('2024-01-24T12:00:00Z'), until: new Date('2024-01-24T12:00:00Z') },
    ]);
    expect(await said('today')).toMatch(/추천 수 기준: .*2024-01-24T12:00:00/);
    expect(await said('trending', { period: 'month' })).toContain('추천 수 기준');
    expect(await said('paper', { paper: DEPTH })).toMatch(/늘어난 모습.*▲ 12.*2024-01-22.*→.*▲ 26.*2024-01-24/);
  });

  it('do not go back when an older reading comes late', async () => {
    read('2024-01-23T18:00:00Z', 20);
    expect((await voteHistory.of(DEPTH)).map(({ votes }) => votes)).toEqual([12, 26]);
  });

  it('are shown from the first and the last few', async () => {
    for (let day = 10; day < 20; day++) read(`2024-02-${day}T00:00:00Z`, day * 10);
    const card = await said('paper', { paper: DEPTH });
    expect(card).toMatch(/▲ 12 .*… .*▲ 150.*▲ 190/);
    expect(card).not.toContain('▲ 26 (');
  });
});
