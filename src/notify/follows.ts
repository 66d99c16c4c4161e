import { type FollowMatch, followMessage } from '../chat/follow-message.ts';
import type { Follow, Follows, NewFollow } from '../chat/subscriptions.ts';
import { type Clock, wallTime } from '../clock.ts';
import type { Library } from '../library/port.ts';
import { addDays } from '../paper.ts';
import { feedDay } from '../pull/feed-day.ts';
import type { FollowBook, FoundPaper, KeptFollow } from './follow-book.ts';
import { matches } from './follow-match.ts';
import { markOf } from './mark.ts';

export interface FollowRoundsOptions {
  readonly book: FollowBook;
  readonly library: Pick<Library, 'search' | 'similar' | 'info' | 'papersBetween' | 'paper'>;
  readonly clock: Clock;
  /** Whose days count for "at most one a day", and whose nights are left in peace. */
  readonly timeZone: string;
  /** Told when a follow could not be looked up. */
  readonly onError: (error: unknown, followId: number) => void;
}

/** Papers of older lists are not news, though they may be new here (a backfill). */
const NEWS_DAYS = 7;
/** More papers than a week has. */
const ALL = 5_000;
/** Alerts are sent between these hours. */
const MORNING = 8 * 60;
const EVENING = 22 * 60;
/** An alert that could not be delivered for so long is not news any more, in milliseconds. */
const WORTH_MS = 20 * 3600_000;

type Untold = FoundPaper & { readonly follow: KeptFollow };

/** Looks for what people follow among new papers, and tells each person at most once a day. */
export class FollowRounds implements Follows {
  readonly most = 20;
  readonly #options: FollowRoundsOptions;

  constructor(options: FollowRoundsOptions) {
    this.#options = options;
  }

  async add({ kind, value, label, where, place, language }: NewFollow): Promise<Follow | 'full'> {
    const { book, clock } = this.#options;
    const target =
      where === 'channel'
        ? ({ kind: 'channel', id: place.channelId } as const)
        : ({ kind: 'user', id: place.userId } as const);
    const follow = { userId: place.userId, kind, value, label, target, language };
    return book.add(follow, this.most, clock.now()) ?? 'full';
  }

  async list(userId: string): Promise<readonly Follow[]> {
    return this.#options.book.of(userId);
  }

  async remove(userId: string, id: number): Promise<Follow | undefined> {
    return this.#options.book.remove(userId, id);
  }

  /** Looks at papers that are new since the last look, then takes the alerts that may be sent now into the outbox. */
  async look(signal?: AbortSignal): Promise<void> {
    await this.#consider(signal);
    await this.#tell();
  }

  async #consider(signal: AbortSignal | undefined): Promise<void> {
    const { book, library, clock, onError } = this.#options;
    const now = clock.now();
    const today = feedDay(now);
    const recent = await library.papersBetween(addDays(today, -NEWS_DAYS), addDays(today, 1), ALL);
    // A bot that has just been set up knows nothing, but not everything in its library is news.
    if (book.isNew) return book.consider(recent, [], now);
    const unseen = book.unconsidered(recent.map(({ id }) => id));
    const fresh = recent.filter(({ id }) => unseen.has(id));
    if (fresh.length === 0) return;
    const found: FoundPaper[] = [];
    for (const follow of book.all()) {
      try {
        found.push(...(await matches(follow, fresh, library, signal)));
      } catch (error) {
        if (signal?.aborted) return; // looked at again next time
        onError(error, follow.id);
      }
    }
    book.consider(fresh, found, now);
  }

  async #tell(): Promise<void> {
    const { book, clock, timeZone } = this.#options;
    const now = clock.now();
    const { day, minutes } = wallTime(timeZone, now);
    if (minutes < MORNING || minutes >= EVENING) return;
    const byPerson = new Map<string, Untold[]>();
    for (const one of book.untold()) {
      const { userId } = one.follow;
      byPerson.set(userId, [...(byPerson.get(userId) ?? []), one]);
    }
    for (const [userId, untold] of byPerson) {
      // One message goes to one place; what is followed elsewhere waits for its own day.
      const { target, language } = untold[0]!.follow;
      const here = untold.filter(({ follow }) => follow.target.id === target.id);
      const found = await this.#papers(here);
      if (found.length === 0) continue;
      const key = `follow:${userId}:${day}`;
      const message = followMessage(found, language, markOf(key));
      const notAfter = new Date(now.getTime() + WORTH_MS);
      book.tell({ key, target, language, message, notAfter }, here, now);
    }
  }

  async #papers(found: readonly Untold[]): Promise<FollowMatch[]> {
    const shown: FollowMatch[] = [];
    for (const { follow, paperId, words } of found) {
      const paper = await this.#options.library.paper(paperId);
      if (paper) shown.push({ paper, follow, words });
    }
    return shown;
  }
}
