import { addDays, type Day } from '../../paper.ts';
import {
  lastUnits,
  monthOf,
  monthsPeriod,
  type Period,
  shiftMonths,
  type Unit,
  weekday,
  weekOf,
  yearOf,
} from './calendar.ts';
import type { Clock, DateMeaning } from './clock.ts';

type Groups = Readonly<Record<string, string | undefined>>;

/** How many weeks or months back: this one 0, the last one 1, the one before 2. */
export function back({ l, b }: Groups): number {
  return b ? 2 : l ? 1 : 0;
}

/** The latest such day of the week before today, today not counted. */
export function latestWeekday(today: Day, day: number): Day {
  return addDays(today, -(((weekday(today) - day + 6) % 7) + 1));
}

/** The whole month so many months back. */
export function monthBack(today: Day, months: number): Period {
  const day = shiftMonths(today, -months);
  return monthsPeriod(yearOf(day), monthOf(day))!;
}

/** The unit that a Korean or English word names. */
export function unitOf(written: string): Unit {
  const unit = written.toLowerCase();
  if (unit === '주' || unit === '주일' || unit === 'week') return 'week';
  if (unit === '달' || unit === '개월' || unit === 'month') return 'month';
  return unit === '년' || unit === '해' || unit === 'year' ? 'year' : 'day';
}

/** The last so many units; a stretch that reaches back past the first papers (`지난 10년간`) speaks of the field. */
export function last(clock: Clock, count: number, unit: Unit): DateMeaning {
  if (!(count > 0)) return 'content';
  const period = lastUnits(clock.today, count, unit);
  return unit === 'year' && count > 1 && clock.beforeFirst(yearOf(period.since)) ? 'content' : period;
}

/** The day, week or month so many units ago; years ago say too little. */
export function ago(clock: Clock, count: number, unit: Unit): DateMeaning {
  if (!(count > 0) || unit === 'year') return 'content';
  if (unit === 'month') return monthBack(clock.today, count);
  const day = addDays(clock.today, -count * (unit === 'week' ? 7 : 1));
  return unit === 'week' ? weekOf(day) : { since: day, until: day };
}
