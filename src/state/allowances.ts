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

/** An allowance that does not suffice. */
export interface UsedUp {
  readonly key: string;
  readonly waitMs: number;
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
   * @returns undefined, or the allowance that lacks most and the milliseconds until the same uses would be granted.
   */
  take(uses: readonly Use[]): UsedUp | undefined {
    const database = this.#database;
    const now = this.#now();
    return database.transaction(() => {
      const fullAt = uses.map(({ key, allowance, units }) => {
        const row = database
          .prepare<[string], { full_at: number }>('SELECT full_at FROM allowances WHERE key = ?')
          .get(key);
        return Math.max(now, row?.full_at ?? 0) + (allowance.perMs / allowance.units) * units;
      });
      const lacking = uses
        .map(({ key, allowance }, at) => ({ key, waitMs: Math.ceil(fullAt[at]! - now - allowance.perMs) }))
        .sort((a, b) => b.waitMs - a.waitMs)[0];
      if (lacking && lacking.waitMs > 0) return lacking;
      for (const [at, { key }] of uses.entries()) {
        database.prepare('INSERT OR REPLACE INTO allowances VALUES (?, ?)').run(key, fullAt[at]);
      }
      return undefined;
    })();
  }
}
