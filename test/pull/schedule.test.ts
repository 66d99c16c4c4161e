import { describe, expect, it } from 'vitest';
import { isPapersError } from '../../src/errors.ts';
import { parseSchedule, runOnSchedule, type ScheduledOptions } from '../../src/pull/schedule.ts';
import { FakeClock } from '../fakes/clock.ts';

const HOUR = 3600_000;

describe('a schedule', () => {
  const times = (pattern: string, zone: string, from: string, count: number): string[] => {
    const schedule = parseSchedule(pattern, zone);
    const found: string[] = [];
    for (let at = new Date(from); found.length < count; ) {
      at = schedule.next(at)!;
      found.push(at.toISOString());
    }
    return found;
  };

  it('comes by the clock of its time zone', () => {
    expect(times('30 9 * * 1-5', 'Asia/Seoul', '2026-01-02T00:31:00Z', 2)).toEqual([
      '2026-01-05T00:30:00.000Z',
      '2026-01-06T00:30:00.000Z',
    ]);
    expect(times('0 0 * * *', 'Asia/Seoul', '2026-01-02T14:59:00Z', 1)).toEqual(['2026-01-02T15:00:00.000Z']);
    expect(times('45 21 * * *', 'America/New_York', '2026-07-14T00:00:00Z', 1)).toEqual(['2026-07-14T01:45:00.000Z']);
  });

  it('comes once on a night that skips its time, and once on a night that shows it twice', () => {
    const spring = times('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 2);
    expect(spring[0]!.slice(0, 10)).toBe('2026-03-08');
    expect(spring[1]).toBe('2026-03-09T06:30:00.000Z');
    expect(times('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2)).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('knows when it last came', () => {
    const schedule = parseSchedule('0 9 * * *', 'Asia/Seoul');
    expect(schedule.previous(new Date('2026-01-05T00:00:00Z'))?.toISOString()).toBe('2026-01-05T00:00:00.000Z');
    expect(schedule.previous(new Date('2026-01-04T23:59:58Z'))?.toISOString()).toBe('2026-01-04T00:00:00.000Z');
  });

  it('is refused in words when it is none', () => {
    for (const wrong of ['', 'daily', '61 * * * *', '* * * * * *', '0 0 31 2 *']) {
      expect(() => parseSchedule(wrong, 'Asia/Seoul')).toThrow(/schedule/);
    }
    try {
      parseSchedule('daily', 'Asia/Seoul');
    } catch (error) {
      expect(isPapersError(error, 'bad_config')).toBe(true);
    }
  });
});

describe('running on a schedule', () => {
  function scene(now: string, last: string | undefined, outcomes: (boolean | Error)[] = []) {
    const clock = new FakeClock(now);
    const runs: string[] = [];
    const errors: unknown[] = [];
    let done = last === undefined ? undefined : new Date(last);
    const options: ScheduledOptions = {
      schedule: parseSchedule('0 9 * * *', 'Asia/Seoul'),
      clock,
      last: () => done,
      did: (due) => {
        done = due;
      },
      run: async () => {
        runs.push(clock.now().toISOString());
        const outcome = outcomes.shift() ?? true;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      onError: (error) => errors.push(error),
      retryMs: 60_000,
    };
    const end = new AbortController();
    const running = runOnSchedule(options, end.signal);
    return {
      clock,
      runs,
      errors,
      done: () => done?.toISOString(),
      async stop() {
        end.abort();
        await running;
      },
    };
  }

  it('waits for its time and comes every day', async () => {
    const { clock, runs, stop } = scene('2026-01-05T01:00:00Z', '2026-01-05T00:00:00Z');
    await clock.advance(22 * HOUR);
    expect(runs).toEqual([]);
    await clock.advance(26 * HOUR);
    expect(runs).toEqual(['2026-01-06T00:00:00.000Z', '2026-01-07T00:00:00.000Z']);
    await stop();
  });

  it('catches up at once on what was missed, once, and on the very first run', async () => {
    for (const last of ['2026-01-02T00:00:00Z', undefined]) {
      const { clock, runs, done, stop } = scene('2026-01-05T01:00:00Z', last);
      await clock.advance(0);
      await clock.advance(HOUR);
      expect(runs).toEqual(['2026-01-05T01:00:00.000Z']);
      expect(done()).toBe('2026-01-05T00:00:00.000Z');
      await stop();
    }
  });

  it('tries again after failures with growing pauses, and not beyond the next time', async () => {
    const { clock, runs, errors, done, stop } = scene('2026-01-05T00:00:00Z', '2026-01-04T00:00:00Z', [
      false,
      new Error('down'),
      true,
    ]);
    await clock.advance(10 * 60_000);
    expect(runs.map((run) => run.slice(11, 16))).toEqual(['00:00', '00:01', '00:03']);
    expect(errors).toHaveLength(1);
    expect(done()).toBe('2026-01-05T00:00:00.000Z');
    await clock.advance(HOUR);
    expect(runs).toHaveLength(3);
    await stop();
  });

  it('stops at once', async () => {
    const { stop, runs } = scene('2026-01-05T01:00:00Z', '2026-01-05T00:00:00Z');
    await stop();
    expect(runs).toEqual([]);
  });
});
