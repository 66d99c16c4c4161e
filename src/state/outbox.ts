import type { Language } from '../answer/answer.ts';
import type { Message } from '../chat/message.ts';
import type { Claimed, Delivery, Outbox, Target } from '../notify/port.ts';
import type { Database } from './database.ts';

interface OutboxRow {
  id: number;
  key: string;
  target_kind: Target['kind'];
  target_id: string;
  language: Language;
  message: string;
  not_after: number;
  attempts: number;
  first_tried_at: number;
}

/** Settled deliveries are kept so long, in milliseconds: no key comes again after that. */
const KEPT_MS = 90 * 86_400_000;

/** {@link Outbox} in the database. */
export class StoredOutbox implements Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  put({ key, target, language, message, notAfter }: Delivery, now: Date): boolean {
    this.#database
      .prepare("DELETE FROM outbox WHERE state IN ('sent', 'dropped') AND settled_at < ?")
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
    const row = this.#database
      .prepare<[number, number], OutboxRow>(
        `UPDATE outbox SET state = 'sending', attempts = attempts + 1, first_tried_at = COALESCE(first_tried_at, ?)
         WHERE id = (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT 1)
         RETURNING id, key, target_kind, target_id, language, message, not_after, attempts, first_tried_at`,
      )
      .get(now.getTime(), now.getTime());
    return (
      row && {
        id: row.id,
        key: row.key,
        target: { kind: row.target_kind, id: row.target_id },
        language: row.language,
        message: JSON.parse(row.message) as Message,
        notAfter: new Date(row.not_after),
        attempts: row.attempts,
        firstTriedAt: new Date(row.first_tried_at),
      }
    );
  }

  confirm(id: number, messageId: string, now: Date): void {
    this.#database
      .prepare("UPDATE outbox SET state = 'sent', message_id = ?, settled_at = ?, why = NULL WHERE id = ?")
      .run(messageId, now.getTime(), id);
  }

  postpone(id: number, until: Date, why: string): void {
    this.#database
      .prepare("UPDATE outbox SET state = 'waiting', due_at = ?, why = ? WHERE id = ?")
      .run(until.getTime(), why, id);
  }

  drop(id: number, why: string, now: Date): void {
    this.#database
      .prepare("UPDATE outbox SET state = 'dropped', settled_at = ?, why = ? WHERE id = ?")
      .run(now.getTime(), why, id);
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
