import type { Language } from '../answer/answer.ts';
import type { Message } from '../chat/message.ts';
import type { Claimed, Delivery, Outbox, Target } from '../notify/port.ts';
import { atomically, type Database } from './database.ts';

interface OutboxRow {
  id: number;
  key: string;
  target_kind: Target['kind'];
  target_id: string;
  language: Language;
  message: string;
  not_after: number;
  attempts: number;
  doubt_since: number | null;
}

/** Settled deliveries are kept so long, in milliseconds: no key comes again after that. */
const KEPT_MS = 90 * 86_400_000;

/** {@link Outbox} in the database. */
export class StoredOutbox implements Outbox {
  readonly #database: Database;

  /** @param database from now on forces every commit to the disk. */
  constructor(database: Database) {
    // A power cut must not forget that a message was about to be sent: it would be sent again.
    database.pragma('synchronous = FULL');
    this.#database = database;
  }

  put({ key, target, language, message, notAfter }: Delivery, now: Date): boolean {
    this.#database
      .prepare("DELETE FROM outbox WHERE state IN ('sent', 'unconfirmed', 'dropped') AND settled_at < ?")
      .run(now.getTime() - KEPT_MS);
    const { changes } = this.#database
      .prepare(
        `INSERT OR IGNORE INTO outbox (key, target_kind, target_id, language, message, state, due_at, not_after, attempts)
         VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, 0)`,
      )
      .run(key, target.kind, target.id, language, JSON.stringify(message), now.getTime(), notAfter.getTime());
    return changes === 1;
  }

  claim(now: Date): Claimed | undefined {
    return atomically(this.#database, () => this.#claim(now.getTime()));
  }

  #claim(now: number): Claimed | undefined {
    const row = this.#database
      .prepare<[number], OutboxRow>(
        `SELECT id, key, target_kind, target_id, language, message, not_after, attempts + 1 AS attempts, doubt_since
         FROM outbox WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT 1`,
      )
      .get(now);
    if (!row) return undefined;
    // Whoever claims it and is never heard of again has perhaps sent it.
    this.#database
      .prepare(
        `UPDATE outbox SET state = 'sending', attempts = attempts + 1, doubt_since = COALESCE(doubt_since, ?)
         WHERE id = ?`,
      )
      .run(now, row.id);
    return {
      id: row.id,
      key: row.key,
      target: { kind: row.target_kind, id: row.target_id },
      language: row.language,
      message: JSON.parse(row.message) as Message,
      notAfter: new Date(row.not_after),
      attempts: row.attempts,
      ...(row.doubt_since !== null && { doubtSince: new Date(row.doubt_since) }),
    };
  }

  confirm(id: number, messageId: string, now: Date): void {
    this.#database
      .prepare("UPDATE outbox SET state = 'sent', message_id = ?, settled_at = ?, why = NULL WHERE id = ?")
      .run(messageId, now.getTime(), id);
  }

  postpone(id: number, until: Date, why: string, doubtSince: Date | undefined): void {
    this.#database
      .prepare("UPDATE outbox SET state = 'waiting', due_at = ?, why = ?, doubt_since = ? WHERE id = ?")
      .run(until.getTime(), why, doubtSince?.getTime() ?? null, id);
  }

  giveUp(id: number, state: 'unconfirmed' | 'dropped', why: string, now: Date): void {
    this.#database
      .prepare('UPDATE outbox SET state = ?, settled_at = ?, why = ? WHERE id = ?')
      .run(state, now.getTime(), why, id);
  }

  release(): void {
    this.#database.prepare("UPDATE outbox SET state = 'waiting' WHERE state = 'sending'").run();
  }

  nextDue(): Date | undefined {
    const row = this.#database
      .prepare<[], { due: number | null }>("SELECT MIN(due_at) AS due FROM outbox WHERE state = 'waiting'")
      .get();
    return row?.due == null ? undefined : new Date(row.due);
  }
}
