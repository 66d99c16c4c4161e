import { type Day, isDay } from './paper.ts';

/** What time it is, and waiting for it to pass. Whoever needs time is given one, so that tests can hold the clock. */
export interface Clock {
  now(): Date;
  /**
   * Resolves after `ms` milliseconds (at once for 0 or less), or early when `signal` aborts: the caller looks at the
   * signal, sleeping itself never fails.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Longest time one timer of the runtime can hold. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The clock of this machine. Its time zone never matters. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    for (let left = ms; left > 0 && !signal?.aborted; left -= MAX_TIMER_MS)
      await timer(Math.min(left, MAX_TIMER_MS), signal);
  },
};

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(handle);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const handle = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** What a clock on the wall shows. */
export interface WallTime {
  readonly day: Day;
  /** Minutes since midnight as shown, 0 to 1439; a day that changes its offset skips or repeats some. */
  readonly minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What a clock on the wall of a time zone (IANA name) shows at `now`. */
export function wallTime(timeZone: string, now: Date): WallTime {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(now)) parts[type] = value;
  return {
    day: `${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The first moment at which the wall clock of a time zone shows `minutes` past midnight of `day`, or has jumped past it:
 * on a night that skips 02:30 this is the moment of the jump, on a night that shows it twice it is the first time.
 */
export function instantOf(timeZone: string, { day, minutes }: WallTime): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  // Offsets lie within a day of UTC and change at most once around a moment: the answer is between these two.
  let before = shown - DAY_MS;
  let reached = shown + DAY_MS;
  while (reached - before > MINUTE_MS) {
    const middle = before + Math.floor((reached - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (hasReached(wallTime(timeZone, new Date(middle)), { day, minutes })) reached = middle;
    else before = middle;
  }
  // Where the clock goes back, what was reached is shown again later; the search may have found the second time.
  for (const back of [30, 60, 120]) {
    const earlier = wallTime(timeZone, new Date(reached - back * MINUTE_MS));
    if (earlier.day === day && earlier.minutes === minutes) return new Date(reached - back * MINUTE_MS);
  }
  return new Date(reached);
}

/** Whether one reading of a wall clock is at or past another. */
export function hasReached(now: WallTime, time: WallTime): boolean {
  return now.day > time.day || (now.day === time.day && now.minutes >= time.minutes);
}

const TIME =
  /^(?<first>오전|오후|am|pm)? ?(?<hour>\d{1,2})(?::(?<minute>[0-5]\d)|시(?: ?(?<part>[0-5]?\d)분| ?(?<half>반))?)? ?(?<last>am|pm)?$/i;

/**
 * Minutes past midnight of a time written `HH:MM` (00:00 to 23:59), `9시`, `오후 3시 30분`, `오전 9시 반` or `9:30 pm`; undefined when
 * it is none, as a bare number is.
 */
export function parseTime(text: string): number | undefined {
  const found = TIME.exec(text.trim().replace(/\s+/g, ' '))?.groups;
  if (!found) return undefined;
  const { first, hour: typed, minute, part, half, last } = found;
  if (first && last) return undefined;
  const noon = (first ?? last)?.toLowerCase();
  if (!noon && minute === undefined && !/시/.test(text)) return undefined;
  const hour = Number(typed);
  if (hour > (noon ? 12 : 23)) return undefined;
  const isAfternoon = noon === '오후' || noon === 'pm';
  const hours = noon ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
  return hours * 60 + (half ? 30 : Number(minute ?? part ?? 0));
}

/** `HH:MM` of minutes past midnight. */
export function formatTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Days of the week from 0, Sunday, to 6, Saturday. */
export function weekday(day: Day): number {
  if (!isDay(day)) throw new RangeError(`expected a day as YYYY-MM-DD, got ${JSON.stringify(day)}`);
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
