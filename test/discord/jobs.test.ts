import { describe, expect, it } from 'vitest';
import { Jobs, Stopped } from '../../src/discord/jobs.ts';
import { ENDING } from '../../src/discord/start.ts';
import { until } from '../until.ts';

const never = () => new Promise<never>(() => undefined);

it('ending takes less than five seconds in all', () => {
  expect(ENDING.graceMs + ENDING.lastWordsMs + ENDING.goodbyeMs).toBeLessThan(4_500);
});

describe('Jobs', () => {
  it('runs so many at once, the rest in order, and says when it is full', async () => {
    const jobs = new Jobs({ atOnce: 2, waiting: 1 });
    const order: number[] = [];
    const release: (() => void)[] = [];
    const work = (n: number) => () => {
      order.push(n);
      return new Promise<void>((resolve) => release.push(resolve));
    };
    const all = [1, 2, 3].map((n) => jobs.run(String(n), 'u', work(n)));
    await until(() => order.length === 2);
    expect([order, jobs.running, jobs.waiting, jobs.full]).toEqual([[1, 2], 2, 1, true]);
    release[0]!();
    await all[0];
    await until(() => order.length === 3);
    expect([order, jobs.full]).toEqual([[1, 2, 3], false]);
    release[1]!();
    release[2]!();
    await Promise.all(all);
  });

  it('stops work that does not heed the signal, and work that still waits', async () => {
    const jobs = new Jobs({ atOnce: 1, waiting: 5 });
    let seen: AbortSignal | undefined;
    const first = jobs.run('1', 'u', (signal) => {
      seen = signal;
      return never();
    });
    let begun = false;
    const second = jobs.run('2', 'u', async () => {
      begun = true;
    });
    const [one, two] = [first, second].map((run) => run.catch((error) => error));
    expect([jobs.cancel('2', 'other'), jobs.cancel('2', 'u'), jobs.cancel('3', 'u')]).toEqual([
      'not_yours',
      'stopped',
      'unknown',
    ]);
    jobs.drop('1');
    expect(await two).toMatchObject({ reason: 'asked' });
    expect(await one).toBeInstanceOf(Stopped);
    expect([seen?.aborted, begun]).toEqual([true, false]);
  });

  it('stops what takes longer than the deadline', async () => {
    const jobs = new Jobs({ atOnce: 1, waiting: 0, deadlineMs: 30 });
    await expect(jobs.run('1', 'u', never)).rejects.toMatchObject({ reason: 'deadline', code: 'cancelled' });
  });

  it('gives what work throws as it is', async () => {
    const jobs = new Jobs({ atOnce: 1, waiting: 0 });
    await expect(jobs.run('1', 'u', () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });

  it('waits at the end as long as it was told, and no longer than there is something to wait for', async () => {
    const jobs = new Jobs({ atOnce: 2, waiting: 0 });
    let said = '';
    const talk = async () => {
      const error = await jobs.run('1', 'u', never).catch((stopped) => stopped);
      said = (error as Stopped).reason;
    };
    const talking = jobs.track(talk());
    const from = performance.now();
    await jobs.stop(60, 600_000);
    await talking;
    expect([said, jobs.stopping]).toEqual(['restart', true]);
    expect(performance.now() - from).toBeGreaterThan(55);
  });
});
