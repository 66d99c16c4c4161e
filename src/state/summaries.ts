import type { SummaryStore } from '../summary/kept.ts';
import type { Summary } from '../summary/port.ts';
import type { Database } from './database.ts';

/** After so long a summary is in its daily file, or nobody wants it any more; in milliseconds. */
const KEPT_MS = 60 * 86_400_000;

/** {@link SummaryStore} in the database. */
export class StoredSummaries implements SummaryStore {
  readonly #database: Database;
  readonly #now: () => number;

  /** @param now milliseconds since 1970. */
  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    database.prepare('DELETE FROM summaries WHERE made_at < ?').run(now() - KEPT_MS);
  }

  find(key: string): Summary | undefined {
    const row = this.#database
      .prepare<[string], { summary: string }>('SELECT summary FROM summaries WHERE key = ?')
      .get(key);
    return row && (JSON.parse(row.summary) as Summary);
  }

  keep(key: string, summary: Summary): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO summaries VALUES (?, ?, ?)')
      .run(key, JSON.stringify(summary), this.#now());
  }
}
