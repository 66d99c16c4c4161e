import { addDays, type Day } from '../../paper.ts';
import {
  dayOf,
  lastUnits,
  monthOf,
  monthsPeriod,
  type Period,
  shiftMonths,
  single,
  thirdOfMonth,
  weekday,
  weekOf,
  weekOfMonth,
  yearOf,
  yearPeriod,
} from './calendar.ts';
import type { Clock, DateMeaning, DateRule } from './clock.ts';
import { ORDINAL_WEEK, THIRD, thirdNumber, weekNumber } from './dates-korean.ts';
import { ENGLISH_NUMBER, NATIVE_NUMBER, numberOf } from './numbers.ts';
import { sticky } from './reading.ts';

const WEEK_KO = '(?:(?<b>지지난|저저번|지저번|저지난|저저) ?|(?<l>지난|저번) ?|이번 ?)주';
const MONTH_KO = '(?:(?<b>지지난|저저번|저지난) ?달|(?<l>지난|저번) ?달|이번 ?달|이달|금월)(?:의)?';
const COUNT_KO = `(?<n>\\d{1,3}|${NATIVE_NUMBER}|일)`;
const COUNT_EN = `(?<n>\\d{1,3}|${ENGLISH_NUMBER})`;
const UNIT_EN = '(?<u>hour|day|week|month|year)s?';
const WEEKDAYS_EN = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const WEEKDAY_EN = `(?<day>${WEEKDAYS_EN.join('|')})(?:['’]s)?`;

type Groups = Readonly<Record<string, string | undefined>>;

/** How many weeks or months back: this one 0, the last one 1, the one before 2. */
function back({ l, b }: Groups): number {
  return b ? 2 : l ? 1 : 0;
}

/** The latest such day of the week before today, today not counted. */
function latestWeekday(today: Day, day: number): Day {
  return addDays(today, -(((weekday(today) - day + 6) % 7) + 1));
}

function monthBack(today: Day, months: number): Period {
  const day = shiftMonths(today, -months);
  return monthsPeriod(yearOf(day), monthOf(day))!;
}

function unitOf(written: string): 'day' | 'week' | 'month' | 'year' {
  const unit = written.toLowerCase();
  if (unit === '주' || unit === '주일' || unit === 'week') return 'week';
  if (unit === '달' || unit === '개월' || unit === 'month') return 'month';
  return unit === '년' || unit === '해' || unit === 'year' ? 'year' : 'day';
}

/** The last so many units; a stretch that reaches back past the first papers (`지난 10년간`) speaks of the field. */
function last(clock: Clock, count: number, unit: 'day' | 'week' | 'month' | 'year'): DateMeaning {
  if (!(count > 0)) return 'content';
  const period = lastUnits(clock.today, count, unit);
  return unit === 'year' && count > 1 && clock.beforeFirst(yearOf(period.since)) ? 'content' : period;
}

/** The day, week or month so many units ago; years ago say too little. */
function ago(clock: Clock, count: number, unit: 'day' | 'week' | 'month' | 'year'): DateMeaning {
  if (!(count > 0) || unit === 'year') return 'content';
  if (unit === 'month') return monthBack(clock.today, count);
  const day = addDays(clock.today, -count * (unit === 'week' ? 7 : 1));
  return unit === 'week' ? weekOf(day) : { since: day, until: day };
}

const SPANS_KO: Readonly<Record<string, readonly [number, 'day' | 'week' | 'month' | 'year']>> = {
  하루: [1, 'day'],
  이틀: [2, 'day'],
  사흘: [3, 'day'],
  나흘: [4, 'day'],
  닷새: [5, 'day'],
  열흘: [10, 'day'],
  보름: [15, 'day'],
  일주일: [1, 'week'],
  반년: [6, 'month'],
};
const SPAN_KO = `(?<span>${Object.keys(SPANS_KO).join('|')})`;

