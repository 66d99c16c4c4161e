import { noteKey } from '../chat/in-memory.ts';
import type { Notes } from '../chat/memory.ts';
import type { Database, Statement } from './database.ts';

/** {@link Notes} in the database. */
export class StoredNotes implements Notes {
  readonly #keep: Statement<[string, string, number]>;
  readonly #find: Statement<[number, string], { note: string }>;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#now = now;
    this.#keep = database.prepare(
      'INSERT INTO notes VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET used_at = excluded.used_at',
    );
    this.#find = database.prepare('UPDATE notes SET used_at = ? WHERE key = ? RETURNING note');
  }

  async keep(note: unknown): Promise<string> {
    const text = JSON.stringify(note);
    const key = noteKey(text);
    this.#keep.run(key, text, this.#now());
    return key;
  }

  async find(key: string): Promise<unknown> {
    const row = this.#find.get(this.#now(), key);
    return row && JSON.parse(row.note);
  }
}
