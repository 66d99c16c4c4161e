import { PapersError } from '../errors.ts';
import { addDays, type Day } from '../paper.ts';
import { feedDay } from './feed-day.ts';
import type { PullRecords } from './records.ts';

/** Votes of so many days back are read again each time. */
const RECENT_DAYS = 7;
/** Votes of so many days back are read again once a week. */
const WEEKLY_DAYS = 30;
const WEEK_MS = 7 * 24 * 3600_000;
/** So many days back a missed day is caught up on. */
const CATCH_UP_DAYS = 60;
/** The first day that has a list. */
const FIRST_DAY: Day = '2023-05-04';
/** The name under which the weekly reading is remembered. */
export const WEEKLY = 'weekly votes';

/** What is asked for. */
export type PullRequest =
  | { readonly kind: 'latest' }
  | { readonly kind: 'range'; readonly since: Day; readonly until?: Day | undefined; readonly refresh?: boolean };

/** Days to read, oldest first. */
export interface PullPlan {
  readonly days: readonly Day[];
  /** Days of the range that were read when their lists were closed, and are passed over. */
  readonly settled: readonly Day[];
  /** True when the votes of the last 30 days are among them. */
  readonly weekly: boolean;
}

/**
 * Which days to read.
 *
 * - `latest`: the open list and the seven before it; days that were missed or left unfinished since the first that was
 *   ever read, up to sixty back; once a week those of the last thirty that have a file, for their votes.
 * - `range`: the days from `since` to `until` (default: the open list) that are not settled; all of them with `refresh`.
 *
 * @param hasFile whether a day has a daily file.
 * @throws PapersError `bad_input` for a range that is empty or lies in the future.
 */
export function planDays(
  request: PullRequest,
  now: Date,
  records: PullRecords,
  hasFile: (day: Day) => boolean,
): PullPlan {
  const today = feedDay(now);
  if (request.kind === 'range') return planRange(request, today, records, hasFile);
  const recent = addDays(today, -RECENT_DAYS);
  const days = new Set(daysBetween(recent, today));
  const known = new Map(records.days(FIRST_DAY, today).map((record) => [record.day, record]));
  const first = [...known.keys()][0];
  for (const day of daysBetween(addDays(today, -CATCH_UP_DAYS), addDays(recent, -1))) {
    if (first !== undefined && day > first && !known.get(day)?.settled) days.add(day);
  }
  const last = records.last(WEEKLY);
  const weekly = last === undefined || now.getTime() - last.getTime() >= WEEK_MS;
  if (weekly) {
    for (const day of daysBetween(addDays(today, -WEEKLY_DAYS), addDays(recent, -1))) if (hasFile(day)) days.add(day);
  }
  return { days: [...days].sort(), settled: [], weekly };
}

function planRange(
  { since, until, refresh }: PullRequest & { kind: 'range' },
  today: Day,
  records: PullRecords,
  hasFile: (day: Day) => boolean,
): PullPlan {
  const end = until ?? today;
  for (const day of [since, end]) {
    if (day <= today) continue;
    throw new PapersError('bad_input', `the newest daily list is of ${today}: expected no later day, got ${day}`);
  }
  if (since > end) throw new PapersError('bad_input', `expected --since not after --until, got ${since} and ${end}`);
  if (since < FIRST_DAY) {
    throw new PapersError(
      'bad_input',
      `the first daily list is of ${FIRST_DAY}: expected a day from then on, got ${since}`,
    );
  }
  const all = daysBetween(since, end);
  const done = new Set(
    records
      .days(since, end)
      .filter(({ day, settled, papers }) => settled && (papers === 0 || hasFile(day)))
      .map(({ day }) => day),
  );
  if (refresh) return { days: all, settled: [], weekly: false };
  return { days: all.filter((day) => !done.has(day)), settled: all.filter((day) => done.has(day)), weekly: false };
}

function daysBetween(since: Day, until: Day): Day[] {
  const days: Day[] = [];
  for (let day = since; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
