import { noteKey } from '../chat/in-memory.ts';
import type { Notes } from '../chat/memory.ts';
import type { Database } from './database.ts';

/** {@link Notes} in the database. */
export class StoredNotes implements Notes {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async keep(note: unknown): Promise<string> {
    const text = JSON.stringify(note);
    const key = noteKey(text);
    this.#database
      .prepare('INSERT INTO notes VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET used_at = excluded.used_at')
      .run(key, text, this.#now());
    return key;
  }

  async find(key: string): Promise<unknown> {
    const row = this.#database
      .prepare<[number, string], { note: string }>('UPDATE notes SET used_at = ? WHERE key = ? RETURNING note')
      .get(this.#now(), key);
    return row && JSON.parse(row.note);
  }
}
