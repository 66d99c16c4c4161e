import type { Language } from '../answer/answer.ts';
import type { Day, Paper } from '../paper.ts';
import type { Place } from './place.ts';

/** A server's digest. */
export interface DigestSettings {
  readonly channelId: string;
  /** When it is posted: minutes past midnight, 0 to 1439, by the clock of `timeZone`. */
  readonly minutes: number;
  /** IANA name. */
  readonly timeZone: string;
  /** Days of the week on which it is posted, from 0, Sunday; at least one. */
  readonly weekdays: readonly number[];
  /** Papers in it, 1 to 15. */
  readonly count: number;
  /** Whether a line is posted on days without papers. */
  readonly sayNone: boolean;
  /** Language of the digest where the server has set none. */
  readonly language: Language;
}

/** What is known of a server's digest. */
export interface DigestStatus {
  readonly settings: DigestSettings;
  /** When it comes next. */
  readonly next: Date;
  /** The last list that was posted. */
  readonly lastList?: Day;
}

/** What a digest shows: the most voted papers of one or several lists. */
export interface DigestPapers {
  readonly since: Day;
  readonly until: Day;
  /** Most votes first. */
  readonly papers: readonly Paper[];
  /** Papers on those lists in all. */
  readonly of: number;
}

/** The digests of all servers. */
export interface Digests {
  /** The time zone of a digest that names none, IANA name. */
  readonly timeZone: string;
  status(serverId: string): Promise<DigestStatus | undefined>;
  /** Sets a server's digest; the next one comes at the next time of day, not at once. */
  set(serverId: string, settings: DigestSettings): Promise<DigestStatus>;
  /** @returns whether there was one. */
  off(serverId: string): Promise<boolean>;
  /** What a digest would show now; undefined when there are no papers at all. */
  preview(count: number): Promise<DigestPapers | undefined>;
}

/** What somebody wants to hear of. */
export interface Follow {
  /** Short number, unique among all follows. */
  readonly id: number;
  readonly kind: 'query' | 'author' | 'paper';
  /** The words, the author's name, or the paper's arXiv id. */
  readonly value: string;
  /** What is shown for it: the words, the name, or the paper's title. */
  readonly label: string;
  /** Where new papers are told of. */
  readonly where: 'direct' | 'channel';
}

/** A follow to be made. */
export interface NewFollow extends Omit<Follow, 'id'> {
  readonly place: Place;
  readonly language: Language;
}

/** What people follow. */
export interface Follows {
  /** @returns `full` when the person follows as much as one may; an equal follow is told of where and how it was asked for last. */
  add(follow: NewFollow): Promise<Follow | 'full'>;
  /** A person's follows, oldest first. */
  list(userId: string): Promise<readonly Follow[]>;
  /** @returns what was removed; undefined when the person has no such follow. */
  remove(userId: string, id: number): Promise<Follow | undefined>;
  /** Follows that one person may have. */
  readonly most: number;
}

/** A count of votes and how long a paper had it, as far as it was looked at. */
export interface VoteLevel {
  readonly votes: number;
  readonly since: Date;
  readonly until: Date;
}

/** How votes rose. */
export interface VoteHistory {
  /** The counts a paper went through, oldest first; empty when its votes were never read. */
  of(paperId: string): Promise<readonly VoteLevel[]>;
  /** When the votes of any of the papers were last read; undefined when never. */
  readAt(paperIds: readonly string[]): Promise<Date | undefined>;
}
