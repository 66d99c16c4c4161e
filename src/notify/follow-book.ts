import type { Language } from '../answer/answer.ts';
import type { Follow } from '../chat/subscriptions.ts';
import type { Day } from '../paper.ts';
import type { Delivery, Target } from './port.ts';

/** A follow as it is kept. */
export interface KeptFollow extends Follow {
  readonly userId: string;
  readonly target: Target;
  readonly language: Language;
}

/** A new paper that a follow found. */
export interface FoundPaper {
  readonly followId: number;
  readonly paperId: string;
  /** The words that matched. */
  readonly words: readonly string[];
  /** How well it matches, 0 to 1. */
  readonly score: number;
}

/** Where follows, and what they found, are kept. Synchronous: it lies in a local database. */
export interface FollowBook {
  /** @returns undefined when the person has `most` already; an equal follow is told of as it was asked for last. */
  add(follow: Omit<KeptFollow, 'id' | 'where'>, most: number, now: Date): KeptFollow | undefined;
  of(userId: string): readonly KeptFollow[];
  all(): readonly KeptFollow[];
  remove(userId: string, id: number): KeptFollow | undefined;
  /** Which of these papers were not looked at yet. */
  unconsidered(ids: readonly string[]): ReadonlySet<string>;
  /** Whether papers were never looked at: {@link consider} was never called. */
  readonly isNew: boolean;
  /** Notes papers as looked at, and what was found among them: both, or neither. */
  consider(
    papers: readonly { readonly id: string; readonly day: Day }[],
    found: readonly FoundPaper[],
    now: Date,
  ): void;
  /** What was found and not told yet, of all people; best first. */
  untold(): readonly (FoundPaper & { readonly follow: KeptFollow })[];
  /** Takes an alert into the outbox and notes what it tells as told; neither when there is such an alert already. */
  tell(delivery: Delivery, found: readonly FoundPaper[], now: Date): boolean;
}
