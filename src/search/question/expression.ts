import { addDays } from '../../paper.ts';
import { type Period, single, weekday } from './calendar.ts';
import type { Clock, DateMeaning, DateRule, Weakness } from './clock.ts';
import { ENGLISH_DATES } from './dates-english.ts';
import { KOREAN_DATES } from './dates-korean.ts';
import { NUMERIC_DATES } from './dates-numeric.ts';
import { ENGLISH_RELATIVE_DATES } from './dates-relative-english.ts';
import { KOREAN_RELATIVE_DATES } from './dates-relative-korean.ts';
import { matchAt, sticky } from './reading.ts';

/** A date found at a place of the question. */
export interface Expression {
  readonly end: number;
  readonly meaning: DateMeaning;
  readonly weak?: Weakness;
}

const RULES: readonly DateRule[] = [
  ...KOREAN_DATES,
  ...KOREAN_RELATIVE_DATES,
  ...NUMERIC_DATES,
  ...ENGLISH_DATES,
  ...ENGLISH_RELATIVE_DATES,
];

const WEEKDAYS = ['월mon', '화tue', '수wed', '목thu', '금fri', '토sat', '일sun'];
const WEEKDAY =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![\\p{L}\\p{N}])\\.?|[월화수목금토일]요일)';
const WEEKDAY_BEFORE = sticky(`${WEEKDAY},? (?:the )?`);
const WEEKDAY_AFTER = sticky(`,? ?(?:\\((?<short>[월화수목금토일]|${WEEKDAY})\\)|(?<day>${WEEKDAY}))`);

/**
 * The longest date that begins at `at`, with a weekday beside it: that of a day says nothing new (`5월 7일(화)`, `Tuesday,
 * May 7`), that of a week picks its day. The patterns are bounded, so this costs the same in any text.
 */
export function expressionAt(text: string, at: number, clock: Clock): Expression | undefined {
  const leading = matchAt(WEEKDAY_BEFORE, text, at);
  const dated = leading && plainExpressionAt(text, at + leading[0].length, clock);
  if (dated && isDayLong(dated.meaning)) return dated;
  const expression = plainExpressionAt(text, at, clock);
  const trailing = expression && matchAt(WEEKDAY_AFTER, text, expression.end);
  if (!trailing || expression.meaning === 'content') return expression;
  const { meaning } = expression;
  const end = expression.end + trailing[0].length;
  if (isDayLong(meaning)) return { ...expression, end };
  const wanted = weekdayNumber((trailing.groups!.short ?? trailing.groups!.day)!);
  const pick = (period: Period | undefined) => period && dayOfWeek(period, wanted);
  if (typeof meaning === 'function') {
    return pick(meaning(2024)) ? { ...expression, end, meaning: (year) => pick(meaning(year)) } : expression;
  }
  const day = pick(meaning);
  return day ? { ...expression, end, meaning: day } : expression;
}

function isDayLong(meaning: DateMeaning): boolean {
  if (meaning === 'content') return false;
  const sample = typeof meaning === 'function' ? meaning(2024) : meaning;
  return sample !== undefined && sample.since === sample.until;
}

/** Monday is 0. */
function weekdayNumber(written: string): number {
  const word = written.toLowerCase();
  return WEEKDAYS.findIndex((names) => names[0] === word[0] || names.endsWith(word.slice(0, 3)));
}

/** That weekday of a period of a week; undefined for any other period. */
function dayOfWeek({ since, until }: Period, wanted: number): Period | undefined {
  return addDays(since, 6) === until ? single(addDays(since, (wanted - weekday(since) + 7) % 7)) : undefined;
}

function plainExpressionAt(text: string, at: number, clock: Clock): Expression | undefined {
  let best: { rule: DateRule; match: RegExpExecArray } | undefined;
  for (const rule of RULES) {
    const match = matchAt(rule.pattern, text, at);
    if (match && match[0].length > (best?.match[0].length ?? 0)) best = { rule, match };
  }
  if (!best) return undefined;
  const { rule, match } = best;
  const meaning = rule.read(match.groups ?? {}, clock) ?? 'content';
  // `it may 5 times …`: these two are words of their own, so without a capital the month needs more around it.
  const weak = rule.weak ?? (/^(?:may|mar|march)[ \d]/u.test(match[0]) ? 'month' : undefined);
  return { end: at + match[0].length, meaning, ...(weak ? { weak } : {}) };
}
