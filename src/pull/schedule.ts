import { Cron } from 'croner';
import type { Clock } from '../clock.ts';
import { messageOf, PapersError } from '../errors.ts';

/** When something is to be done, again and again. */
export interface Schedule {
  /** The first time after a moment; undefined when there is none. */
  next(after: Date): Date | undefined;
  /** The last time before a moment, that moment included; undefined when there is none. */
  previous(before: Date): Date | undefined;
}

/**
 * Reads a schedule in cron syntax: minute, hour, day of the month, month, day of the week (`30 9 * * 1-5`), in a time zone.
 * A time that a night skips is done at the moment of the jump, one that it shows twice is done once.
 *
 * @throws PapersError `bad_config` when it is none, or never comes.
 */
export function parseSchedule(pattern: string, timeZone: string): Schedule {
  let cron: Cron;
  try {
    cron = new Cron(pattern, { timezone: timeZone, paused: true, mode: '5-part' });
  } catch (cause) {
    throw new PapersError(
      'bad_config',
      `expected a schedule such as "30 9 * * *", got ${JSON.stringify(pattern)}: ${messageOf(cause)}`,
      { cause },
    );
  }
  const schedule: Schedule = {
    next: (after) => cron.nextRun(after) ?? undefined,
    previous: (before) => cron.previousRuns(1, new Date(before.getTime() + 1000))[0],
  };
  if (!schedule.next(new Date())) {
    throw new PapersError('bad_config', `the schedule ${JSON.stringify(pattern)} never comes`);
  }
  return schedule;
}

export interface ScheduledOptions {
  readonly schedule: Schedule;
  readonly clock: Clock;
  /** When the last run that succeeded was due; undefined when there was none. */
  readonly last: () => Date | undefined;
  /** Remembers that the run that was due then succeeded. */
  readonly did: (due: Date) => void;
  /** The work. @returns whether it succeeded. What it throws is for the caller of {@link runOnSchedule}'s `onError`. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
  /** First pause before a failed run is tried again, in milliseconds; doubled each time. Default 5 minutes. */
  readonly retryMs?: number;
}

/** Longest pause before a failed run is tried again, in milliseconds. */
const MAX_RETRY_MS = 60 * 60_000;
/** Longest sleep at a time, in milliseconds: a machine that was suspended notices soon after that it is late. */
const NAP_MS = 60_000;

/**
 * Does something on a schedule until `signal` aborts. What was due while nobody was there (or has never been done) is
 * done at once, once, however many times were missed. A run that fails is tried again until the next one is due.
 */
export async function runOnSchedule(options: ScheduledOptions, signal: AbortSignal): Promise<void> {
  const { schedule, clock, last, did, run, onError, retryMs = 5 * 60_000 } = options;
  let failures = 0;
  while (!signal.aborted) {
    const now = clock.now();
    const due = schedule.previous(now) ?? now;
    const done = last();
    if (done !== undefined && done >= due) {
      failures = 0;
      await napUntil(schedule.next(now), clock, signal);
      continue;
    }
    try {
      if (await run(signal)) did(due);
      else failures += 1;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      onError(error);
    }
    if (failures > 0) {
      const pause = Math.min(MAX_RETRY_MS, retryMs * 2 ** (failures - 1));
      const next = schedule.next(clock.now())?.getTime() ?? Number.POSITIVE_INFINITY;
      await napUntil(new Date(Math.min(next, clock.now().getTime() + pause)), clock, signal);
    }
  }
}

async function napUntil(time: Date | undefined, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const left = (time?.getTime() ?? Number.POSITIVE_INFINITY) - clock.now().getTime();
    if (left <= 0) return;
    await clock.sleep(Math.min(left, NAP_MS), signal);
  }
}
