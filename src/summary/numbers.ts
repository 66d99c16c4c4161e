import { type Quantity, quantities } from '../answer/verify/quantities.ts';
import { sameValue } from '../answer/verify/stated.ts';
import { normalise } from '../text.ts';

/** A name that carries digits (`GPT-4`, `RTX 4090`, `3D`): letters and digits joined, hyphens, dots and underscores between. */
const NAME_WITH_DIGITS =
  /(?<![\p{Script=Latin}\d])(?=[\p{Script=Latin}\d.,_-]*\d)(?=[\d.,_-]*\p{Script=Latin})[\p{Script=Latin}\d]+(?:[._-][\p{Script=Latin}\d]+)*/gu;
/** Any run of digits that stands alone, with the commas and the point inside it. */
const DIGITS = /(?<![\p{Script=Latin}\d.,])\d+(?:[.,]\d+)*(?![\p{Script=Latin}\d])/gu;

/** The numbers of everything a summary may rest on, read once and compared with each of its sentences. */
export class SourceNumbers {
  readonly #known: readonly Quantity[];
  readonly #digits: ReadonlySet<string>;
  readonly #squeezed: string;

  constructor(source: string) {
    this.#known = quantities(source);
    this.#digits = new Set(normalise(source).match(DIGITS)?.map(plainDigits));
    this.#squeezed = squeeze(source);
  }

  /**
   * The numbers of a sentence that the source does not have: amounts by value, however they are spelled (`6,200만` is
   * `62M`), multiples said in words (`두 배`), and names with digits letter by letter. Other counts in words are let
   * through: `three parts` may count what the source lists.
   *
   * @returns as they are written in `text`, without repeats; empty when all is well.
   */
  foreign(text: string): string[] {
    const plain = normalise(text).replace(/(\d)차원/gu, '$1D');
    const foreign = new Set<string>();
    const amounts = quantities(plain);
    for (const amount of amounts) {
      const written = plain.slice(amount.from, amount.to).trim();
      if (!this.#has(amount, written)) foreign.add(written);
    }
    const isAmount = (from: number, to: number): boolean => amounts.some((one) => one.from < to && one.to > from);
    for (const { 0: name, index } of plain.matchAll(NAME_WITH_DIGITS)) {
      if (!isAmount(index, index + name.length) && !this.#squeezed.includes(squeeze(name))) foreign.add(name);
    }
    for (const { 0: number, index } of plain.matchAll(DIGITS)) {
      if (!isAmount(index, index + number.length) && !this.#digits.has(plainDigits(number))) foreign.add(number);
    }
    return [...foreign];
  }

  #has(amount: Quantity, written: string): boolean {
    if (!amount.word) {
      return this.#digits.has(plainDigits(written)) || this.#known.some((other) => sameValue(amount, other));
    }
    if (amount.unit !== 'times' && amount.unit !== 'share') return true;
    return this.#known.some((other) => other.unit !== undefined && sameValue(amount, other));
  }
}

/** Digits without the commas that group them by thousands. */
function plainDigits(digits: string): string {
  return digits.replace(/,(?=\d{3}(?!\d))/g, '');
}

/** Letters and digits alone, so that `RTX 4090`, `RTX-4090` and `RTX4090` are one. */
function squeeze(text: string): string {
  return normalise(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
