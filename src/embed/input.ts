/**
 * No vocabulary in use spends a token on more than this many characters over a whole text (English takes four to five,
 * Hangul one to two).
 */
const CHARACTERS_A_TOKEN = 8;

/**
 * A text as a model may be given it: halves of surrogate pairs, which no tokenizer and no JSON reader agrees on, become
 * U+FFFD; control characters and runs of white space become one space; what lies far beyond the model's limit is cut off,
 * because tokenizers take time with the square of a long word.
 *
 * @returns undefined for a text without a visible character: there is nothing to embed.
 */
export function readable(text: string, maxTokens: number): string | undefined {
  const clean = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, maxTokens * CHARACTERS_A_TOKEN)
    .replace(/\p{Surrogate}/gu, '\ufffd');
  return clean === '' ? undefined : clean;
}
