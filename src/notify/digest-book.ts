import type { DigestSettings } from '../chat/subscriptions.ts';
import type { Day } from '../paper.ts';
import type { Delivery } from './port.ts';

/** A server's digest, and how far it has come. */
export interface DigestEntry {
  readonly serverId: string;
  readonly settings: DigestSettings;
  /** The last day, by the digest's own clock, that was looked after: posted, or found to have nothing to post. */
  readonly lastSlot: Day;
  /** The newest list that was posted. */
  readonly lastList?: Day;
}

/** How far a digest has come. */
export type DigestProgress = Pick<DigestEntry, 'lastSlot' | 'lastList'>;

/** Where digests are kept. Synchronous: it lies in a local database. */
export interface DigestBook {
  of(serverId: string): DigestEntry | undefined;
  all(): readonly DigestEntry[];
  save(entry: DigestEntry): void;
  /** @returns whether there was one. */
  remove(serverId: string): boolean;
  /**
   * Notes how far a digest has come, and takes what it posts into the outbox: both, or neither.
   *
   * @param entry as it was when it was looked at. Where somebody changed it or turned it off since, nothing is done.
   * @returns whether it was done.
   */
  settle(entry: DigestEntry, progress: DigestProgress, delivery: Delivery | undefined, now: Date): boolean;
}