const KOREAN: readonly DateRule[] = [
  {
    pattern: sticky('(?<word>오늘|금일|어제|어저께|그저께|그제|그끄저께|그끄제)'),
    read: ({ word }, { today }) => {
      const days =
        word === '오늘' || word === '금일' ? 0 : word!.startsWith('어') ? 1 : word!.startsWith('그끄') ? 3 : 2;
      return single(addDays(today, -days));
    },
  },
  { pattern: sticky(WEEK_KO), read: (g, { today }) => weekOf(addDays(today, -7 * back(g))) },
  {
    pattern: sticky(`${WEEK_KO}(?:의)? ?(?<day>[월화수목금토일])요일`),
    read: (g, { today }) =>
      single(addDays(weekOf(addDays(today, -7 * back(g))).since, '월화수목금토일'.indexOf(g.day!))),
  },
  {
    pattern: sticky('(?:(?<l>지난|저번) ?|이번 ?)주말'),
    read: (g, { today }) => {
      const { since, until } = weekOf(addDays(today, -7 * back(g)));
      return { since: addDays(since, 5), until };
    },
  },
  {
    pattern: sticky('(?:지난|저번) ?(?<day>[월화수목금토일])요일'),
    read: ({ day }, { today }) => single(latestWeekday(today, '월화수목금토일'.indexOf(day!))),
  },
  {
    pattern: sticky('(?<day>[월화수목금토일])요일'),
    weak: 'listed',
    read: ({ day }, { today }) => single(latestWeekday(addDays(today, 1), '월화수목금토일'.indexOf(day!))),
  },
  { pattern: sticky(MONTH_KO), read: (g, { today }) => monthBack(today, back(g)) },
  {
    pattern: sticky(`${MONTH_KO} ?${ORDINAL_WEEK}`),
    read: (g, { today }) => {
      const { since } = monthBack(today, back(g));
      return weekOfMonth(yearOf(since), monthOf(since), weekNumber(g.w!)) ?? 'content';
    },
  },
  {
    pattern: sticky(`${MONTH_KO} ?${THIRD}`),
    read: (g, { today }) => {
      const { since } = monthBack(today, back(g));
      return thirdOfMonth(yearOf(since), monthOf(since), thirdNumber(g.t!));
    },
  },
  {
    pattern: sticky(`${MONTH_KO} ?(?<d>\\d{1,2}) ?일`),
    read: (g, { today }) => {
      const { since } = monthBack(today, back(g));
      return single(dayOf(yearOf(since), monthOf(since), Number(g.d))) ?? 'content';
    },
  },
  {
    // `지난 14일에` is the 14th, the last one there was; `지난 14일` alone is a fortnight.
    pattern: sticky('지난 (?<d>\\d{1,2})일(?=에(?!서)|자)'),
    read: ({ d }, { today }) => {
      const here = dayOf(yearOf(today), monthOf(today), Number(d));
      const { since } = monthBack(today, 1);
      return single(here && here < today ? here : dayOf(yearOf(since), monthOf(since), Number(d))) ?? 'content';
    },
  },
  {
    pattern: sticky(
      `(?:최근|지난|요) ?(?:한 )?(?:${COUNT_KO} ?(?<u>일|주일|주|달|개월|년|해)|(?<hours>24|48) ?시간)(?: ?(?:간|동안|이내|안|내|사이)(?:에|의)?(?=$|[^\\p{L}\\p{N}]))?`,
    ),
    read: ({ n, u, hours }, clock) => last(clock, hours ? Number(hours) / 24 + 1 : numberOf(n!), unitOf(u ?? '일')),
  },
  {
    pattern: sticky(
      `(?:최근|지난|요) ?(?:한 )?${SPAN_KO}(?: ?(?:간|동안|이내|안|내|사이)(?:에|의)?(?=$|[^\\p{L}\\p{N}]))?`,
    ),
    read: ({ span }, clock) => last(clock, ...SPANS_KO[span!]!),
  },
  {
    pattern: sticky(`(?:${COUNT_KO} ?(?<u>일|주일|주|달|개월|년)|${SPAN_KO}) ?전`),
    weak: 'listed',
    read: ({ n, u, span }, clock) => (span ? ago(clock, ...SPANS_KO[span]!) : ago(clock, numberOf(n!), unitOf(u!))),
  },
];

const ENGLISH: readonly DateRule[] = [
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

/** Dates counted from today. Weeks run from Monday to Sunday; `지난주` and `last week` are the week before this one. */
export const RELATIVE_DATES: readonly DateRule[] = [...KOREAN, ...ENGLISH];
