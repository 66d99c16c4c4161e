import { alternatives, ENGLISH_NUMERALS, NATIVE_NUMERALS } from '../../numerals.ts';

/** Numbers as people write them before a counter: digits, Korean native and Sino-Korean numerals, English words. */

const ENGLISH: Readonly<Record<string, number>> = {
  ...ENGLISH_NUMERALS,
  'a hundred': 100,
  'one hundred': 100,
  'a dozen': 12,
};

/** A Korean numeral that stands before `개`, `편`, `달`; the longer first. */
export const NATIVE_NUMBER = alternatives(NATIVE_NUMERALS);

/** An English number word. */
export const ENGLISH_NUMBER = alternatives(ENGLISH);

/** `백`, `이백오십`: Sino-Korean round numbers, at least one of the units. */
export const SINO_NUMBER =
  '(?=[이삼사오육칠팔구]?[천백십])(?:[이삼사오육칠팔구]?천)?(?:[이삼사오육칠팔구]?백)?(?:[이삼사오육칠팔구]?십)?';

/** Up to six digits, thousands perhaps set off by commas. */
export const DIGITS = '\\d{1,3},\\d{3}|\\d{1,6}';

/** The value of a number that one of the patterns above matched; NaN for anything else. */
export function numberOf(written: string): number {
  const text = written.toLowerCase().trim();
  if (/^[\d,]+$/.test(text)) return Number(text.replaceAll(',', ''));
  return NATIVE_NUMERALS[text] ?? ENGLISH[text] ?? sino(text);
}

function sino(text: string): number {
  let value = 0;
  let digit = 0;
  for (const syllable of text) {
    const unit = syllable === '천' ? 1000 : syllable === '백' ? 100 : syllable === '십' ? 10 : 0;
    const at = '일이삼사오육칠팔구'.indexOf(syllable) + 1;
    if (unit) value += unit * (digit || 1);
    else if (at === 0) return Number.NaN;
    digit = unit ? 0 : at;
  }
  return value + digit || Number.NaN;
}
