import { addDays, type Day, isDay } from '../../paper.ts';

/** Days from `since` to `until`, both inclusive. */
export interface Period {
  readonly since: Day;
  readonly until: Day;
}

export type Unit = 'day' | 'week' | 'month' | 'year';

/** A period that returns every year; undefined where that year has none (29 February). */
export type Yearly = (year: number) => Period | undefined;

/** The year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** The month of a day, 1 to 12. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

/** A day of the calendar; undefined when there is no such day. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

export function single(day: Day | undefined): Period | undefined {
  return day ? { since: day, until: day } : undefined;
}

/** From one day to another; undefined when either does not exist or they stand the wrong way round. */
export function between(since: Day | undefined, until: Day | undefined): Period | undefined {
  return since && until && since <= until ? { since, until } : undefined;
}

/** Whole months, from the first day of `first` to the last day of `last` (13 is the next January). */
export function monthsPeriod(year: number, first: number, last = first): Period | undefined {
  if (first < 1 || last < first || last > 24) return undefined;
  const start = shiftMonths(`${String(year).padStart(4, '0')}-01-01`, first - 1);
  return { since: start, until: addDays(shiftMonths(start, last - first + 1), -1) };
}

/** A month of the year, 1 to 12, whole. */
export function monthPeriod(year: number, month: number): Period | undefined {
  return month <= 12 ? monthsPeriod(year, month) : undefined;
}

export function yearPeriod(year: number): Period {
  return { since: `${year}-01-01`, until: `${year}-12-31` };
}

/** The day so many months later (earlier, when negative); the 31st becomes the last day of a shorter month. */
export function shiftMonths(day: Day, months: number): Day {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + months;
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 0);
  const last = date.getUTCDate();
  date.setUTCDate(Math.min(Number(day.slice(8)), last));
  return date.toISOString().slice(0, 10);
}

/** Day of the week, 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The week, Monday to Sunday, in which a day lies. */
export function weekOf(day: Day): Period {
  const monday = addDays(day, -weekday(day));
  return { since: monday, until: addDays(monday, 6) };
}

/**
 * The Nth week of a month, counted from 1; `last` is the month's last one. Weeks run from Monday to Sunday and belong to the
 * month that holds their Thursday (KS X ISO 8601): March 2024 begins on a Friday, so its first week is 4 to 10 March. Lists
 * appear on weekdays, so a lone Friday at its beginning is nobody's first week.
 */
export function weekOfMonth(year: number, month: number, nth: number | 'last'): Period | undefined {
  const whole = monthPeriod(year, month);
  if (!whole) return undefined;
  const first = weekOf(addDays(whole.since, 3)).since;
  const last = weekOf(addDays(whole.until, -3));
  if (nth === 'last') return last;
  const since = addDays(first, (nth - 1) * 7);
  return nth >= 1 && since <= last.since ? { since, until: addDays(since, 6) } : undefined;
}

/** A third of a month: days 1 to 10, 11 to 20, 21 to the end. */
export function thirdOfMonth(year: number, month: number, third: 0 | 1 | 2): Period | undefined {
  const whole = monthPeriod(year, month);
  if (!whole) return undefined;
  const since = addDays(whole.since, third * 10);
  return { since, until: third === 2 ? whole.until : addDays(since, 9) };
}

/** The last `count` days, weeks, months or years up to and with `today`. */
export function lastUnits(today: Day, count: number, unit: Unit): Period {
  if (unit === 'day' || unit === 'week') {
    return { since: addDays(today, 1 - count * (unit === 'week' ? 7 : 1)), until: today };
  }
  return { since: addDays(shiftMonths(today, -count * (unit === 'year' ? 12 : 1)), 1), until: today };
}
