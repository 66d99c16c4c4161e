import type { Day } from '../paper.ts';
import type { Spending } from '../summary/port.ts';

/** What reading one day's list led to. */
export interface DayReport {
  readonly day: Day;
  /**
   * - `papers`: the list has papers.
   * - `weekend`, `empty`: it has none, on a Saturday or Sunday, or on another day.
   * - `not_yet`: it has none and is still open.
   * - `failed`: it could not be had, or the file could not be changed; see `problems`.
   */
  readonly outcome: 'papers' | 'weekend' | 'empty' | 'not_yet' | 'failed';
  /** Papers on the list. */
  readonly listed: number;
  /** Ids that were added to the daily file. */
  readonly added: readonly string[];
  /** How many papers have other votes than before in the daily file. */
  readonly votes: number;
  /** How many papers got a new summary. */
  readonly rewritten: number;
  /** What was left as somebody made it by hand. */
  readonly conflicts: readonly string[];
  /** What went wrong or could not be read. */
  readonly problems: readonly string[];
}

/** What a run did. */
export interface PullReport {
  readonly days: readonly DayReport[];
  /** Days passed over because they were finished before. */
  readonly settled: number;
  /** Days that were left because too many before them failed. */
  readonly left: readonly Day[];
  readonly spending: Spending;
  readonly dryRun: boolean;
  readonly seconds: number;
}

/** Whether every day was read and written. */
export function isWhole({ days, left }: PullReport): boolean {
  return left.length === 0 && days.every(({ outcome }) => outcome !== 'failed');
}

/** The report of a day with which nothing could be done. */
export function failedDay(known: Pick<DayReport, 'day' | 'listed' | 'problems'>, problem: string): DayReport {
  const problems = [...known.problems, problem];
  return { ...known, outcome: 'failed', added: [], votes: 0, rewritten: 0, conflicts: [], problems };
}
