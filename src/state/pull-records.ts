import type { Day } from '../paper.ts';
import type { DayOutcome, DayRecord, PullRecords, VoteCount } from '../pull/records.ts';
import { atomically, type Database } from './database.ts';

/** {@link PullRecords} in the database. */
export class StoredPullRecords implements PullRecords {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  days(since: Day, until: Day): readonly DayRecord[] {
    return this.#database
      .prepare<[string, string], { day: Day; papers: number; settled: number; read_at: number }>(
        'SELECT day, papers, settled, read_at FROM list_days WHERE day BETWEEN ? AND ? ORDER BY day',
      )
      .all(since, until)
      .map(({ day, papers, settled, read_at }) => ({
        day,
        papers,
        settled: settled === 1,
        readAt: new Date(read_at),
      }));
  }

  hashes(file: string): readonly string[] {
    const row = this.#database
      .prepare<[string], { sha256: string | null; pending: string | null }>(
        'SELECT sha256, pending FROM daily_files WHERE file = ?',
      )
      .get(file);
    return [row?.sha256, row?.pending].filter((hash) => hash !== null && hash !== undefined);
  }

  willWrite(file: string, sha256: string): void {
    this.#database
      .prepare(
        'INSERT INTO daily_files VALUES (?, NULL, ?) ON CONFLICT (file) DO UPDATE SET pending = excluded.pending',
      )
      .run(file, sha256);
  }

  written(file: string): ReadonlySet<string> {
    const rows = this.#database
      .prepare<[string], { paper_id: string }>('SELECT paper_id FROM written_papers WHERE file = ?')
      .all(file);
    return new Set(rows.map(({ paper_id }) => paper_id));
  }

  unsummarised(): ReadonlyMap<string, number> {
    const rows = this.#database
      .prepare<[], { paper_id: string; tries: number }>('SELECT paper_id, tries FROM unsummarised')
      .all();
    return new Map(rows.map(({ paper_id, tries }) => [paper_id, tries]));
  }

  finishDay(outcome: DayOutcome): void {
    atomically(this.#database, () => this.#finishDay(outcome));
  }

  last(what: string): Date | undefined {
    const row = this.#database.prepare<[string], { at: number }>('SELECT at FROM deeds WHERE what = ?').get(what);
    return row && new Date(row.at);
  }

  did(what: string, at: Date): void {
    this.#database.prepare('INSERT OR REPLACE INTO deeds VALUES (?, ?)').run(what, at.getTime());
  }

  #finishDay({ day, papers, settled, readAt, file, sha256, written, votes, unsummarised }: DayOutcome): void {
    const database = this.#database;
    database
      .prepare('INSERT OR REPLACE INTO list_days VALUES (?, ?, ?, ?)')
      .run(day, papers, settled ? 1 : 0, readAt.getTime());
    database.prepare('INSERT OR REPLACE INTO daily_files VALUES (?, ?, NULL)').run(file, sha256 ?? null);
    const write = database.prepare('INSERT OR IGNORE INTO written_papers VALUES (?, ?)');
    const done = database.prepare('DELETE FROM unsummarised WHERE paper_id = ?');
    for (const id of written) {
      write.run(file, id);
      done.run(id);
    }
    const wait = database.prepare('INSERT OR REPLACE INTO unsummarised VALUES (?, ?)');
    for (const { id, tries } of unsummarised) wait.run(id, tries);
    for (const count of votes) this.#count(count, readAt.getTime());
  }

  /** One row for each count a paper had, from when it was first to when it was last seen. */
  #count({ id, votes }: VoteCount, at: number): void {
    const last = this.#database
      .prepare<[string], { since: number; until: number; votes: number }>(
        'SELECT since, until, votes FROM paper_votes WHERE paper_id = ? ORDER BY since DESC LIMIT 1',
      )
      .get(id);
    if (last && at < last.until) return; // read before what is known: nothing new
    if (last && (last.votes === votes || at === last.since)) {
      this.#database
        .prepare('UPDATE paper_votes SET until = ?, votes = ? WHERE paper_id = ? AND since = ?')
        .run(at, votes, id, last.since);
      return;
    }
    this.#database.prepare('INSERT INTO paper_votes VALUES (?, ?, ?, ?)').run(id, at, at, votes);
  }
}
