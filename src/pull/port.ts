import type { Day } from '../paper.ts';

/** A paper as the daily list names it, before it is summarised. All text is data from outside. */
export interface ListedPaper {
  /** arXiv id without version. */
  readonly id: string;
  /** Empty when the list gives none. */
  readonly title: string;
  /** Empty when the list gives none. */
  readonly abstract: string;
  readonly authors: readonly string[];
  /** Absent when the list does not say, or says nonsense. */
  readonly votes?: number;
  readonly image?: string;
  readonly video?: string;
  /** Keywords that the list itself gives; often none. */
  readonly keywords: readonly string[];
}

/** The list of one day, whole. */
export interface Listing {
  readonly day: Day;
  /** In the order of the list, one an id. */
  readonly papers: readonly ListedPaper[];
  /** What could not be read, for the operator: which entry, what was expected, what became of it. */
  readonly problems: readonly string[];
}

/** Where papers are listed day by day. */
export interface PaperLists {
  /**
   * The list of a day; one without papers has been empty at that time.
   *
   * @throws PapersError `unavailable` when it could not be had whole: never an empty list in place of a failure;
   *   `cancelled` when `signal` aborts.
   */
  list(day: Day, signal?: AbortSignal): Promise<Listing>;
}
