import type { Day } from '../../paper.ts';
import { type Period, type Yearly, yearOf } from './calendar.ts';
import type { QuestionContext } from './context.ts';

/**
 * What a date means: a period; a period of every year, when the year was left out; or `content`, when it belongs to what
 * is searched for (a year before there were papers, a day that does not exist) and must not be read as something shorter.
 */
export type DateMeaning = Period | Yearly | 'content';

/**
 * What keeps a bare expression from being a date by itself: an English month or a number of four digits needs a
 * preposition, `1/22` a word that speaks of days, `3일 전` or `금요일` a word that speaks of listing.
 */
export type Weakness = 'month' | 'year' | 'slash' | 'numeric' | 'listed' | 'preposition' | 'today';

/** One way to write a date. */
export interface DateRule {
  /** Sticky. */
  readonly pattern: RegExp;
  readonly weak?: Weakness;
  read(groups: Readonly<Record<string, string | undefined>>, clock: Clock): DateMeaning | undefined;
}

/** Today, and which years a date may name. */
export class Clock {
  readonly today: Day;
  readonly thisYear: number;
  readonly #firstYear: number;
  readonly #anyYear: boolean;
  #sawOther = false;

  /** With `anyYear`, years in which there were no papers are read as well. */
  constructor(context: QuestionContext, anyYear: boolean) {
    this.today = context.today;
    this.thisYear = yearOf(context.today);
    this.#firstYear = context.firstDay ? yearOf(context.firstDay) : this.thisYear;
    this.#anyYear = anyYear;
  }

  /** Whether a date was left alone for its year. */
  get sawOtherYear(): boolean {
    return this.#sawOther;
  }

  /**
   * A year written with four digits or two (`24`, `'24`). Years before the first papers and years to come are content:
   * whoever names 2017 speaks of a paper of then, not of a day of the list.
   */
  year(written: string): number | 'content' {
    const digits = written.replace(/\D/g, '');
    const year = Number(digits.length === 2 ? `20${digits}` : digits);
    if (year >= this.#firstYear && year <= this.thisYear) return year;
    this.#sawOther = true;
    return this.#anyYear ? year : 'content';
  }

  /** Whether a year as such lies before there were papers. */
  beforeFirst(year: number): boolean {
    return year < this.#firstYear;
  }
}

/** A yearly period in the year that was written, in every year where none was, `content` where it cannot be. */
export function inYear(year: number | 'content' | undefined, yearly: Yearly): DateMeaning {
  if (year === 'content') return 'content';
  if (year !== undefined) return yearly(year) ?? 'content';
  // 2024 is a leap year: what does not exist in it exists in no year.
  return yearly(2024) ? yearly : 'content';
}
