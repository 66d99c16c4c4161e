import { normalise } from '../../text.ts';

/** Stands for one character that was read already, so that later rules neither read it again nor read across it. */
export const READ = '\u{E000}';

/** A mask is not a letter, so every rule sees it as the edge of a word. */
const MASKS = /\u{E000}/gu;

const NEGATED_AFTER =
  /^(?: ?(?:나온|올라온|거|것|게|논문|페이퍼))?(?:은|는|을|를|에|이|가|들|만)? ?(?:말고|빼고|제외|아니|아닌|이외|외에|외의)/u;
const NEGATED_BEFORE =
  /(?<!\p{L})(?:not|except|excluding|besides|without|other than|aside from|apart from|never)(?: (?:for|the|in|on|from|by|those|papers|ones))*[ (]$/iu;

interface Taken {
  readonly start: number;
  readonly end: number;
  readonly told: boolean;
}

/**
 * A question while it is being read: rules find phrases in {@link text} and take them out. Offsets stay the same
 * throughout. The text is NFKC with runs of white space made one space, so that patterns need no repeated blanks.
 */
export class Reading {
  readonly #source: string;
  #text: string;
  readonly #taken: Taken[] = [];

  constructor(question: string) {
    this.#source = normalise(question).replace(MASKS, ' ').replace(/\s+/gu, ' ').trim();
    this.#text = this.#source;
  }

  /** The question with everything taken so far masked by {@link READ}. */
  get text(): string {
    return this.#text;
  }

  /** At most `length` characters that stand before `at`. */
  before(at: number, length = 64): string {
    return this.#text.slice(Math.max(0, at - length), at);
  }

  /** At most `length` characters from `at` on. */
  after(at: number, length = 64): string {
    return this.#text.slice(at, at + length);
  }

  /** Whether the asker excludes what stands from `start` to `end` (`어제 말고`, `not by …`), which no filter can say. */
  negated(start: number, end: number): boolean {
    return NEGATED_AFTER.test(this.after(end, 24)) || NEGATED_BEFORE.test(this.before(start, 40));
  }

  /** Cuts a phrase. With `told` false it is cut without being listed among what was understood. */
  take(start: number, end: number, told = true): void {
    this.#taken.push({ start, end, told });
    this.#text = this.#text.slice(0, start) + READ.repeat(end - start) + this.#text.slice(end);
  }

  get untouched(): boolean {
    return this.#taken.length === 0;
  }

  /** The phrases taken, as typed, in the order of the question. */
  understood(): string[] {
    const told = this.#taken.filter((one) => one.told);
    const within = (a: Taken, b: Taken) => a !== b && a.start >= b.start && a.end <= b.end;
    return told
      .filter((one) => !told.some((other) => within(one, other)))
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => this.#source.slice(start, end).replace(/^[\s,;:·]+|[\s,;:·]+$/gu, ''))
      .filter((phrase) => phrase !== '');
  }

  /** What is left, tidied: no doubled blanks, no punctuation left hanging where a phrase was cut. */
  rest(): string {
    const text = this.#text
      .replace(/\u{E000}+/gu, ' ')
      .replace(/\( *\)|\[ *\]/gu, ' ')
      .replace(/ +/gu, ' ')
      .replace(/ (?=[,.?!;:)\]])/gu, '')
      .replace(/[,;:]+(?=[.?!])/gu, '')
      .replace(/^[\s,.;:·~!?)\]-]+|[\s,;:·~([-]+$/gu, '');
    return /[\p{L}\p{N}]/u.test(text) ? text : '';
  }
}

/** A pattern tried at one place. Case does not count. */
export function sticky(source: string): RegExp {
  return new RegExp(source, 'iuy');
}

/** A pattern looked for all over a question. Case does not count. */
export function everywhere(source: string): RegExp {
  return new RegExp(source, 'giu');
}

/** Tries a sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
