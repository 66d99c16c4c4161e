import { addDays } from '../../paper.ts';
import { single, weekOf, yearPeriod } from './calendar.ts';
import type { DateRule } from './clock.ts';
import { ENGLISH_NUMBER, numberOf } from './numbers.ts';
import { sticky } from './reading.ts';
import { ago, back, last, latestWeekday, monthBack, unitOf } from './relative.ts';

const COUNT_EN = `(?<n>\\d{1,3}|${ENGLISH_NUMBER})`;
const UNIT_EN = '(?<u>hour|day|week|month|year)s?';
const WEEKDAYS_EN = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const WEEKDAY_EN = `(?<day>${WEEKDAYS_EN.join('|')})(?:['’]s)?`;

/** Dates counted from today, in English. Weeks run from Monday to Sunday; `last week` is the week before this one. */
export const ENGLISH_RELATIVE_DATES: readonly DateRule[] = [
  { pattern: sticky("today(?:['’]s)?"), weak: 'today', read: (_, { today }) => single(today) },
  { pattern: sticky("yesterday(?:['’]s)?"), weak: 'today', read: (_, { today }) => single(addDays(today, -1)) },
  { pattern: sticky('(?:the )?day before yesterday'), read: (_, { today }) => single(addDays(today, -2)) },
  {
    pattern: sticky("(?:the )?(?:(?<l>last|previous)|this|current) (?<u>week|month|year)(?:['’]s)?"),
    weak: 'today',
    read: (g, { today, thisYear }) => {
      const unit = unitOf(g.u!);
      if (unit === 'week') return weekOf(addDays(today, -7 * back(g)));
      return unit === 'month' ? monthBack(today, back(g)) : yearPeriod(thisYear - back(g));
    },
  },
  {
    pattern: sticky('(?:the )?(?<u>week|month|year) before last'),
    read: (g, { today, thisYear }) => {
      const unit = unitOf(g.u!);
      if (unit === 'week') return weekOf(addDays(today, -14));
      return unit === 'month' ? monthBack(today, 2) : yearPeriod(thisYear - 2);
    },
  },
  {
    pattern: sticky(`(?:the )?(?:last|past|previous) ${COUNT_EN} ${UNIT_EN}`),
    read: ({ n, u }, clock) =>
      u!.toLowerCase() === 'hour'
        ? [24, 48].includes(numberOf(n!))
          ? last(clock, numberOf(n!) / 24 + 1, 'day')
          : 'content'
        : last(clock, numberOf(n!), unitOf(u!)),
  },
  {
    // Set apart from `last week`, the one before this: what lies within the last week counts back from today.
    pattern: sticky(
      "(?:(?:in|over|during|within|from|for) the (?:last|past)|(?:the )?past) (?<u>day|week|month|year)(?:['’]s)?",
    ),
    weak: 'today',
    read: ({ u }, clock) => last(clock, u!.toLowerCase() === 'day' ? 2 : 1, unitOf(u!)),
  },
  {
    pattern: sticky(`(?:${COUNT_EN}|an?) ${UNIT_EN} ago`),
    read: ({ n, u }, clock) => (u!.toLowerCase() === 'hour' ? 'content' : ago(clock, n ? numberOf(n) : 1, unitOf(u!))),
  },
  {
    pattern: sticky(`(?:this|last|past) ${WEEKDAY_EN}`),
    read: ({ day }, { today }) => single(latestWeekday(today, WEEKDAYS_EN.indexOf(day!.toLowerCase()))),
  },
  {
    pattern: sticky(WEEKDAY_EN),
    weak: 'preposition',
    read: ({ day }, { today }) => single(latestWeekday(addDays(today, 1), WEEKDAYS_EN.indexOf(day!.toLowerCase()))),
  },
  {
    pattern: sticky('(?:(?<l>last|past)|this) weekend'),
    read: (g, { today }) => {
      const { since, until } = weekOf(addDays(today, -7 * back(g)));
      return { since: addDays(since, 5), until };
    },
  },
];
