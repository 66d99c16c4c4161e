import { NUMBER, scaleOf, toNumber } from './numerals.ts';
import type { Unit } from './units.ts';

/** A number that is said in words or as a fraction, and where. */
export interface SaidNumber {
  readonly value: number;
  /** Absent where what follows says it. */
  readonly unit?: Unit;
  readonly from: number;
  readonly to: number;
  /** In words alone. */
  readonly word: boolean;
}

const SAID: readonly (readonly [pattern: RegExp, value: number, unit?: Unit])[] = [
  [/\bhal(?:f|ve|ves|ved|ving)\b(?! of the (?:time|steps))|절반|반으로/giu, 1 / 2, 'share'],
  [/\btwice as\b|\btwice its\b|\bdoubl(?:es|ed|ing)\b|\btwo-?fold\b|두\s?배|곱절|갑절/giu, 2, 'times'],
  [/\btwice\b|(?<![가-힣])둘(?:[이을은과로]|에|\s)/giu, 2],
  [/\b(?:only|just) once\b|\bonce (?:per|at each|at every|each|every)\b|한 번(?!에)/giu, 1],
  [/\b(?:one|an?(?= hour\b)|an?(?= single hour\b))(?= (?:single )?(?:second|minute|hour|day|week|month|year)\b)/giu, 1],
  [/(?<![가-힣])한(?= ?(?:시간|주일?|달|해|분(?![가-힣]))(?![가-힣]{2}))/gu, 1],
  [/(?<![가-힣])일주일(?![가-힣]{2})/gu, 1, 'week'],
  [/\btripl(?:e|es|ed|ing)\b|\bthree-?fold\b|세\s?배/giu, 3, 'times'],
  [/\bquadrupl(?:e|es|ed|ing)\b|\bfour-?fold\b|네\s?배/giu, 4, 'times'],
  [/\bfive-?fold\b|다섯\s?배/giu, 5, 'times'],
  [/\b(?:ten-?fold|an order of magnitude)\b|열\s?배/giu, 10, 'times'],
];

/** `하루에서 이틀`: days have numerals of their own. */
const DAYS: Readonly<Record<string, number>> = { 하루: 1, 이틀: 2, 사흘: 3, 나흘: 4, 닷새: 5, 열흘: 10, 보름: 15 };
const KOREAN_DAYS = new RegExp(`(?<![가-힣])(${Object.keys(DAYS).join('|')})(?!살이|빨리)`, 'gu');

/** `a quarter`, `two thirds`, `one hundredth`; a word that may also be an ordinal needs its article or number. */
const PARTS: Readonly<Record<string, number>> = {
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  hundredth: 100,
  thousandth: 1000,
};
const NUMERATORS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  nine: 9,
};
const ENGLISH_FRACTION = new RegExp(
  String.raw`\b(${Object.keys(NUMERATORS).join('|')})[\s-](${Object.keys(PARTS).join('|')})(s?)\b(?!\s(?:place|time|party|model|author|of\sall\splaces))`,
  'giu',
);
/** `4분의 3`, `2.39분의 1`, `만분의 1`. */
const KOREAN_FRACTION = new RegExp(
  String.raw`(?:(${NUMBER})(\s?[백천만억]+)?|(?<![가-힣])([백천만억]+))\s?분의\s?(${NUMBER}|일)`,
  'gu',
);
/** `1/2.39`. */
const ONE_OVER = /(?<![\d./])1\/(\d+(?:\.\d+)?)(?![\d/%])/gu;

/** The fractions of a text and the numbers it says in words other than plain numerals. */
export function saidNumbers(text: string): SaidNumber[] {
  const found: SaidNumber[] = [];
  const add = ({ index, 0: { length } }: RegExpExecArray, value: number, word: boolean, unit?: Unit): void => {
    found.push({ value, from: index, to: index + length, word, ...(unit && { unit }) });
  };
  for (const match of text.matchAll(KOREAN_FRACTION)) {
    const parts = match[1] ? toNumber(match[1]) * scaleOf(match[2]?.trim() ?? '') : scaleOf(match[3]!);
    add(match, (match[4] === '일' ? 1 : toNumber(match[4]!)) / parts, false, 'share');
  }
  for (const match of text.matchAll(ONE_OVER)) add(match, 1 / toNumber(match[1]!), false, 'share');
  for (const match of text.matchAll(ENGLISH_FRACTION)) {
    const [over, under] = [NUMERATORS[match[1]!.toLowerCase()]!, PARTS[match[2]!.toLowerCase()]!];
    // `two thirds` are parts, `two third parties` none.
    if (over > 1 === (match[3] !== '')) add(match, over / under, true, 'share');
  }
  for (const match of text.matchAll(KOREAN_DAYS)) add(match, DAYS[match[1]!]!, true, 'day');
  for (const [pattern, value, unit] of SAID) for (const match of text.matchAll(pattern)) add(match, value, true, unit);
  return found;
}
