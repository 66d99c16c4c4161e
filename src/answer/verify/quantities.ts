import { normalise } from '../../text.ts';
import { ENGLISH_WORDS, KOREAN_WORDS, koreanNumber, NUMBER, scaleOf, toNumber } from './numerals.ts';
import { RATES, type Unit, unitAt } from './units.ts';

/** One number of a text with what it measures. */
export interface Quantity {
  readonly value: number;
  readonly unit?: Unit;
  /** Said to be approximate (`about`, `약`): a rounded value of the source counts as the same. */
  readonly approximate: boolean;
  /** Written as a word (`three`, `여섯 가지`) rather than in digits. */
  readonly word: boolean;
  /** Where it stands in the normalised text. */
  readonly from: number;
  readonly to: number;
}

/** `6,200만`, `1조 2,000억`, `37 billion`, `37B`; a digit inside a word or a version (`GPT-4`, `Emu2`, `1F1B`) is a name's, not a number. */
const DIGITS = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d.,]|\p{Script=Latin}[-_.])(?:((?:${NUMBER}\s?[십백천만억조]+\s?)+)|(${NUMBER})\s?(?:(thousand|million|billion|trillion)\b|([KMBT])(?![\p{Script=Latin}\d])|(?![\p{Script=Latin}\d]|\.\d)))`,
  'giu',
);
/** A scale that stands for a number: `a million`, `백만 토큰`. */
const SCALE_ALONE =
  /(?<![\p{L}\d-])an?\s(thousand|million|billion|trillion)\b|(?<![가-힣\d])(?<!\d\s)([십백천][만억조]|[억조](?=\s?개))(?=\s|개|장|토큰)/giu;
/** A number that carries its unit without a space (`91fps`, `2x`, `16GB`). */
const GLUED = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d.,]|\p{Script=Latin}[-_.])(${NUMBER})(?=(?:x|fps|ms|s|gb|mb|tb|w|°)(?![\p{Script=Latin}\d]))`,
  'giu',
);

