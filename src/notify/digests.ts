import type { Language } from '../answer/answer.ts';
import { digestMessage, noDigestMessage } from '../chat/digest-message.ts';
import type { Servers } from '../chat/servers.ts';
import type { DigestPapers, DigestSettings, DigestStatus, Digests } from '../chat/subscriptions.ts';
import { type Clock, hasReached, instantOf, wallTime } from '../clock.ts';
import type { Library } from '../library/port.ts';
import { addDays, type Day } from '../paper.ts';
import type { DigestBook, DigestEntry } from './digest-book.ts';
import { dueSlot, expectedList, nextDigest, ripeDay } from './digest-times.ts';
import { markOf } from './mark.ts';

export interface DigestRoundsOptions {
  readonly book: DigestBook;
  readonly library: Pick<Library, 'days' | 'papersBetween'>;
  readonly servers: Pick<Servers, 'settings'>;
  readonly clock: Clock;
  /** Time zone of digests that name none. */
  readonly timeZone: string;
}

/** So long after its time a digest waits for a list that should be there and is not, in milliseconds. */
const PATIENCE_MS = 3 * 3600_000;
/** How long a digest may be late before it is not worth delivering, in milliseconds. */
const WORTH_MS = 12 * 3600_000;
/** Days that one digest covers at most, and how old a list may be to be news. */
const MOST_DAYS = 7;
/** More papers than any few days have. */
const ALL = 2_000;

/** Looks after all servers' digests: each list is posted once, at the server's time, and nothing where there is nothing new. */
export class DigestRounds implements Digests {
  readonly timeZone: string;
  readonly #options: DigestRoundsOptions;

  constructor(options: DigestRoundsOptions) {
    this.timeZone = options.timeZone;
    this.#options = options;
  }

  /** Takes what is due now into the outbox. */
  async look(): Promise<void> {
    const now = this.#options.clock.now();
    for (const entry of this.#options.book.all()) {
      const slot = dueSlot(entry.settings, entry.lastSlot, now);
      if (slot !== undefined) await this.#lookAfter(entry, slot, now);
    }
  }

  async status(serverId: string): Promise<DigestStatus | undefined> {
    const entry = this.#options.book.of(serverId);
    return entry && this.#statusOf(entry);
  }

  async set(serverId: string, settings: DigestSettings): Promise<DigestStatus> {
    const { book, clock } = this.#options;
    const { minutes, timeZone } = settings;
    const local = wallTime(timeZone, clock.now());
    // A time that has passed today comes tomorrow.
    const lastSlot = hasReached(local, { day: local.day, minutes }) ? local.day : addDays(local.day, -1);
    const lastList = book.of(serverId)?.lastList;
    const entry = { serverId, settings, lastSlot, ...(lastList !== undefined && { lastList }) };
    book.save(entry);
    return this.#statusOf(entry);
  }

  async off(serverId: string): Promise<boolean> {
    return this.#options.book.remove(serverId);
  }

  async preview(count: number): Promise<DigestPapers | undefined> {
    const ripe = ripeDay(this.#options.clock.now());
    const days = await this.#options.library.days();
    const newest = days.find((day) => day <= ripe) ?? days[0];
    return newest === undefined ? undefined : this.#papers(newest, newest, count);
  }

  async #lookAfter(entry: DigestEntry, slot: Day, now: Date): Promise<void> {
    const { book, library } = this.#options;
    const { serverId, settings, lastList = '' } = entry;
    const { timeZone, minutes, count, sayNone, channelId } = settings;
    const ripe = ripeDay(now);
    const expected = expectedList(now);
    const newest = (await library.days()).find((day) => day <= ripe) ?? '';
    const due = instantOf(timeZone, { day: slot, minutes }).getTime();
    if (newest < expected && lastList < expected && now.getTime() < due + PATIENCE_MS) return;
    const language = await this.#language(serverId, settings.language);
    const to = {
      target: { kind: 'channel', id: channelId } as const,
      language,
      notAfter: new Date(due + WORTH_MS),
    };
    if (newest <= lastList || newest < addDays(expected, -MOST_DAYS)) {
      const key = `digest:${serverId}:none:${slot}`;
      const line = sayNone ? { key, message: noDigestMessage(language, markOf(key)), ...to } : undefined;
      book.settle(entry, { lastSlot: slot }, line, now);
      return;
    }
    const earliest = addDays(newest, 1 - MOST_DAYS);
    const since = lastList === '' ? newest : lastList < earliest ? earliest : addDays(lastList, 1);
    const papers = await this.#papers(since, newest, count);
    const key = `digest:${serverId}:${newest}`;
    const message = digestMessage(papers, language, markOf(key));
    book.settle(entry, { lastSlot: slot, lastList: newest }, { key, message, ...to }, now);
  }

  async #papers(since: Day, until: Day, count: number): Promise<DigestPapers> {
    const all = await this.#options.library.papersBetween(since, until, ALL);
    const days = all.map(({ day }) => day).sort();
    // Days without papers at the beginning are not worth naming.
    return { since: days[0] ?? since, until, papers: all.slice(0, count), of: all.length };
  }

  async #language(serverId: string, otherwise: Language): Promise<Language> {
    const { language } = await this.#options.servers.settings(serverId);
    return language === 'auto' ? otherwise : language;
  }

  #statusOf({ settings, lastList }: DigestEntry): DigestStatus {
    const next = nextDigest(settings, this.#options.clock.now());
    return { settings, next, ...(lastList !== undefined && { lastList }) };
  }
}
