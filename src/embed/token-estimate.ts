/**
 * Tokens that a text takes at most, without the model's tokenizer: byte-pair vocabularies spend up to one token on two
 * Latin letters, one on any other ASCII character, two on a Hangul or CJK one, four on an emoji. Usual text takes half.
 */
export function tokenEstimate(text: string): number {
  let halves = 0;
  for (const character of text) halves += cost(character.codePointAt(0)!);
  return Math.ceil(halves / 2);
}

/** The longest beginning of a text that takes at most `tokens`, by {@link tokenEstimate}; characters stay whole. */
export function cutToTokens(text: string, tokens: number): string {
  let halves = 0;
  let end = 0;
  for (const character of text) {
    halves += cost(character.codePointAt(0)!);
    if (halves > tokens * 2) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

/** In halves of a token. */
function cost(code: number): number {
  if (code > 0xffff) return 8;
  if (code > 0x7f) return 4;
  const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x20;
  return letter ? 1 : 2;
}
