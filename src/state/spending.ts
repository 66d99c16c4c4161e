import { type Account, type Amount, fits, type Spending } from '../answer/spending/port.ts';
import type { Day } from '../paper.ts';
import { atomically, type Database } from './database.ts';

/** What answers cost each day, in the database: a restart gives nobody a fresh quota. */
export class StoredSpending implements Spending {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async book(day: Day, accounts: readonly Account[], amount: Amount): Promise<string | undefined> {
    const read = this.#database.prepare<[Day, string], Amount>(
      'SELECT tokens, usd FROM spending WHERE day = ? AND account = ?',
    );
    return atomically(this.#database, () => {
      const full = accounts.find(({ key, cap }) => !fits(read.get(day, key) ?? { tokens: 0, usd: 0 }, amount, cap));
      if (full) return full.key;
      for (const { key } of accounts) this.#add(day, key, amount);
      return undefined;
    });
  }

  async correct(day: Day, keys: readonly string[], difference: Amount): Promise<void> {
    atomically(this.#database, () => {
      for (const key of keys) this.#add(day, key, difference);
    });
  }

  #add(day: Day, key: string, { tokens, usd }: Amount): void {
    this.#database
      .prepare(
        `INSERT INTO spending (day, account, tokens, usd) VALUES (?, ?, ?, ?)
         ON CONFLICT (day, account) DO UPDATE SET tokens = tokens + excluded.tokens, usd = usd + excluded.usd`,
      )
      .run(day, key, tokens, usd);
  }
}