/** A native number counts only before a counter; 한 (one) is also "about" and "a" and is left alone. */
const KOREAN_COUNT =
  /(?<![가-힣])(두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(가지|개|장|명|편|단계|종|번|배|곳|차례|층|대|쪽|분|시간|달|해|건|토막|군데|모델|방식|방법|과제|데이터|부분|사람|축|갈래|방향|초)/gu;
const ENGLISH_COUNT = new RegExp(
  String.raw`(?<![\p{L}\d-])(${Object.keys(ENGLISH_WORDS).join('|')})(?![\p{L}\d])`,
  'giu',
);
/** Fractions and multiples said as a word. */
const SAID: readonly (readonly [RegExp, number, Unit | undefined])[] = [
  [/\bhal(?:f|ve|ves|ved|ving)\b(?! of the (?:time|steps))|절반|반으로/giu, 0.5, 'times'],
  [/\btwice as\b|\bdoubl(?:es|ed|ing)\b|두\s?배|곱절|갑절/giu, 2, 'times'],
  [/\btwice\b|(?<![가-힣])둘(?:[이을은과로]|에|\s)/giu, 2, undefined],
  [/\b(?:only|just) once\b|\bonce (?:per|at each|at every|each|every)\b|한 번(?!에)/giu, 1, undefined],
  [/\bone(?= (?:second|minute|hour|day|week|month|year)\b)/giu, 1, undefined],
  [/(?<![가-힣])하루(?![가-힣]{2})/gu, 1, 'day'],
  [/\btripl(?:e|es|ed|ing)\b|\bthree-?fold\b|세\s?배/giu, 3, 'times'],
  [/\btwo-?fold\b/giu, 2, 'times'],
  [/\btwice its\b/giu, 2, 'times'],
];
/** `2.39분의 1` */
const FRACTION = new RegExp(String.raw`(${NUMBER})(\s?[백천만억]+)?\s?분의\s?(${NUMBER})`, 'gu');

/** `1/2.39` says the same. */
const ONE_OVER = /(?<![\d./])1\/(\d+(?:\.\d+)?)(?![\d/%])/gu;

const APPROXIMATE_BEFORE =
  /(?:\b(?:about|around|approximately|roughly|nearly|almost|some|over|more than|at least)\s+|[약대]략?\s*|~\s?)$/iu;
const APPROXIMATE_AFTER = /^\s?[가-힣]{0,2}\s?(?:가량|정도|쯤|남짓|여\s)/u;

/** `2.3~3.6배`, `from 2.3 to 3.6 times`: the first number shares the second's unit. */
const RANGE = /^\s?(?:~|–|—|-|to\b)\s?$/iu;

/** The numbers of a text in order of place, with their units. `3차원`, `GPT-4`, `RTX4090` are names and not among them. */
export function quantities(text: string): Quantity[] {
  const plain = normalise(text).replace(/(\d)차원/gu, '$1D');
  const found: Quantity[] = [];
  const taken: [number, number][] = [];
  const free = (from: number, to: number): boolean => taken.every(([a, b]) => to <= a || from >= b);
  const add = (value: number, from: number, to: number, word: boolean, unit = unitAt(plain, from, to)): void => {
    if (!Number.isFinite(value) || !free(from, to)) return;
    taken.push([from, to]);
    const approximate = APPROXIMATE_BEFORE.test(plain.slice(0, from)) || APPROXIMATE_AFTER.test(plain.slice(to));
    found.push({ value, ...(unit && { unit }), approximate, word, from, to });
  };
  for (const match of plain.matchAll(FRACTION)) {
    const parts = toNumber(match[1]!) * scaleOf(match[2]?.trim() ?? '');
    add(parts / toNumber(match[3]!), match.index, match.index + match[0].length, false, 'times');
  }
  for (const match of plain.matchAll(ONE_OVER)) {
    add(toNumber(match[1]!), match.index, match.index + match[0].length, false, 'times');
  }
  for (const [pattern, value, unit] of SAID) {
    for (const match of plain.matchAll(pattern))
      add(
        value,
        match.index,
        match.index + match[0].length,
        true,
        unit ?? unitAt(plain, match.index, match.index + match[0].length),
      );
  }
  for (const match of plain.matchAll(DIGITS)) {
    const [all, korean, digits, english, letter] = match;
    const value = korean ? koreanNumber(korean) : toNumber(digits!) * scaleOf(english ?? letter ?? '');
    add(value, match.index, match.index + all.trimEnd().length, false);
  }
  for (const match of plain.matchAll(SCALE_ALONE)) {
    add(scaleOf(match[1] ?? match[2]!), match.index, match.index + match[0].length, true);
  }
  for (const match of plain.matchAll(GLUED))
    add(toNumber(match[1]!), match.index, match.index + match[1]!.length, false);
  for (const match of plain.matchAll(KOREAN_COUNT)) {
    add(KOREAN_WORDS[match[1]!]!, match.index, match.index + match[1]!.length, true);
  }
  for (const match of plain.matchAll(ENGLISH_COUNT)) {
    add(ENGLISH_WORDS[match[1]!.toLowerCase()]!, match.index, match.index + match[0].length, true);
  }
  return shareUnits(
    plain,
    found.sort((a, b) => a.from - b.from),
  );
}

/**
 * Whether a number of a claim stands in the sources: the same value, measured in the same unit. A rate may be said once
 * for several numbers (`초당 평균 13.20개, 많을 때는 29.08개`), so a bare number passes where the rate itself is named.
 */
export function stated(claimed: Quantity, sources: readonly Quantity[]): boolean {
  const rates = new Set(sources.map(({ unit }) => unit).filter((unit) => RATES.has(unit)));
  return sources.some((source) => {
    if (!sameValue(claimed, source)) return false;
    if (claimed.unit === source.unit) return true;
    // The difference of two percentages is said in points, in percent, or bare.
    if (claimed.unit === 'point' || source.unit === 'point') {
      return [claimed.unit, source.unit].every((unit) => !unit || unit === 'point' || unit === 'percent');
    }
    // `twice` and `두 번` count, `두 배` multiplies: said as words they are not always told apart.
    if (claimed.word && source.word && (!claimed.unit || !source.unit)) return true;
    if (claimed.unit === undefined) return RATES.has(source.unit);
    return source.unit === undefined && rates.has(claimed.unit);
  });
}

/** Whether the values agree, whatever they measure; an approximate claim may round. */
export function sameValue({ value, approximate }: Quantity, source: Quantity): boolean {
  const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1);
  if (close(value, source.value)) return true;
  if (!approximate || value === 0) return false;
  const step = 10 ** Math.floor(Math.log10(Math.abs(value)) - 1);
  return Number.isInteger(value) && close(Math.round(source.value / Math.max(1, step)) * Math.max(1, step), value);
}

function shareUnits(text: string, found: readonly Quantity[]): Quantity[] {
  return found.map((one, at) => {
    const next = found[at + 1];
    if (!next || !RANGE.test(text.slice(one.to, next.from))) return one;
    // `5 to 500 billion`: the scale is said once, too.
    const scale = /\s?(thousand|million|billion|trillion|[KMBT])$/iu.exec(text.slice(next.from, next.to))?.[1];
    const bare = /\d$/u.test(text.slice(one.from, one.to));
    const value = scale && bare ? one.value * scaleOf(scale) : one.value;
    return { ...one, value, ...(one.unit === undefined && next.unit && { unit: next.unit }) };
  });
}
