import { describe, expect, it } from 'vitest';
import { parseTime } from '../../src/clock.ts';
import { dueSlot, expectedList, nextDigest, ripeDay } from '../../src/notify/digest-times.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const at = (time: string, timeZone: string, weekdays = EVERY_DAY) => ({
  minutes: parseTime(time)!,
  timeZone,
  weekdays,
});

/** The moments at which a digest is posted when the clock is looked at every ten minutes. */
function posts(time: ReturnType<typeof at>, from: string, until: string): string[] {
  const found: string[] = [];
  let last = '2000-01-01';
  for (let now = Date.parse(from); now <= Date.parse(until); now += 600_000) {
    const slot = dueSlot(time, last, new Date(now));
    if (slot === undefined) continue;
    found.push(`${slot} ${new Date(now).toISOString().slice(5, 16)}`);
    last = slot;
  }
  return found;
}

describe('a digest is due', () => {
  it('once a day at its time', () => {
    expect(posts(at('09:00', 'Asia/Seoul'), '2026-01-05T00:00:00Z', '2026-01-07T23:50:00Z')).toEqual([
      '2026-01-05 01-05T00:00',
      '2026-01-06 01-06T00:00',
      '2026-01-07 01-07T00:00',
    ]);
  });

  it('only on its days of the week, by its own calendar', () => {
    // 09:00 on Tuesday in Seoul is midnight UTC; 20:00 on Monday in New York is Tuesday in UTC.
    expect(posts(at('09:00', 'Asia/Seoul', [2]), '2026-01-05T00:00:00Z', '2026-01-11T23:50:00Z')).toEqual([
      '2026-01-06 01-06T00:00',
    ]);
    expect(posts(at('20:00', 'America/New_York', [1]), '2026-01-05T00:00:00Z', '2026-01-11T23:50:00Z')).toEqual([
      '2026-01-05 01-06T01:00',
    ]);
  });

  it('at midnight and just before it', () => {
    expect(posts(at('00:00', 'Asia/Seoul'), '2026-01-05T12:00:00Z', '2026-01-06T16:00:00Z').slice(-1)).toEqual([
      '2026-01-07 01-06T15:00',
    ]);
    expect(posts(at('23:59', 'Europe/Berlin'), '2026-01-05T22:00:00Z', '2026-01-06T00:00:00Z')).toEqual([
      '2026-01-05 01-05T23:00',
    ]);
  });

  it('once on nights that skip its time', () => {
    expect(posts(at('02:30', 'America/New_York'), '2026-03-08T05:00:00Z', '2026-03-09T08:00:00Z')).toEqual([
      '2026-03-08 03-08T07:00',
      '2026-03-09 03-09T06:30',
    ]);
    expect(posts(at('02:30', 'Europe/Berlin'), '2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z')).toEqual([
      '2026-03-29 03-29T01:00',
    ]);
    expect(posts(at('00:00', 'Africa/Cairo'), '2026-04-23T21:30:00Z', '2026-04-23T23:00:00Z').slice(-1)).toEqual([
      '2026-04-24 04-23T22:00',
    ]);
  });

  it('once on nights that show its time twice', () => {
    expect(posts(at('01:30', 'America/New_York'), '2026-11-01T04:00:00Z', '2026-11-01T12:00:00Z')).toEqual([
      '2026-11-01 11-01T05:30',
    ]);
    expect(posts(at('02:30', 'Europe/Berlin'), '2026-10-24T23:00:00Z', '2026-10-25T06:00:00Z')).toEqual([
      '2026-10-25 10-25T00:30',
    ]);
  });

  it('late when the program was not there, but not half a day late', () => {
    const time = at('09:00', 'Asia/Seoul');
    expect(dueSlot(time, '2026-01-05', new Date('2026-01-06T11:59:00Z'))).toBe('2026-01-06');
    expect(dueSlot(time, '2026-01-05', new Date('2026-01-06T12:01:00Z'))).toBeUndefined();
    expect(dueSlot(at('22:00', 'Asia/Seoul'), '2026-01-04', new Date('2026-01-05T20:00:00Z'))).toBe('2026-01-05');
  });

  it('next, strictly later', () => {
    const next = (time: ReturnType<typeof at>, now: string) => nextDigest(time, new Date(now)).toISOString();
    expect(next(at('09:00', 'Asia/Seoul'), '2026-01-05T00:00:00Z')).toBe('2026-01-06T00:00:00.000Z');
    expect(next(at('09:00', 'Asia/Seoul', [1]), '2026-01-05T00:00:00Z')).toBe('2026-01-12T00:00:00.000Z');
    expect(next(at('02:30', 'America/New_York'), '2026-03-07T12:00:00Z')).toBe('2026-03-08T07:00:00.000Z');
    expect(next(at('01:30', 'America/New_York'), '2026-11-01T05:30:00Z')).toBe('2026-11-02T06:30:00.000Z');
  });
});

describe('the list worth posting', () => {
  it('has been open for six hours', () => {
    // The list of Tuesday opens on Monday at 21:30 in New York: 02:30 UTC in winter.
    expect(ripeDay(new Date('2026-01-13T08:29:00Z'))).toBe('2026-01-12');
    expect(ripeDay(new Date('2026-01-13T08:30:00Z'))).toBe('2026-01-13');
  });

  it('is of no weekend', () => {
    expect(expectedList(new Date('2026-01-17T12:00:00Z'))).toBe('2026-01-16');
    expect(expectedList(new Date('2026-01-18T23:00:00Z'))).toBe('2026-01-16');
    expect(expectedList(new Date('2026-01-19T12:00:00Z'))).toBe('2026-01-19');
  });
});
