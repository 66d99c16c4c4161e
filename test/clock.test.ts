import { describe, expect, it } from 'vitest';
import { formatTime, instantOf, parseTime, wallTime, weekday } from '../src/clock.ts';

const iso = (zone: string, day: string, time: string) =>
  instantOf(zone, { day, minutes: parseTime(time)! }).toISOString();

describe('wallTime', () => {
  it('reads a wall clock in its own zone', () => {
    const now = new Date('2026-03-08T06:59:00Z');
    expect(wallTime('Asia/Seoul', now)).toEqual({ day: '2026-03-08', minutes: 15 * 60 + 59 });
    expect(wallTime('America/New_York', now)).toEqual({ day: '2026-03-08', minutes: 60 + 59 });
    expect(wallTime('Pacific/Kiritimati', now)).toEqual({ day: '2026-03-08', minutes: 20 * 60 + 59 });
    expect(wallTime('America/New_York', new Date('2026-03-08T05:00:00Z'))).toEqual({ day: '2026-03-08', minutes: 0 });
  });
});

describe('instantOf', () => {
  it('finds plain times', () => {
    expect(iso('Asia/Seoul', '2026-01-05', '09:00')).toBe('2026-01-05T00:00:00.000Z');
    expect(iso('Asia/Kolkata', '2026-01-05', '00:00')).toBe('2026-01-04T18:30:00.000Z');
    expect(iso('Pacific/Kiritimati', '2026-01-05', '00:00')).toBe('2026-01-04T10:00:00.000Z');
    expect(iso('Pacific/Pago_Pago', '2026-01-05', '23:59')).toBe('2026-01-06T10:59:00.000Z');
  });

  it('takes the moment of the jump for a time that a night skips', () => {
    expect(iso('America/New_York', '2026-03-08', '02:30')).toBe('2026-03-08T07:00:00.000Z');
    expect(iso('Europe/Berlin', '2026-03-29', '02:00')).toBe('2026-03-29T01:00:00.000Z');
    // Midnight itself is skipped.
    expect(iso('Africa/Cairo', '2026-04-24', '00:00')).toBe('2026-04-23T22:00:00.000Z');
  });

  it('takes the first of two for a time that a night shows twice', () => {
    expect(iso('America/New_York', '2026-11-01', '01:30')).toBe('2026-11-01T05:30:00.000Z');
    expect(iso('Europe/Berlin', '2026-10-25', '02:00')).toBe('2026-10-25T00:00:00.000Z');
    expect(iso('Australia/Lord_Howe', '2026-04-05', '01:45')).toBe('2026-04-04T14:45:00.000Z');
  });

  it('is undone by wallTime for every quarter of an hour of a year that exists', () => {
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Seoul']) {
      for (
        let at = Date.parse('2026-01-01T00:00:00Z');
        at < Date.parse('2027-01-01T00:00:00Z');
        at += 45 * 60_000 * 7
      ) {
        const shown = wallTime(zone, new Date(at));
        expect(wallTime(zone, instantOf(zone, shown))).toEqual(shown);
        expect(instantOf(zone, shown).getTime()).toBeLessThanOrEqual(at);
      }
    }
  });
});

describe('times of day', () => {
  it('are read and written', () => {
    expect(parseTime('09:05')).toBe(545);
    expect(parseTime('9:05')).toBe(545);
    expect(parseTime('23:59')).toBe(1439);
    for (const nine of ['9시', '오전 9시', '09:00', '9am', '9:00 AM', 'am 9']) expect(parseTime(nine)).toBe(540);
    for (const late of ['21:30', '오후 9시 30분', '오후 9시 반', '9:30 pm', '21시 30분'])
      expect(parseTime(late)).toBe(1290);
    expect([parseTime('오전 12시'), parseTime('오후 12시'), parseTime('12 pm')]).toEqual([0, 720, 720]);
    for (const wrong of [
      '24:00',
      '9',
      '09:60',
      '',
      '９:00',
      '09:00:00',
      '25시',
      '오후 13시',
      '9시 61분',
      'am 9 pm',
      '아침',
    ])
      expect(parseTime(wrong)).toBeUndefined();
    expect(formatTime(545)).toBe('09:05');
    expect(formatTime(0)).toBe('00:00');
  });

  it('weekdays count from Sunday', () => {
    expect(weekday('2024-01-21')).toBe(0);
    expect(weekday('2024-01-22')).toBe(1);
    expect(weekday('2024-01-27')).toBe(6);
  });
});
