import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../answer/answer.ts';
import type { DigestBook, DigestEntry, DigestProgress } from '../notify/digest-book.ts';
import type { Delivery, Outbox } from '../notify/port.ts';
import { atomically, type Database } from './database.ts';

interface DigestRow {
  server_id: string;
  channel_id: string;
  minutes: number;
  time_zone: string;
  weekdays: string;
  count: number;
  say_none: number;
  language: Language;
  last_slot: string;
  last_list: string | null;
}

/** {@link DigestBook} in the database. */
export class StoredDigests implements DigestBook {
  readonly #database: Database;
  readonly #outbox: Outbox;

  /** @param outbox in the same database. */
  constructor(database: Database, outbox: Outbox) {
    this.#database = database;
    this.#outbox = outbox;
  }

  of(serverId: string): DigestEntry | undefined {
    const row = this.#database.prepare<[string], DigestRow>('SELECT * FROM digests WHERE server_id = ?').get(serverId);
    return row && entryOf(row);
  }

  all(): readonly DigestEntry[] {
    return this.#database.prepare<[], DigestRow>('SELECT * FROM digests ORDER BY server_id').all().map(entryOf);
  }

  save({ serverId, settings, lastSlot, lastList }: DigestEntry): void {
    const { channelId, minutes, timeZone, weekdays, count, sayNone, language } = settings;
    this.#database
      .prepare('INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        serverId,
        channelId,
        minutes,
        timeZone,
        weekdays.join(''),
        count,
        sayNone ? 1 : 0,
        language,
        lastSlot,
        lastList ?? null,
      );
  }

  remove(serverId: string): boolean {
    return this.#database.prepare('DELETE FROM digests WHERE server_id = ?').run(serverId).changes > 0;
  }

  settle(entry: DigestEntry, progress: DigestProgress, delivery: Delivery | undefined, now: Date): boolean {
    return atomically(this.#database, () => {
      if (!isDeepStrictEqual(this.of(entry.serverId), entry)) return false;
      this.save({ ...entry, ...progress });
      if (delivery) this.#outbox.put(delivery, now);
      return true;
    });
  }
}

function entryOf(row: DigestRow): DigestEntry {
  return {
    serverId: row.server_id,
    settings: {
      channelId: row.channel_id,
      minutes: row.minutes,
      timeZone: row.time_zone,
      weekdays: [...row.weekdays].map(Number),
      count: row.count,
      sayNone: row.say_none === 1,
      language: row.language,
    },
    lastSlot: row.last_slot,
    ...(row.last_list !== null && { lastList: row.last_list }),
  };
}
