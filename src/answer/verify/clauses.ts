import { normalise } from '../../text.ts';

/** A Korean word that ends a clause; nouns that merely look like it are kept whole. */
const KOREAN_JOINT =
  /(?<=[가-힣](?:고|며|지만|면서|므로|는데|으나|니까|거나|라서|아서|어서|해서|도록))(?<!최고|사고|참고|광고|보고|창고|경고|권고|하고)\s+/u;
const ENGLISH_JOINT =
  /\s+(?=(?:and|while|whereas|but|which|because|although|though|so that|rather than|instead of|where|who)\s)/iu;
const MARK = /[;:]|,(?!\d{3})|\s[-–—]\s/u;
const BRACKETS = /[()[\]"“”]/gu;
const SENTENCE = /(?<=[.!?。])\s+|\n+/u;

/** The sentences of a text: split after closing marks and at line ends, never inside `2.3` or `llama.cpp`. */
export function sentences(text: string): string[] {
  return normalise(text)
    .split(SENTENCE)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** The clauses of one sentence, in order. A term in brackets belongs to the words before it. */
export function clauses(sentence: string): string[] {
  return sentence
    .replace(BRACKETS, ' ')
    .split(MARK)
    .flatMap((part) => part.split(ENGLISH_JOINT))
    .flatMap((part) => part.split(KOREAN_JOINT))
    .map((one) => one.trim())
    .filter((one) => /[\p{L}\d]/u.test(one));
}
