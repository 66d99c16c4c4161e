import { hasReached, instantOf, type WallTime, wallTime, weekday } from '../clock.ts';
import { addDays, type Day } from '../paper.ts';
import { feedDay, isWeekend, opensAt } from '../pull/feed-day.ts';

/** When a digest is posted. */
export interface DigestTime {
  readonly minutes: number;
  readonly timeZone: string;
  readonly weekdays: readonly number[];
}

/** A digest that could not be posted in time is still posted this long after, in milliseconds. */
const LATE_MS = 12 * 3600_000;
/** A list is worth posting when it has been open for so long: its first hour has a handful of papers without votes. */
const RIPE_MS = 6 * 3600_000;

/**
 * The day, by the digest's own clock, whose digest is due now: its time has come, not too long ago, and it was not
 * looked after yet. A time of day that a night skips counts as come at the jump; one that it shows twice comes once.
 *
 * @param lastSlot the last day that was looked after.
 */
export function dueSlot({ minutes, timeZone, weekdays }: DigestTime, lastSlot: Day, now: Date): Day | undefined {
  const local = wallTime(timeZone, now);
  // Yesterday's may have become due shortly before midnight and not be posted yet.
  for (const day of [local.day, addDays(local.day, -1)]) {
    if (day <= lastSlot || !weekdays.includes(weekday(day)) || !hasReached(local, { day, minutes })) continue;
    if (now.getTime() - instantOf(timeZone, { day, minutes }).getTime() <= LATE_MS) return day;
  }
  return undefined;
}

/** When a digest comes next, strictly after `now`. */
export function nextDigest({ minutes, timeZone, weekdays }: DigestTime, now: Date): Date {
  const { day } = wallTime(timeZone, now);
  for (let ahead = 0; ; ahead++) {
    const slot: WallTime = { day: addDays(day, ahead), minutes };
    const at = instantOf(timeZone, slot);
    if (weekdays.includes(weekday(slot.day)) && at > now) return at;
  }
}

/** The newest day whose list has been open long enough to be posted. */
export function ripeDay(now: Date): Day {
  const open = feedDay(now);
  return opensAt(open).getTime() + RIPE_MS <= now.getTime() ? open : addDays(open, -1);
}

/** The newest list that should exist by now: weekends have none. */
export function expectedList(now: Date): Day {
  let day = ripeDay(now);
  while (isWeekend(day)) day = addDays(day, -1);
  return day;
}
