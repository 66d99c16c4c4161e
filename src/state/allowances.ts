import type { Database } from './database.ts';

/** How much may be used, and how quickly it grows back. */
export interface Allowance {
  /** Units that may be used at once. */
  readonly units: number;
  /** Milliseconds in which all of them grow back. */
  readonly perMs: number;
}

/** One use, of one key. */
export interface Use {
  /** Whose allowance: `user:<id>`, `server:<id>`. */
  readonly key: string;
  readonly allowance: Allowance;
  readonly units: number;
}

/**
 * Allowances that grow back evenly (GCRA, the generic cell rate algorithm: one moment a key, at which all of its allowance
 * will have grown back). They are in the database, so that a restart gives nobody a fresh one.
 */
export class Allowances {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Takes units from several allowances, or from none when one of them is used up.
   *
   * @returns 0, or the milliseconds until the same uses would be granted.
   */
  take(uses: readonly Use[]): number {
    const database = this.#database;
    const now = this.#now();
    return database.transaction(() => {
      const after = uses.map(({ key, allowance, units }) => {
        const row = database
          .prepare<[string], { full_at: number }>('SELECT full_at FROM allowances WHERE key = ?')
          .get(key);
        return Math.max(now, row?.full_at ?? 0) + (allowance.perMs / allowance.units) * units;
      });
      const wait = Math.max(0, ...after.map((fullAt, at) => fullAt - now - uses[at]!.allowance.perMs));
      if (wait > 0) return Math.ceil(wait);
      for (const [at, { key }] of uses.entries()) {
        database.prepare('INSERT OR REPLACE INTO allowances VALUES (?, ?)').run(key, after[at]);
      }
      return 0;
    })();
  }
}
