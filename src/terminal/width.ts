const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** East Asian Wide and Fullwidth, as ranges; Hangul, Kana, CJK, fullwidth forms. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /^\p{Emoji_Presentation}|\ufe0f/u;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** Nothing here is wide, joined or combining. */
const PLAIN = /^[\x20-\x7e]*$/;

/** Graphemes of a text: what a reader calls its characters. */
export function graphemes(text: string): string[] {
  return PLAIN.test(text) ? text.split('') : Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

/** Columns that a text without line breaks takes in a terminal: two for each Hangul syllable, ideograph or emoji. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** Columns of one grapheme: 0, 1 or 2. */
export function graphemeWidth(grapheme: string): number {
  if (WIDE.test(grapheme) || EMOJI.test(grapheme)) return 2;
  return ZERO.test(grapheme) ? 0 : 1;
}
