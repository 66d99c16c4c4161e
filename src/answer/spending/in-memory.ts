import type { Day } from '../../paper.ts';
import { type Account, type Amount, fits, type Spending } from './port.ts';

const NOTHING: Amount = { tokens: 0, usd: 0 };

/** {@link Spending} for as long as the program runs. Only the day at hand is kept. */
export class InMemorySpending implements Spending {
  #day: Day = '';
  readonly #spent = new Map<string, Amount>();

  async book(day: Day, accounts: readonly Account[], amount: Amount): Promise<string | undefined> {
    this.#turnTo(day);
    const full = accounts.find(({ key, cap }) => !fits(this.#spent.get(key) ?? NOTHING, amount, cap));
    if (full) return full.key;
    for (const { key } of accounts) this.#add(key, amount);
    return undefined;
  }

  async correct(day: Day, keys: readonly string[], difference: Amount): Promise<void> {
    if (day === this.#day) for (const key of keys) this.#add(key, difference);
  }

  #turnTo(day: Day): void {
    if (day === this.#day) return;
    this.#day = day;
    this.#spent.clear();
  }

  #add(key: string, { tokens, usd }: Amount): void {
    const spent = this.#spent.get(key) ?? NOTHING;
    this.#spent.set(key, { tokens: spent.tokens + tokens, usd: spent.usd + usd });
  }
}
