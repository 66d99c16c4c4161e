import type { VoteHistory, VoteLevel } from '../chat/subscriptions.ts';
import type { Database } from './database.ts';

/** {@link VoteHistory} of what pulling has read. */
export class StoredVoteHistory implements VoteHistory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async of(paperId: string): Promise<readonly VoteLevel[]> {
    return this.#database
      .prepare<[string], { votes: number; since: number; until: number }>(
        'SELECT votes, since, until FROM paper_votes WHERE paper_id = ? ORDER BY since',
      )
      .all(paperId)
      .map(({ votes, since, until }) => ({ votes, since: new Date(since), until: new Date(until) }));
  }

  async readAt(paperIds: readonly string[]): Promise<Date | undefined> {
    const { at } = this.#database
      .prepare<[string], { at: number | null }>(
        'SELECT MAX(until) AS at FROM paper_votes WHERE paper_id IN (SELECT value FROM json_each(?))',
      )
      .get(JSON.stringify(paperIds))!;
    return at === null ? undefined : new Date(at);
  }
}
