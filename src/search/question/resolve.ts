import { addDays, type Day } from '../../paper.ts';
import { type Period, type Yearly, yearOf } from './calendar.ts';
import type { QuestionContext } from './context.ts';

/** Years looked back for a date without its year, at most. */
const YEARS_BACK = 30;
/** Days of a period asked about, at most: more than two years never come without their year. */
const DAYS_ASKED = 800;

/** Days from one to another, either end open. */
export interface Stretch {
  readonly since?: Day;
  readonly until?: Day;
}

/** Whether there are papers in a period. */
function hasPapers(period: Period, context: QuestionContext): boolean {
  let day = context.firstDay && context.firstDay > period.since ? context.firstDay : period.since;
  const last = context.lastDay && context.lastDay < period.until ? context.lastDay : period.until;
  for (let asked = 0; day <= last && asked < DAYS_ASKED; asked++, day = addDays(day, 1)) {
    if (context.hasDay(day)) return true;
  }
  return false;
}

/**
 * The latest such period that has begun and has papers. Where none has papers: the latest that lies within the days there
 * are (a Saturday, say), else simply the latest that has begun.
 */
export function latest(yearly: Yearly, context: QuestionContext): Period | undefined {
  const { today, firstDay, lastDay } = context;
  const thisYear = yearOf(today);
  // A period may begin in the year before the one it is named for (the first week of January).
  const firstYear = Math.max(thisYear - YEARS_BACK, firstDay ? yearOf(firstDay) - 1 : thisYear - 4);
  const begun: Period[] = [];
  for (let year = thisYear + 1; year >= firstYear; year--) {
    const period = yearly(year);
    if (period && period.since <= today) begun.push(period);
  }
  return (
    begun.find((period) => hasPapers(period, context)) ??
    begun.find(({ since, until }) => firstDay && lastDay && since <= lastDay && until >= firstDay) ??
    begun[0]
  );
}

/** From the beginning of one date to the end of another; a year written on one of them serves the other. */
export function span(from: Period | Yearly, to: Period | Yearly, context: QuestionContext): Stretch | undefined {
  if (typeof from !== 'function' && typeof to !== 'function') return ordered(from.since, to.until);
  if (typeof from !== 'function') {
    const year = yearOf(from.since);
    const end = (to as Yearly)(year);
    const period = end && end.until >= from.since ? end : (to as Yearly)(year + 1);
    return period && ordered(from.since, period.until);
  }
  const between = (year: number, end: (year: number) => Period | undefined): Period | undefined => {
    const first = from(year);
    const same = end(year);
    const lastOne = first && same && same.until >= first.since ? same : end(year + 1);
    return first && lastOne && { since: first.since, until: lastOne.until };
  };
  if (typeof to === 'function') return latest((year) => between(year, to), context);
  const year = yearOf(to.until);
  const start = from(year);
  const period = start && start.since <= to.until ? start : from(year - 1);
  return period && ordered(period.since, to.until);
}

function ordered(since: Day, until: Day): Stretch | undefined {
  return since <= until ? { since, until } : undefined;
}

/** What several dates of one question say together: where they overlap, their common days; otherwise all their days. */
export function together(stretches: readonly Stretch[]): Stretch {
  return stretches.reduce((a, b) => {
    const since = greater(a.since, b.since);
    const until = lesser(a.until, b.until);
    if (!since || !until || since <= until) return stretch(since, until);
    return stretch(lesser(a.since, b.since, true), greater(a.until, b.until, true));
  });
}

function stretch(since: Day | undefined, until: Day | undefined): Stretch {
  return { ...(since ? { since } : {}), ...(until ? { until } : {}) };
}

/** The greater of two; where one is missing the other, or with `open` none. */
function greater(a: Day | undefined, b: Day | undefined, open = false): Day | undefined {
  if (!a || !b) return open ? undefined : (a ?? b);
  return a > b ? a : b;
}

function lesser(a: Day | undefined, b: Day | undefined, open = false): Day | undefined {
  if (!a || !b) return open ? undefined : (a ?? b);
  return a < b ? a : b;
}
