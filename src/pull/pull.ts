import { mkdir } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import { isPapersError, messageOf } from '../errors.ts';
import type { Day } from '../paper.ts';
import type { Summariser } from '../summary/port.ts';
import { DayPull } from './day-pull.ts';
import { type PullRequest, planDays, WEEKLY } from './days.ts';
import { KnownFolder } from './known-folder.ts';
import type { Listing, PaperLists } from './port.ts';
import type { PullRecords } from './records.ts';
import { type DayReport, failedDay, isWhole, type PullReport } from './report.ts';

export interface PullOptions {
  /** Folder of daily files; made where it does not exist. */
  readonly dataDir: string;
  readonly lists: PaperLists;
  readonly summariser: Summariser;
  readonly records: PullRecords;
  readonly clock: Clock;
  /** Read everything, write and summarise nothing. Default false. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly signal?: AbortSignal;
}

/** A day that is done, and how many are to do in all. */
export interface PullProgress {
  readonly day: DayReport;
  readonly done: number;
  readonly total: number;
}

/** Lists fetched ahead of the day that is being worked on. */
const AHEAD = 2;
/** After so many failures in a row the rest is left for the next run: the server is down, or this is. */
const MAX_FAILURES = 3;

/**
 * Brings the daily files up to date with the daily lists, day by day from the oldest. Whatever it did stays done when it
 * is stopped; started again, it goes on from there. A day that fails is reported and does not stop the others.
 *
 * @throws PapersError `bad_input` for an impossible request, `cancelled` when `signal` aborts.
 */
export async function pull(request: PullRequest, options: PullOptions): Promise<PullReport> {
  const { dataDir, lists, summariser, records, clock, signal } = options;
  const started = clock.now();
  const dryRun = options.dryRun ?? false;
  const folder = await KnownFolder.read(dataDir);
  const plan = planDays(request, started, records, (day) => folder.hasFile(day));
  if (!dryRun) await mkdir(dataDir, { recursive: true });
  const dayPull = new DayPull({ ...options, dryRun, folder });
  const days: DayReport[] = [];
  const coming: Promise<Fetched>[] = [];
  let failures = 0;
  let at = 0;
  for (; at < plan.days.length && failures < MAX_FAILURES; at++) {
    while (coming.length < AHEAD && at + coming.length < plan.days.length) {
      coming.push(fetchList(lists, plan.days[at + coming.length]!, clock, signal));
    }
    const day = plan.days[at]!;
    const { listing, error, at: readAt } = await coming.shift()!;
    const report = listing ? await dayPull.work(listing, readAt) : failed(day, error);
    failures = report.outcome === 'failed' ? failures + 1 : 0;
    days.push(report);
    options.onProgress?.({ day: report, done: at + 1, total: plan.days.length });
  }
  await Promise.all(coming);
  const seconds = (clock.now().getTime() - started.getTime()) / 1000;
  const { settled } = plan;
  const report = {
    days,
    settled: settled.length,
    left: plan.days.slice(at),
    spending: summariser.spending,
    dryRun,
    seconds,
  };
  if (plan.weekly && isWhole(report) && !dryRun) records.did(WEEKLY, started);
  return report;
}

type Fetched = { readonly at: Date; readonly listing?: Listing; readonly error?: unknown };

/** Fetches without ever failing: a list that is waited for later must not fail unheard. */
async function fetchList(lists: PaperLists, day: Day, clock: Clock, signal?: AbortSignal): Promise<Fetched> {
  const at = clock.now();
  try {
    return { at, listing: await lists.list(day, signal) };
  } catch (error) {
    return { at, error };
  }
}

function failed(day: Day, error: unknown): DayReport {
  if (isPapersError(error, 'cancelled')) throw error;
  return failedDay({ day, listed: 0, problems: [] }, messageOf(error));
}
