import type { Clock, DateMeaning, DateRule, Weakness } from './clock.ts';
import { ENGLISH_DATES } from './dates-english.ts';
import { KOREAN_DATES } from './dates-korean.ts';
import { NUMERIC_DATES } from './dates-numeric.ts';
import { ENGLISH_RELATIVE_DATES } from './dates-relative-english.ts';
import { KOREAN_RELATIVE_DATES } from './dates-relative-korean.ts';
import { matchAt } from './reading.ts';

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

/** The longest date that begins at `at`. The patterns are bounded, so this costs the same in any text. */
export function expressionAt(text: string, at: number, clock: Clock): Expression | undefined {
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
