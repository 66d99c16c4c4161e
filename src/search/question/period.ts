import { addDays } from '../../paper.ts';
import { between, dayOf, monthOf, type Period, single, type Yearly, yearOf } from './calendar.ts';
import type { Clock } from './clock.ts';
import type { QuestionContext } from './context.ts';
import {
  type Bound,
  isContent,
  isDate,
  isFamilyName,
  type Lead,
  leadOf,
  type Tail,
  tailOf,
  unsure,
} from './date-context.ts';
import { type Expression, expressionAt } from './expression.ts';
import { matchAt, type Reading, sticky } from './reading.ts';
import { latest, type Stretch, span, together } from './resolve.ts';

type Moment = Period | Yearly;

/** A date of the question with the words that belong to it. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly from: Moment;
  /** The other end of a range. */
  readonly to?: Moment;
  readonly bound: Bound;
}

/** A text that names more dates than this is not a question about days. */
const MOST_DATES = 6;

/** A place where a date may begin: the edge of a word, not inside a name such as `gpt-4o-2024-08-06` or `v24.1`. */
const PLACES = /(?<![\p{L}\p{N}]|[\p{L}\p{N}][-./_'’+~]|\p{N}:|[#$@_^=<>\\]|arxiv[ :])['’]?[\p{L}\p{N}]/giu;

const JOIN_KO = sticky('(?<join> ?(?:에서부터|부터|에서)| ?[~∼〜–—-]|(?:이랑|하고|와|과|랑)) ?(?:그 )?');
const CLOSE_KO = sticky(' ?(?:까지|사이|동안)');
const JOIN_EN = sticky('(?: (?<join>to|until|till|through|thru|and|&)| ?[~–—-]) ?(?:the )?');
const DAY_ONLY = sticky('(?<d>\\d{1,2}) ?(?:일|st|nd|rd|th)?(?![\\p{L}\\p{N}]|[.:/%-]\\p{N})|(?<k>\\d{1,2}) ?일');

const OPEN_KO: readonly (readonly [RegExp, Bound])[] = [
  [sticky(' ?(?:부터(?:는|의)?|이후|이래)(?:로는?|에는?|의)?(?: ?(?:지금|현재|오늘|최근|여태)까지)?'), 'since'],
  [sticky(' ?까지(?:의|는|만)?'), 'until'],
  [sticky(' ?이전(?:에|의|까지)?'), 'before'],
  [sticky(' ?전(?:에|까지)(?![\\p{L}\\p{N}])| ?전(?= (?:나온|올라온|공개|발표|논문|페이퍼))'), 'before'],
];
/** Between two dates that hold side by side. */
const AND = /^(?: ?,? ?(?:and|or|&|plus|및|그리고|또는) |, ?| )$/iu;
const AND_KO = sticky('(?:이나|나|이랑|랑|하고|와|과) ?');
const ONWARD = sticky(' (?:on|onwards?|forwards?|to (?:now|today|date|the present)|until now)(?![\\p{L}\\p{N}])');

/**
 * Reads the dates of a question and takes them out; undefined when it names none. A date without its year is the latest
 * one that has begun and has papers; dates that the asker is unsure of, excludes, or that are content are left alone.
 */
export function readPeriod(
  reading: Reading,
  clock: Clock,
  context: QuestionContext,
  told: boolean,
): Stretch | undefined {
  const found = findDates(reading, clock);
  const stretches: Stretch[] = [];
  const year = wholeYear(found);
  for (const { start, end, from, to, bound } of found) {
    const stretch = bounded(withYear(from, year), to && withYear(to, year), bound, context);
    if (!stretch) continue;
    reading.take(start, end, told);
    stretches.push(stretch);
  }
  return stretches.length > 0 ? together(stretches) : undefined;
}

function findDates(reading: Reading, clock: Clock): Found[] {
  const found: Found[] = [];
  let past = 0;
  for (const { index } of reading.text.matchAll(PLACES)) {
    if (index < past) continue;
    const expression = expressionAt(reading.text, index, clock);
    if (!expression) continue;
    if (isFamilyName(reading, index)) continue;
    past = expression.end;
    if (expression.meaning === 'content') {
      // `2019년부터 2023년까지`: its end does not stand alone.
      past = pairedEnd(reading.text, expression.end, clock) ?? past;
      continue;
    }
    const lead = leadAfter(reading, index, found.at(-1));
    if (unsure(reading, lead.start, expression.end) || unsure(reading, index, expression.end)) return [];
    const date = readRange(reading, index, expression, lead, clock) ?? readOne(reading, index, expression, lead, clock);
    if (!date) continue;
    past = Math.max(past, date.end);
    if (isContent(reading, date.start, date.end) || reading.negated(date.start, date.end)) {
      // What holds for one of two joined dates holds for both.
      if (isJoined(reading, index, found.at(-1))) found.pop();
      continue;
    }
    found.push(date);
    if (found.length > MOST_DATES) return [];
  }
  return found;
}

/** The words before a date; one that is joined to the date before it (`in March or May`) shares its preposition. */
function leadAfter(reading: Reading, at: number, previous: Found | undefined): Lead {
  return isJoined(reading, at, previous) ? { start: at, bound: 'in' } : leadOf(reading, at);
}

function isJoined(reading: Reading, at: number, previous: Found | undefined): boolean {
  return previous?.bound === 'in' && (previous.end === at || AND.test(reading.text.slice(previous.end, at)));
}

function pairedEnd(text: string, at: number, clock: Clock): number | undefined {
  const join = matchAt(JOIN_KO, text, at) ?? matchAt(JOIN_EN, text, at);
  return join ? expressionAt(text, at + join[0].length, clock)?.end : undefined;
}

/** `3월부터 5월까지`, `Jan 3-10`, `between March and May 2024`. */
function readRange(reading: Reading, at: number, first: Expression, lead: Lead, clock: Clock): Found | undefined {
  const text = reading.text;
  const korean = matchAt(JOIN_KO, text, first.end);
  const join = korean ?? matchAt(JOIN_EN, text, first.end);
  if (!join || first.meaning === 'content') return undefined;
  const second = secondDate(text, first.end + join[0].length, first.meaning, clock);
  if (!second || second.meaning === 'content') return undefined;
  const word = (join.groups?.join ?? '').trim().toLowerCase();
  const close = matchAt(CLOSE_KO, text, second.end);
  const paired = lead.bound === 'from' || lead.bound === 'between';
  if (/^(?:에서|이랑|하고|와|과|랑)$/.test(word) && !close) return undefined;
  if (/^(?:and|&)$/.test(word) && lead.bound !== 'between') return undefined;
  const tail = tailOf(text, second.end + (close?.[0].length ?? 0));
  if (!tail) return undefined;
  const whole = { ...first, end: second.end };
  if (first.weak && second.weak && !paired && !close && !isDate(reading, at, whole, lead, tail)) return undefined;
  const start = paired || lead.bound === 'in' ? lead.start : at;
  return { start, end: tail.end, from: first.meaning, to: second.meaning, bound: 'in' };
}

/** The end of a range: a date, or the day alone (`3월 5일부터 10일까지`, `Jan 3 to 10`) in the month of its beginning. */
function secondDate(text: string, at: number, first: Moment, clock: Clock): Expression | undefined {
  const expression = expressionAt(text, at, clock);
  if (expression) return expression;
  const match = matchAt(DAY_ONLY, text, at);
  const sample = typeof first === 'function' ? first(2024) : first;
  if (!match || !sample || sample.since !== sample.until) return undefined;
  const day = Number(match.groups?.d ?? match.groups?.k);
  if (day <= Number(sample.since.slice(8))) return undefined;
  const inMonth = (year: number, month: number) => single(dayOf(year, month, day));
  const meaning =
    typeof first === 'function'
      ? (year: number) => inMonth(year, monthOf(sample.since))
      : inMonth(yearOf(first.since), monthOf(first.since));
  return meaning && { end: at + match[0].length, meaning };
}

/** A date by itself or open at one end. */
function readOne(reading: Reading, at: number, expression: Expression, lead: Lead, clock: Clock): Found | undefined {
  const { text } = reading;
  if (expression.meaning === 'content') return undefined;
  for (const [pattern, bound] of OPEN_KO) {
    const match = matchAt(pattern, text, expression.end);
    const tail = match && expression.weak !== 'listed' && tailOf(text, expression.end + match[0].length);
    if (tail) return { start: at, end: tail.end, from: expression.meaning, bound };
  }
  const and = matchAt(AND_KO, text, expression.end);
  if (and && !expression.weak && expressionAt(text, expression.end + and[0].length, clock)) {
    return { start: lead.start, end: expression.end + and[0].length, from: expression.meaning, bound: 'in' };
  }
  const tail = tailOf(text, expression.end);
  if (!tail || !isDate(reading, at, expression, lead, tail)) return undefined;
  const { end, bound } = closing(text, lead, tail);
  return { start: lead.start, end, from: expression.meaning, bound };
}

function closing(text: string, lead: Lead, tail: Tail): { end: number; bound: Bound } {
  const onward = lead.bound === 'from' || lead.bound === 'since' ? matchAt(ONWARD, text, tail.end) : null;
  if (onward) return { end: tail.end + onward[0].length, bound: 'since' };
  return { end: tail.end, bound: lead.bound ?? 'in' };
}

function bounded(from: Moment, to: Moment | undefined, bound: Bound, context: QuestionContext): Stretch | undefined {
  if (to) return span(from, to, context);
  const period = typeof from === 'function' ? latest(from, context) : from;
  if (!period) return undefined;
  if (bound === 'since') return { since: period.since };
  if (bound === 'after') return { since: addDays(period.until, 1) };
  if (bound === 'before') return { until: addDays(period.since, -1) };
  if (bound === 'until') return { until: period.until };
  return between(period.since, period.until);
}

/** The one calendar year a question names beside other dates (`2024년에 나온 것 중 3월 논문`): theirs too. */
function wholeYear(found: readonly Found[]): number | undefined {
  const years = found.flatMap(({ from, to, bound }) => {
    if (typeof from === 'function' || to || bound !== 'in') return [];
    const { since, until } = from;
    return since.endsWith('-01-01') && until === `${since.slice(0, 4)}-12-31` ? [yearOf(since)] : [];
  });
  return years.length === 1 ? years[0] : undefined;
}

function withYear(moment: Moment, year: number | undefined): Moment {
  if (typeof moment !== 'function' || year === undefined) return moment;
  return moment(year) ?? moment;
}
