/** Numbers as people write them before a counter: digits, Korean native and Sino-Korean numerals, English words. */

const NATIVE = new Map(
  Object.entries({
    하나: 1,
    한: 1,
    두: 2,
    둘: 2,
    세: 3,
    셋: 3,
    석: 3,
    네: 4,
    넷: 4,
    넉: 4,
    다섯: 5,
    여섯: 6,
    일곱: 7,
    여덟: 8,
    아홉: 9,
    열: 10,
    열두: 12,
    열다섯: 15,
    스무: 20,
    서른: 30,
  }),
);

const ENGLISH = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    fifty: 50,
    hundred: 100,
    'a hundred': 100,
    'one hundred': 100,
    'a dozen': 12,
  }),
);

/** A Korean numeral that stands before `개`, `편`, `달`; the longer first. */
export const NATIVE_NUMBER = [...NATIVE.keys()].sort((a, b) => b.length - a.length).join('|');

/** An English number word. */
export const ENGLISH_NUMBER = [...ENGLISH.keys()].sort((a, b) => b.length - a.length).join('|');

/** `백`, `이백오십`: Sino-Korean round numbers, at least one of the units. */
export const SINO_NUMBER =
  '(?=[이삼사오육칠팔구]?[천백십])(?:[이삼사오육칠팔구]?천)?(?:[이삼사오육칠팔구]?백)?(?:[이삼사오육칠팔구]?십)?';

/** Up to six digits, thousands perhaps set off by commas. */
export const DIGITS = '\\d{1,3},\\d{3}|\\d{1,6}';

/** The value of a number that one of the patterns above matched; NaN for anything else. */
export function numberOf(written: string): number {
  const text = written.toLowerCase().trim();
  if (/^[\d,]+$/.test(text)) return Number(text.replaceAll(',', ''));
  return NATIVE.get(text) ?? ENGLISH.get(text) ?? sino(text);
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
