import { describe, expect, it } from 'vitest';
import { closesAt, feedDay, isWeekend, opensAt } from '../../src/pull/feed-day.ts';

describe('feedDay', () => {
  it.each([
    // 21:30 in New York: UTC-5 in winter, UTC-4 in summer.
    ['2026-01-13T02:29:59Z', '2026-01-12'],
    ['2026-01-13T02:30:00Z', '2026-01-13'],
    ['2026-07-14T01:29:59Z', '2026-07-13'],
    ['2026-07-14T01:30:00Z', '2026-07-14'],
    // Ten past midnight UTC is still yesterday's list.
    ['2026-01-13T00:10:00Z', '2026-01-12'],
    // The nights on which New York changes its clocks.
    ['2026-03-08T01:30:00Z', '2026-03-07'],
    ['2026-03-08T02:30:00Z', '2026-03-08'],
    ['2026-03-08T07:00:00Z', '2026-03-08'],
    ['2026-03-09T01:30:00Z', '2026-03-09'],
    ['2026-11-01T01:30:00Z', '2026-11-01'],
    ['2026-11-01T05:30:00Z', '2026-11-01'],
    ['2026-11-01T06:30:00Z', '2026-11-01'],
    ['2026-11-02T02:29:00Z', '2026-11-01'],
    ['2026-11-02T02:30:00Z', '2026-11-02'],
    ['2027-01-01T02:30:00Z', '2027-01-01'],
  ])('at %s is %s', (now, day) => {
    expect(feedDay(new Date(now))).toBe(day);
  });

  it('opens when the day before closes', () => {
    expect(closesAt('2026-01-12').toISOString()).toBe('2026-01-13T02:30:00.000Z');
    expect(closesAt('2026-07-13').toISOString()).toBe('2026-07-14T01:30:00.000Z');
    expect(opensAt('2026-07-14')).toEqual(closesAt('2026-07-13'));
    for (const day of ['2026-03-07', '2026-03-08', '2026-10-31', '2026-11-01']) {
      expect(feedDay(new Date(closesAt(day).getTime() - 1))).toBe(day);
      expect(feedDay(closesAt(day))).not.toBe(day);
    }
  });

  it('knows weekends', () => {
    expect(['2024-01-19', '2024-01-20', '2024-01-21', '2024-01-22'].map(isWeekend)).toEqual([false, true, true, false]);
  });
});
