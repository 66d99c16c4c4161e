import { instantOf, wallTime, weekday } from '../clock.ts';
import { addDays, type Day } from '../paper.ts';

/** The daily list is kept by this clock. */
const FEED_ZONE = 'America/New_York';
/** The list of a day closes, and the next one opens, at 21:30 by that clock: minutes past midnight. */
const ROLLOVER = 21 * 60 + 30;

/** The day whose list is open at `now`. */
export function feedDay(now: Date): Day {
  const { day, minutes } = wallTime(FEED_ZONE, now);
  return minutes >= ROLLOVER ? addDays(day, 1) : day;
}

/** When the list of a day opens. */
export function opensAt(day: Day): Date {
  return closesAt(addDays(day, -1));
}

/** When the list of a day closes: from then on no paper is added to it, while its votes go on moving. */
export function closesAt(day: Day): Date {
  return instantOf(FEED_ZONE, { day, minutes: ROLLOVER });
}

/** Whether a day is a Saturday or Sunday, on which the list is usually empty. */
export function isWeekend(day: Day): boolean {
  return weekday(day) % 6 === 0;
}
