import { atomically, type Database } from './database.ts';

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
  readonly #take: (uses: readonly Use[]) => UsedUp | undefined;

  constructor(database: Database, now: () => number) {
    const read = database.prepare<[string], { full_at: number }>('SELECT full_at FROM allowances WHERE key = ?');
    const write = database.prepare('INSERT OR REPLACE INTO allowances VALUES (?, ?)');
    const take = (uses: readonly Use[]): UsedUp | undefined => {
      const at = now();
      const fullAt = uses.map(
        ({ key, allowance, units }) =>
          Math.max(at, read.get(key)?.full_at ?? 0) + (allowance.perMs / allowance.units) * units,
      );
      const lacking = uses
        .map(({ key, allowance }, index) => ({ key, waitMs: Math.ceil(fullAt[index]! - at - allowance.perMs) }))
        .sort((a, b) => b.waitMs - a.waitMs)[0];
      if (lacking && lacking.waitMs > 0) return lacking;
      for (const [index, { key }] of uses.entries()) write.run(key, fullAt[index]);
      return undefined;
    };
    this.#take = (uses) => atomically(database, () => take(uses));
  }

  /**
   * Takes units from several allowances, or from none when one of them is used up.
   *
   * @returns undefined, or the allowance that lacks most and the milliseconds until the same uses would be granted.
   */
  take(uses: readonly Use[]): UsedUp | undefined {
    return this.#take(uses);
  }
}
