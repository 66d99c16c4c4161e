import { dayOf, monthPeriod, single } from './calendar.ts';
import { type DateRule, inYear } from './clock.ts';
import { sticky } from './reading.ts';

/** Dates in digits. `3/5/2024` is left alone: it is March to one reader and May to another. */
export const NUMERIC_DATES: readonly DateRule[] = [
  {
    pattern: sticky('(?<y>(?:1[5-9]|20|21)\\d\\d)(?<s>[-./]) ?(?<m>\\d{1,2})\\k<s> ?(?<d>\\d{1,2})\\.?'),
    read: (g, clock) => inYear(clock.year(g.y!), (year) => single(dayOf(year, Number(g.m), Number(g.d)))),
  },
  {
    pattern: sticky('(?<y>\\d\\d)(?<s>[-./])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})'),
    read: (g, clock) => inYear(clock.year(g.y!), (year) => single(dayOf(year, Number(g.m), Number(g.d)))),
  },
  {
    pattern: sticky('(?<y>(?:1[5-9]|20|21)\\d\\d)(?<m>\\d\\d)(?<d>\\d\\d)'),
    read: (g, clock) => inYear(clock.year(g.y!), (year) => single(dayOf(year, Number(g.m), Number(g.d)))),
  },
  {
    pattern: sticky('(?<y>2\\d)(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\\d|3[01])(?![\\p{L}\\p{N}])'),
    weak: 'listed',
    read: (g, clock) => inYear(clock.year(g.y!), (year) => single(dayOf(year, Number(g.m), Number(g.d)))),
  },
  {
    pattern: sticky('(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>(?:1[5-9]|20|21)\\d\\d)'),
    read: (g, clock) => {
      const [a, b] = [Number(g.m), Number(g.d)];
      if (a <= 12 && b <= 12 && a !== b) return 'content';
      return inYear(clock.year(g.y!), (year) => single(a > 12 ? dayOf(year, b, a) : dayOf(year, a, b)));
    },
  },
  {
    pattern: sticky('(?<y>(?:1[5-9]|20|21)\\d\\d)[-./](?<m>0[1-9]|1[0-2]|[1-9])(?!\\d)'),
    weak: 'numeric',
    read: (g, clock) => inYear(clock.year(g.y!), (year) => monthPeriod(year, Number(g.m))),
  },
  {
    pattern: sticky('(?<m>\\d{1,2})/(?<d>\\d{1,2})'),
    weak: 'slash',
    read: (g) => inYear(undefined, (year) => single(dayOf(year, Number(g.m), Number(g.d)))),
  },
];
