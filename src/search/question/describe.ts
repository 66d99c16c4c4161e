import { addDays, type Day } from '../../paper.ts';
import type { Query } from '../query.ts';
import { monthOf, monthPeriod, yearOf } from './calendar.ts';

/** The number of papers that goes without saying. */
export const DEFAULT_LIMIT = 10;

/**
 * Short phrases that say what restricts and orders a search, for replies: the days, the authors, the votes, the order, and
 * the number of papers where it is not the usual {@link DEFAULT_LIMIT}. Empty when nothing does. Names come from the
 * question: front ends escape them like any text.
 */
export function describeQuery(query: Query, language: 'ko' | 'en'): string[] {
  const { filters, order, limit } = query;
  const korean = language === 'ko';
  const phrases: string[] = [];
  if (query.instead) {
    const [asked, newest] = [query.instead, filters.since!];
    phrases.push(
      korean
        ? `${daysKo(asked, asked)} 목록이 없어서 가장 최근인 ${daysKo(newest, newest)}`
        : `no list for ${daysEn(asked, asked)}, so the newest before it, ${daysEn(newest, newest)}`,
    );
  } else if (filters.since || filters.until)
    phrases.push(korean ? daysKo(filters.since, filters.until) : daysEn(filters.since, filters.until));
  const authors = filters.authors ?? [];
  if (authors.length > 0) {
    phrases.push(
      korean ? `저자 ${authors.join(', ')}` : `${authors.length > 1 ? 'authors' : 'author'} ${authors.join(' and ')}`,
    );
  }
  const votes = filters.minVotes;
  if (votes !== undefined)
    phrases.push(korean ? `추천 ${votes}개 이상` : `at least ${votes} ${votes === 1 ? 'vote' : 'votes'}`);
  const most = filters.maxVotes;
  if (most !== undefined)
    phrases.push(korean ? `추천 ${most}개 이하` : `at most ${most} ${most === 1 ? 'vote' : 'votes'}`);
  if (filters.title !== undefined)
    phrases.push(korean ? `제목에 ‘${filters.title}’` : `“${filters.title}” in the title`);
  if (order === 'fewest') phrases.push(korean ? '추천 적은 순' : 'fewest votes first');
  if (order === 'votes') phrases.push(korean ? '추천 많은 순' : 'most votes first');
  if (order === 'newest') phrases.push(korean ? '최신순' : 'newest first');
  if (order === 'oldest') phrases.push(korean ? '오래된 순' : 'oldest first');
  if (limit !== DEFAULT_LIMIT)
    phrases.push(korean ? `${limit}편까지` : limit === 1 ? 'one paper' : `up to ${limit} papers`);
  return phrases;
}

/** Whether a stretch begins and ends with whole months. */
function wholeMonths(since: Day, until: Day): boolean {
  return since.endsWith('-01') && addDays(until, 1).endsWith('-01');
}

function wholeYears(since: Day, until: Day): boolean {
  return since.endsWith('-01-01') && until.endsWith('-12-31');
}

function daysKo(since: Day | undefined, until: Day | undefined): string {
  const year = (day: Day) => `${yearOf(day)}년`;
  const month = (day: Day) => `${monthOf(day)}월`;
  const date = (day: Day) => `${month(day)} ${Number(day.slice(8))}일`;
  if (!until) return since!.endsWith('-01-01') ? `${year(since!)}부터` : `${year(since!)} ${date(since!)}부터`;
  if (!since) return `${year(until)} ${until.endsWith('-12-31') ? '말' : date(until)}까지`;
  const sameYear = yearOf(since) === yearOf(until);
  if (since === until) return `${year(since)} ${date(since)}`;
  if (wholeYears(since, until)) return sameYear ? year(since) : `${year(since)}~${year(until)}`;
  if (wholeMonths(since, until)) {
    if (sameYear && monthOf(since) === monthOf(until)) return `${year(since)} ${month(since)}`;
    return `${year(since)} ${month(since)}~${sameYear ? '' : `${year(until)} `}${month(until)}`;
  }
  if (sameYear && monthOf(since) === monthOf(until)) return `${year(since)} ${date(since)}~${Number(until.slice(8))}일`;
  return `${year(since)} ${date(since)}~${sameYear ? '' : `${year(until)} `}${date(until)}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function daysEn(since: Day | undefined, until: Day | undefined): string {
  const month = (day: Day) => MONTHS[monthOf(day) - 1]!;
  const date = (day: Day) => `${month(day)} ${Number(day.slice(8))}`;
  const full = (day: Day) => `${date(day)}, ${yearOf(day)}`;
  if (!until) return since!.endsWith('-01-01') ? `since ${yearOf(since!)}` : `since ${full(since!)}`;
  if (!since) return `until ${until.endsWith('-12-31') ? `the end of ${yearOf(until)}` : full(until)}`;
  const sameYear = yearOf(since) === yearOf(until);
  if (since === until) return full(since);
  if (wholeYears(since, until)) return sameYear ? `${yearOf(since)}` : `${yearOf(since)}–${yearOf(until)}`;
  if (wholeMonths(since, until)) {
    if (since === monthPeriod(yearOf(until), monthOf(until))!.since) return `${month(since)} ${yearOf(since)}`;
    return `${month(since)}${sameYear ? '' : ` ${yearOf(since)}`} – ${month(until)} ${yearOf(until)}`;
  }
  if (sameYear && monthOf(since) === monthOf(until))
    return `${date(since)}–${Number(until.slice(8))}, ${yearOf(since)}`;
  return sameYear ? `${date(since)} – ${full(until)}` : `${full(since)} – ${full(until)}`;
}
