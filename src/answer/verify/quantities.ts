import { alternatives, ENGLISH_NUMERALS, NATIVE_NUMERALS } from '../../numerals.ts';
import { normalise } from '../../text.ts';
import { koreanNumber, NUMBER, scaleOf, toNumber } from './numerals.ts';
import { saidNumbers } from './said-numbers.ts';
import { type Unit, unitAt } from './units.ts';

/** One number of a text with what it measures. */
export interface Quantity {
  readonly value: number;
  readonly unit?: Unit;
  /** Said to be approximate (`about`, `약`): a rounded value of the source counts as the same. */
  readonly approximate: boolean;
  /** Said to be a bound: what is meant lies above it (`over 90%`) or below (`90%에 못 미칩니다`). */
  readonly bound?: 'above' | 'below';
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
  String.raw`(?<![\p{Script=Latin}\d.,]|\p{Script=Latin}[-_.])(${NUMBER})(?=(?:x|fps|ms|s|h|gb|mb|tb|w|°)(?![\p{Script=Latin}\d]))`,
  'giu',
);

const beyondOne = (table: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(table).filter(([, value]) => value > 1));
/** A native number counts only before a counter; 한 (one) is also "about" and "a" and is left alone. */
const KOREAN_COUNT = new RegExp(
  String.raw`(?<![가-힣])(${alternatives(beyondOne(NATIVE_NUMERALS))})\s?(가지|개|장|명|편|단계|종|번|배|곳|차례|층|대|쪽|분|시간|달|해|건|토막|군데|모델|방식|방법|과제|데이터|부분|사람|축|갈래|방향|초|크기|언어|벤치마크|모듈|차원|도메인|분야|변형|유형|집단|그룹|팀|세트|주)`,
  'gu',
);
const ENGLISH_COUNT = new RegExp(
  String.raw`(?<![\p{L}\d-])(${alternatives(beyondOne(ENGLISH_NUMERALS))})(?![\p{L}\d])`,
  'giu',
);

const APPROXIMATE_BEFORE =
  /(?:\b(?:about|around|approximately|roughly|nearly|almost|some|over|more than|at least|under|below|less than|fewer than|up to|close to)\s+|[약대]략?\s*|~\s?|거의\s|무려\s)$/iu;
const APPROXIMATE_AFTER =
  /^\s?[가-힣%]{0,4}?\s?(?:가량|정도|쯤|남짓|여\s|여[가-힣]|안팎|내외|넘[는게은어었]|이상|미만|이하|[가를] 넘)/u;

const BOUNDS: readonly (readonly [bound: 'above' | 'below', before: RegExp, after: RegExp])[] = [
  [
    'above',
    /\b(?:over|more than|at least|above|exceed(?:s|ed|ing)?|upwards? of)\s+$/iu,
    /^\s?[가-힣%]{0,4}?(?:\s?이상|(?:[이가을를]|보다)?\s?넘[는게은어었]|여\s|여[가-힣]|[을를이가]?\s?웃도|[을를]?\s?초과)/u,
  ],
  [
    'below',
    /\b(?:under|less than|fewer than|below|short of|nearly|almost|at most|within)\s+$/iu,
    /^\s?[가-힣%]{0,4}?(?:\s?이하|\s?미만|에\s?못 ?미|에\s?미치지\s?못|도\s?안\s?되|[이가]\s?채\s?(?:안|걸리지)|[을를]?\s?밑도|\s?안에|\s?이내)/u,
  ],
];

/** `2.3~3.6배`, `from 2.3 to 3.6 times`: the first number shares the second's unit. */
const RANGE = /^\s?(?:~|–|—|-|to\b|or\b|and\b|또는\s|내지\s)\s?$/iu;

/** The numbers of a text in order of place, with their units. `3차원`, `GPT-4`, `RTX4090` are names and not among them. */
export function quantities(text: string): Quantity[] {
  const plain = normalise(text).replace(/(\d)차원/gu, '$1D');
  const found: Quantity[] = [];
  const taken: [number, number][] = [];
  const free = (from: number, to: number): boolean => taken.every(([a, b]) => to <= a || from >= b);
  const add = (value: number, from: number, to: number, word: boolean, unit = unitAt(plain, from, to)): void => {
    if (!Number.isFinite(value) || !free(from, to)) return;
    taken.push([from, to]);
    const [before, after] = [plain.slice(Math.max(0, from - 24), from), plain.slice(to, to + 24)];
    const approximate = APPROXIMATE_BEFORE.test(before) || APPROXIMATE_AFTER.test(after);
    const bound = BOUNDS.find(([, left, right]) => left.test(before) || right.test(after))?.[0];
    found.push({ value, ...(unit && { unit }), approximate, ...(bound && { bound }), word, from, to });
  };
  for (const { value, unit, from, to, word } of saidNumbers(plain)) add(value, from, to, word, unit);
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
    add(NATIVE_NUMERALS[match[1]!]!, match.index, match.index + match[1]!.length, true);
  }
  for (const match of plain.matchAll(ENGLISH_COUNT)) {
    add(ENGLISH_NUMERALS[match[1]!.toLowerCase()]!, match.index, match.index + match[0].length, true);
  }
  return shareUnits(
    plain,
    found.sort((a, b) => a.from - b.from),
  );
}

function shareUnits(text: string, found: readonly Quantity[]): Quantity[] {
  return found.map((one, at) => {
    const next = found[at + 1];
    if (!next || !RANGE.test(text.slice(one.to, next.from))) return one;
    // `5 to 500 billion`: the scale is said once, too.
    const scale = /\s?(thousand|million|billion|trillion|[KMBT])$/iu.exec(text.slice(next.from, next.to))?.[1];
    const bare = /\d$/u.test(text.slice(one.from, one.to));
    const listed = /and|or/iu.test(text.slice(one.to, next.from));
    const value = scale && bare && !listed ? one.value * scaleOf(scale) : one.value;
    return { ...one, value, ...(one.unit === undefined && next.unit && { unit: next.unit }) };
  });
}
