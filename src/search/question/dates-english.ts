import {
  between,
  dayOf,
  monthPeriod,
  monthsPeriod,
  single,
  thirdOfMonth,
  weekOf,
  weekOfMonth,
  type Yearly,
  yearPeriod,
} from './calendar.ts';
import { type Clock, type DateMeaning, type DateRule, inYear } from './clock.ts';
import { sticky } from './reading.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\\p{L}\\p{N}])\\.?';
const DAY = '(?<d>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\p{N}])';
/** A year after a month or day: `2024`, `'24`, `of last year`. */
const YEAR = "(?:,? (?:of |in )?(?:(?<y>(?:1[5-9]|20|21)\\d\\d|['’]\\d\\d)|(?<r>this|last) year)(?![\\p{L}\\p{N}]))";
const ORDINAL = '(?<w>first|second|third|fourth|fifth|sixth|last|final|1st|2nd|3rd|4th|5th|6th)';
const ORDINALS = 'first second third fourth fifth sixth'.split(' ');

type Groups = Readonly<Record<string, string | undefined>>;

function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function ordinal(written: string): number | 'last' {
  const word = written.toLowerCase();
  if (word === 'last' || word === 'final') return 'last';
  return ORDINALS.includes(word) ? ORDINALS.indexOf(word) + 1 : Number.parseInt(word, 10);
}

function dated(g: Groups, clock: Clock, yearly: Yearly): DateMeaning {
  const year = g.y ? clock.year(g.y) : g.r ? clock.thisYear - (g.r.toLowerCase() === 'last' ? 1 : 0) : undefined;
  return inYear(year, yearly);
}

const readDay = (g: Groups, clock: Clock) =>
  dated(g, clock, (year) => single(dayOf(year, monthNumber(g.m!), Number(g.d))));
const readMonth = (g: Groups, clock: Clock) => dated(g, clock, (year) => monthPeriod(year, monthNumber(g.m!)));

const SEASONS: Readonly<Record<string, readonly [number, number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  fall: [9, 11],
  autumn: [9, 11],
  winter: [12, 14],
  early: [1, 3],
  mid: [5, 8],
  late: [10, 12],
};

/** Dates of the calendar as English writes them. */
export const ENGLISH_DATES: readonly DateRule[] = [
  { pattern: sticky(`${MONTH} ?(?:the )?${DAY}${YEAR}?`), read: readDay },
  { pattern: sticky(`(?:the )?${DAY} (?:of )?${MONTH}${YEAR}?`), read: readDay },
  { pattern: sticky(`(?<y>(?:1[5-9]|20|21)\\d\\d),? ${MONTH} ${DAY}`), read: readDay },
  {
    pattern: sticky(
      `${MONTH} (?<d>\\d{1,2})(?:st|nd|rd|th)? ?[~–—-] ?(?<e>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\p{N}])${YEAR}?`,
    ),
    read: (g, clock) =>
      dated(g, clock, (year) => {
        const month = monthNumber(g.m!);
        return between(dayOf(year, month, Number(g.d)), dayOf(year, month, Number(g.e)));
      }),
  },
  {
    pattern: sticky(
      `(?:the )?${DAY} ?(?:[~–—-]|to|through|until) ?(?:the )?(?<e>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\p{N}]) (?:of )?${MONTH}${YEAR}?`,
    ),
    read: (g, clock) =>
      dated(g, clock, (year) => {
        const month = monthNumber(g.m!);
        return between(dayOf(year, month, Number(g.d)), dayOf(year, month, Number(g.e)));
      }),
  },
  { pattern: sticky(`${MONTH}${YEAR}`), read: readMonth },
  { pattern: sticky(`(?<y>(?:1[5-9]|20|21)\\d\\d),? ${MONTH}`), read: readMonth },
  { pattern: sticky(`(?:last|this|past) ${MONTH}`), read: readMonth },
  { pattern: sticky(MONTH), weak: 'month', read: readMonth },
  {
    pattern: sticky(`(?:the )?${ORDINAL} (?:full )?week (?:of|in) ${MONTH}${YEAR}?`),
    read: (g, clock) => dated(g, clock, (year) => weekOfMonth(year, monthNumber(g.m!), ordinal(g.w!))),
  },
  {
    pattern: sticky(`(?:the )?week of (?:the )?${MONTH} ${DAY}${YEAR}?`),
    read: (g, clock) =>
      dated(g, clock, (year) => {
        const day = dayOf(year, monthNumber(g.m!), Number(g.d));
        return day ? weekOf(day) : undefined;
      }),
  },
  {
    pattern: sticky(
      `(?:the )?(?<t>early|mid|middle|late|beginning|start|end)(?: in| of| part of)*[ -](?:the )?${MONTH}${YEAR}?`,
    ),
    read: (g, clock) => {
      const word = g.t!.toLowerCase();
      const third = word.startsWith('mid') ? 1 : word === 'late' || word === 'end' ? 2 : 0;
      return dated(g, clock, (year) => thirdOfMonth(year, monthNumber(g.m!), third));
    },
  },
  {
    pattern: sticky('(?<h>spring|summer|fall|autumn|winter|early|mid|late)(?: of|-)? ?(?<y>(?:1[5-9]|20|21)\\d\\d)'),
    read: (g, clock) =>
      dated(g, clock, (year) => monthsPeriod(year, ...(SEASONS[g.h!.toLowerCase()] as [number, number]))),
  },
  {
    pattern: sticky(`(?:christmas|xmas)(?: (?<e>eve)| day)?${YEAR}?`),
    weak: 'preposition',
    read: (g, clock) => dated(g, clock, (year) => single(dayOf(year, 12, g.e ? 24 : 25))),
  },
  {
    pattern: sticky('(?:the )?(?<h>first|second) half of (?<y>(?:1[5-9]|20|21)\\d\\d)'),
    read: (g, clock) =>
      dated(g, clock, (year) =>
        g.h!.toLowerCase() === 'first' ? monthsPeriod(year, 1, 6) : monthsPeriod(year, 7, 12),
      ),
  },
  {
    pattern: sticky(`(?:q(?<q>[1-4])|(?:the )?${ORDINAL} quarter)(?: of)? (?<y>(?:1[5-9]|20|21)\\d\\d)`),
    read: (g, clock) =>
      dated(g, clock, (year) => {
        const written = g.q ? Number(g.q) : ordinal(g.w!);
        const quarter = written === 'last' ? 4 : written;
        return quarter <= 4 ? monthsPeriod(year, quarter * 3 - 2, quarter * 3) : undefined;
      }),
  },
  {
    pattern: sticky('(?<y>(?:1[5-9]|20|21)\\d\\d) q(?<q>[1-4])'),
    read: (g, clock) => dated(g, clock, (year) => monthsPeriod(year, Number(g.q) * 3 - 2, Number(g.q) * 3)),
  },
  {
    pattern: sticky("(?:last|this|past) (?<h>spring|summer|fall|autumn|winter)(?:['’]s)?"),
    read: (g) => (year) => monthsPeriod(year, ...(SEASONS[g.h!.toLowerCase()] as [number, number])),
  },
  {
    pattern: sticky('q(?<q>[1-4])(?![\\p{L}\\p{N}])'),
    weak: 'preposition',
    read: (g) => (year) => monthsPeriod(year, Number(g.q) * 3 - 2, Number(g.q) * 3),
  },
  { pattern: sticky('(?<y>(?:1[5-9]|20|21)\\d\\d)'), weak: 'year', read: (g, clock) => dated(g, clock, yearPeriod) },
];
