/** No token of the vocabularies in use is longer on average than this, in characters. */
const CHARACTERS_A_TOKEN = 32;

/**
 * A text as a model may be given it: halves of surrogate pairs, which no tokenizer and no JSON reader agrees on, become
 * U+FFFD, control characters spaces; what lies far beyond the model's limit is cut off, so that a huge text costs no more
 * than a long one.
 *
 * @returns undefined for a text without a visible character: there is nothing to embed.
 */
export function readable(text: string, maxTokens: number): string | undefined {
  const clean = text
    .slice(0, maxTokens * CHARACTERS_A_TOKEN)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  return clean === '' ? undefined : clean;
}
