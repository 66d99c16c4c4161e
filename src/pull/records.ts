import type { Day } from '../paper.ts';

/** What is remembered of a day's list. */
export interface DayRecord {
  readonly day: Day;
  /** Papers on the list when it was last read. */
  readonly papers: number;
  /** True when there is nothing left to do: the list was closed when it was read, and every paper has its summary. */
  readonly settled: boolean;
  readonly readAt: Date;
}

/** A count of votes, as read. */
export interface VoteCount {
  readonly id: string;
  readonly votes: number;
}

/** What reading one day's list led to, recorded at once or not at all. */
export interface DayOutcome extends DayRecord {
  /** The daily file, absolute path. */
  readonly file: string;
  /** Hash of the file's content as it is now; undefined when there is no such file or it is not as we wrote it. */
  readonly sha256?: string | undefined;
  /** Ids that were on the list and are in the file now. */
  readonly written: readonly string[];
  readonly votes: readonly VoteCount[];
  /** Those of them that wait for a model's summary, and how often a model was asked in vain. */
  readonly unsummarised: readonly { readonly id: string; readonly tries: number }[];
}

/** What pulling remembers from run to run. Everything is synchronous: it lies in a local database. */
export interface PullRecords {
  /** What is remembered of the days from `since` to `until`, both inclusive, oldest first. */
  days(since: Day, until: Day): readonly DayRecord[];
  /** Hashes that a file may have if nobody else has touched it: as we wrote it last, or were about to. */
  hashes(file: string): readonly string[];
  /** Remembers the content that a file is about to get. */
  willWrite(file: string, sha256: string): void;
  /** Ids that we wrote into a file. */
  written(file: string): ReadonlySet<string>;
  /** The papers that wait for a model's summary, and how often a model was asked in vain. */
  unsummarised(): ReadonlyMap<string, number>;
  finishDay(outcome: DayOutcome): void;
  /** When something was last done, by name. */
  last(what: string): Date | undefined;
  did(what: string, at: Date): void;
}
