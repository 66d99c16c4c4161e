import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/paper.ts';
import { type PullRequest, planDays, WEEKLY } from '../../src/pull/days.ts';
import { openDatabase } from '../../src/state/database.ts';
import { StoredPullRecords } from '../../src/state/pull-records.ts';

const NOW = new Date('2024-03-15T12:00:00Z');
const TODAY = '2024-03-15';

function records(days: Record<Day, { settled?: boolean; papers?: number }> = {}, weekly?: string): StoredPullRecords {
  const stored = new StoredPullRecords(openDatabase(':memory:'));
  for (const [day, { settled = true, papers = 3 }] of Object.entries(days)) {
    const nothing = { written: [], votes: [], unsummarised: [] };
    stored.finishDay({ day, papers, settled, readAt: NOW, file: `/${day}`, ...nothing });
  }
  if (weekly) stored.did(WEEKLY, new Date(weekly));
  return stored;
}

const plan = (request: PullRequest, known = records(), hasFile: (day: Day) => boolean = () => true) =>
  planDays(request, NOW, known, hasFile);
const back = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => addDays(TODAY, at - from));

describe('the latest', () => {
  it('is the open list and the seven before it', () => {
    expect(plan({ kind: 'latest' }, records({}, '2024-03-14T00:00:00Z')).days).toEqual(back(7, 0));
  });

  it('reaches back to days that have a file once a week', () => {
    const hasFile = (day: Day) => day >= addDays(TODAY, -20);
    expect(plan({ kind: 'latest' }, records(), hasFile)).toMatchObject({ days: back(20, 0), weekly: true });
    const eightDaysAgo = records({}, '2024-03-07T00:00:00Z');
    expect(plan({ kind: 'latest' }, eightDaysAgo).days).toEqual(back(30, 0));
    expect(plan({ kind: 'latest' }, records({}, '2024-03-09T00:00:00Z'))).toMatchObject({ weekly: false });
  });

  it('catches up on days that were missed or left unfinished, not on those before the first', () => {
    const weekly = '2024-03-14T00:00:00Z';
    const known = records(
      { [addDays(TODAY, -12)]: {}, [addDays(TODAY, -11)]: { settled: false }, [addDays(TODAY, -9)]: {} },
      weekly,
    );
    expect(plan({ kind: 'latest' }, known).days).toEqual([addDays(TODAY, -11), addDays(TODAY, -10), ...back(8, 0)]);
    const longAgo = records({ [addDays(TODAY, -200)]: {} }, weekly);
    expect(plan({ kind: 'latest' }, longAgo).days).toEqual(back(60, 0));
  });
});

describe('a range', () => {
  it('leaves out what is settled, unless its file is gone or everything is wanted anew', () => {
    const known = records({
      '2024-03-04': {},
      '2024-03-05': { settled: false },
      '2024-03-06': {},
      '2024-03-07': { papers: 0 },
    });
    const range = { kind: 'range', since: '2024-03-04', until: '2024-03-08' } as const;
    const hasFile = (day: Day) => day === '2024-03-04';
    expect(plan(range, known, hasFile)).toMatchObject({
      days: ['2024-03-05', '2024-03-06', '2024-03-08'],
      settled: ['2024-03-04', '2024-03-07'],
    });
    expect(plan({ ...range, refresh: true }, known, hasFile).days).toHaveLength(5);
  });

  it('ends with the open list, which may be tomorrow by another clock', () => {
    expect(plan({ kind: 'range', since: TODAY }).days).toEqual([TODAY]);
    const evening = new Date('2024-03-16T01:30:00Z');
    expect(planDays({ kind: 'range', since: '2024-03-16' }, evening, records(), () => false).days).toEqual([
      '2024-03-16',
    ]);
  });

  it('is refused when it is empty, in the future or before the first list', () => {
    expect(() => plan({ kind: 'range', since: '2024-03-08', until: '2024-03-07' })).toThrow(/not after/);
    expect(() => plan({ kind: 'range', since: '2024-03-16' })).toThrow(
      /newest daily list is of 2024-03-15.*got 2024-03-16/,
    );
    expect(() => plan({ kind: 'range', since: TODAY, until: '2024-03-16' })).toThrow(
      /newest daily list is of 2024-03-15/,
    );
    expect(() => plan({ kind: 'range', since: '2020-01-01' })).toThrow(/first daily list/);
  });
});
