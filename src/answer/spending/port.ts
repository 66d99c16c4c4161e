import type { Day } from '../../paper.ts';

/** What calls of a model use. */
export interface Amount {
  /** Input and output together. */
  readonly tokens: number;
  /** US dollars; 0 where no prices are set. */
  readonly usd: number;
}

/** The most that may be used; what is absent is not limited. */
export interface Cap {
  readonly tokens?: number;
  readonly usd?: number;
}

/** What is counted together on one day: `all`, or `user:<id>`. */
export interface Account {
  readonly key: string;
  readonly cap: Cap;
}

/** Remembers what was spent each day, across restarts and for all that ask at the same time. A port. */
export interface Spending {
  /**
   * Books an amount to several accounts, or to none where one of them would pass its cap.
   *
   * @returns undefined, or the key of the account whose cap would be passed.
   */
  book(day: Day, accounts: readonly Account[], amount: Amount): Promise<string | undefined>;
  /** Corrects a booking once it is known what was really used; parts may be negative. */
  correct(day: Day, keys: readonly string[], difference: Amount): Promise<void>;
}

/** Whether an amount on top of what was spent stays within a cap. */
export function fits(spent: Amount, amount: Amount, cap: Cap): boolean {
  return (
    (cap.tokens === undefined || spent.tokens + amount.tokens <= cap.tokens) &&
    (cap.usd === undefined || spent.usd + amount.usd <= cap.usd)
  );
}
