import { addDays } from '../../paper.ts';
import { dayOf, monthOf, single, thirdOfMonth, type Unit, weekOf, weekOfMonth, yearOf } from './calendar.ts';
import type { DateRule } from './clock.ts';
import { ORDINAL_WEEK, THIRD, thirdNumber, weekNumber } from './dates-korean.ts';
import { NATIVE_NUMBER, numberOf } from './numbers.ts';
import { sticky } from './reading.ts';
import { ago, back, last, latestWeekday, monthBack, unitOf } from './relative.ts';

const WEEK_KO = '(?:(?<b>지지난|저저번|지저번|저지난|저저) ?|(?<l>지난|저번) ?|이번 ?)주';
const MONTH_KO = '(?:(?<b>지지난|저저번|저지난) ?달|(?<l>지난|저번) ?달|이번 ?달|이달|금월)(?:의)?';
const COUNT_KO = `(?<n>\\d{1,3}|${NATIVE_NUMBER}|일)`;

const SPANS_KO: Readonly<Record<string, readonly [number, Unit]>> = {
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

/** Dates counted from today, in Korean. Weeks run from Monday to Sunday; `지난주` is the week before this one. */
export const KOREAN_RELATIVE_DATES: readonly DateRule[] = [
  {
    pattern: sticky('(?<word>오늘|금일|어제|어저께|그저께|그제|그끄저께|그끄제|그그저께)'),
    read: ({ word }, { today }) => {
      const days =
        word === '오늘' || word === '금일' ? 0 : word!.startsWith('어') ? 1 : /^그[끄그]/u.test(word!) ? 3 : 2;
      return single(addDays(today, -days));
    },
  },
  {
    pattern: sticky('어제 ?오늘'),
    read: (_, { today }) => ({ since: addDays(today, -1), until: today }),
  },
  {
    // By itself the word is also abstinence.
    pattern: sticky('금주(?=의? ?(?:논문|페이퍼|인기|최다|추천|top|베스트))'),
    read: (_, { today }) => weekOf(today),
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
