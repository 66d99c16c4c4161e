import {
  between,
  dayOf,
  monthPeriod,
  monthsPeriod,
  single,
  thirdOfMonth,
  weekOfMonth,
  yearPeriod,
} from './calendar.ts';
import { type Clock, type DateRule, inYear } from './clock.ts';
import { sticky } from './reading.ts';

/** A year before a month: `2024년`, `24년도`, `작년`, `올`; `지난 3월` leaves the year out. */
const YEAR =
  "(?:(?<y>(?:1[5-9]|20|21)\\d\\d(?= )|(?:(?:1[5-9]|20|21)\\d\\d|['’]?\\d\\d)(?= ?년))(?: ?년도?(?:의)?)? ?|(?<r>재작년|작년|지난 ?해|올해|금년|올)(?:의)? ?|(?:지난|저번|이번) )?";
const MONTH = '(?<m>\\d{1,2}) ?월달?';
export const ORDINAL_WEEK =
  '(?<w>마지막|첫 ?번째|두 ?번째|세 ?번째|네 ?번째|다섯 ?번째|여섯 ?번째|첫째?|둘째|셋째|넷째|다섯째|여섯째|[1-9] ?(?:번째|째)?) ?주(?:차)?(?! ?(?:동안|간))';
export const THIRD = '(?<t>초순|초|중순|하순|말)';

type Groups = Readonly<Record<string, string | undefined>>;

/** The year of the groups of {@link YEAR}; undefined when it was left out. */
function yearWritten({ y, r }: Groups, clock: Clock): number | 'content' | undefined {
  if (y) return clock.year(y);
  if (!r) return undefined;
  return clock.thisYear - (r === '재작년' ? 2 : r === '작년' || r.startsWith('지난') ? 1 : 0);
}

const ORDINALS = ['첫', '둘두', '셋세', '넷네', '다', '여'];

/** `둘째` -> 2, `마지막` -> last. */
export function weekNumber(written: string): number | 'last' {
  if (written === '마지막') return 'last';
  const digit = Number.parseInt(written, 10);
  return Number.isNaN(digit) ? ORDINALS.findIndex((syllables) => syllables.includes(written[0]!)) + 1 : digit;
}

/** `초` -> 0, `중순` -> 1, `말` -> 2. */
export function thirdNumber(written: string): 0 | 1 | 2 {
  return written.startsWith('초') ? 0 : written === '중순' ? 1 : 2;
}

const SEASONS: Readonly<Record<string, readonly [number, number]>> = {
  초: [1, 3],
  중반: [5, 8],
  말: [10, 12],
  상반기: [1, 6],
  하반기: [7, 12],
  봄: [3, 5],
  여름: [6, 8],
  가을: [9, 11],
  겨울: [12, 14],
};

/** Dates of the calendar as Korean writes them. `2024년 말` is its last three months, `3월 초` its first ten days. */
export const KOREAN_DATES: readonly DateRule[] = [
  {
    pattern: sticky(`${YEAR}${MONTH} ?(?<d>\\d{1,2}) ?일`),
    read: (g, clock) => inYear(yearWritten(g, clock), (year) => single(dayOf(year, Number(g.m), Number(g.d)))),
  },
  {
    pattern: sticky(`${YEAR}${MONTH} ?(?<d>\\d{1,2}) ?일? ?[~∼〜–—-] ?(?<e>\\d{1,2}) ?일`),
    read: (g, clock) =>
      inYear(yearWritten(g, clock), (year) =>
        between(dayOf(year, Number(g.m), Number(g.d)), dayOf(year, Number(g.m), Number(g.e))),
      ),
  },
  {
    pattern: sticky(`${YEAR}${MONTH}(?:의)? ?${ORDINAL_WEEK}`),
    read: (g, clock) => inYear(yearWritten(g, clock), (year) => weekOfMonth(year, Number(g.m), weekNumber(g.w!))),
  },
  {
    pattern: sticky(`${YEAR}${MONTH} ?${THIRD}`),
    read: (g, clock) => inYear(yearWritten(g, clock), (year) => thirdOfMonth(year, Number(g.m), thirdNumber(g.t!))),
  },
  {
    pattern: sticky(`${YEAR}${MONTH}`),
    read: (g, clock) => inYear(yearWritten(g, clock), (year) => monthPeriod(year, Number(g.m))),
  },
  {
    pattern: sticky(`${YEAR}(?<m>\\d{1,2}) ?[~∼〜–—-] ?(?<e>\\d{1,2}) ?월`),
    read: (g, clock) =>
      inYear(yearWritten(g, clock), (year) => {
        const [first, last] = [Number(g.m), Number(g.e)];
        return first > 12 || last > 12 ? undefined : monthsPeriod(year, first, last < first ? last + 12 : last);
      }),
  },
  {
    pattern: sticky(`${YEAR}(?<h>상반기|하반기)`),
    read: (g, clock) =>
      inYear(yearWritten(g, clock), (year) => monthsPeriod(year, ...(SEASONS[g.h!] as [number, number]))),
  },
  {
    pattern: sticky(`${YEAR.slice(0, -1)}(?<h>초|중반|말|봄|여름|가을|겨울)`),
    read: (g, clock) =>
      inYear(yearWritten(g, clock), (year) => monthsPeriod(year, ...(SEASONS[g.h!] as [number, number]))),
  },
  {
    pattern: sticky('(?<h>봄|여름|가을|겨울)'),
    weak: 'listed',
    read: (g) => (year) => monthsPeriod(year, ...(SEASONS[g.h!] as [number, number])),
  },
  {
    pattern: sticky(`${YEAR}(?:크리스마스|성탄절) ?(?<e>이브|전날)?(?:날|당일)?`),
    weak: 'listed',
    read: (g, clock) => inYear(yearWritten(g, clock), (year) => single(dayOf(year, 12, g.e ? 24 : 25))),
  },
  {
    pattern: sticky(`${YEAR}(?<q>[1-4]) ?(?:사)?분기`),
    read: (g, clock) =>
      inYear(yearWritten(g, clock), (year) => monthsPeriod(year, Number(g.q) * 3 - 2, Number(g.q) * 3)),
  },
  {
    pattern: sticky("(?<y>(?:1[5-9]|20|21)\\d\\d|['’]?\\d\\d) ?년(?:도)?"),
    read: (g, clock) => inYear(yearWritten(g, clock), yearPeriod),
  },
  {
    pattern: sticky('(?<r>재작년|작년|지난 ?해|올해|금년|올 한 ?해)(?:도)?'),
    read: (g, clock) => inYear(yearWritten({ r: g.r!.startsWith('올') ? '올해' : g.r }, clock), yearPeriod),
  },
  {
    pattern: sticky('(?<y>(?:1[5-9]|20|21)\\d\\d)년? ?[~∼〜–—-] ?(?<z>(?:1[5-9]|20|21)\\d\\d) ?년(?:도)?'),
    read: (g, clock) => {
      const [first, last] = [clock.year(g.y!), clock.year(g.z!)];
      if (first === 'content' || last === 'content') return 'content';
      return between(`${first}-01-01`, `${last}-12-31`) ?? 'content';
    },
  },
];
