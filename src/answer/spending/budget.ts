import { tokenEstimate } from '../../embed/token-estimate.ts';
import { PapersError } from '../../errors.ts';
import type { Day } from '../../paper.ts';
import type { ChatModel, ChatRequest, Usage } from '../model-port.ts';
import { type Account, type Amount, type Cap, fits, type Spending } from './port.ts';

/** What may be spent on answers. */
export interface Caps {
  readonly answer: Cap;
  /** A person's, each day. */
  readonly user: Cap;
  /** All answers, each day. */
  readonly day: Cap;
}

/** The purse of one answer: every call of the model is paid for from it before it is made. */
export class Budget {
  readonly #model: ChatModel;
  readonly #spending: Spending;
  readonly #day: Day;
  readonly #answerCap: Cap;
  readonly #accounts: readonly Account[];
  #spent: Amount = { tokens: 0, usd: 0 };

  /** @param asker opaque id; without one only the caps of the answer and of the day count. */
  constructor(model: ChatModel, spending: Spending, caps: Caps, day: Day, asker?: string) {
    this.#model = model;
    this.#spending = spending;
    this.#day = day;
    this.#answerCap = caps.answer;
    this.#accounts = [
      { key: 'all', cap: caps.day },
      ...(asker === undefined ? [] : [{ key: `user:${asker}`, cap: caps.user }]),
    ];
  }

  /** What this answer has used so far. */
  get spent(): Amount {
    return this.#spent;
  }

  /**
   * Books the most that a call can use. The difference to what it did use is given back with {@link Booking.settle}; a
   * program that is killed in between has counted too much, never too little.
   *
   * @throws OverCap
   */
  async book({ system, user, repair, maxTokens }: ChatRequest): Promise<Booking> {
    const input = tokenEstimate(system + user + (repair ? repair.answer + repair.problem : ''));
    const amount = { tokens: input + maxTokens, usd: this.#usd(input, maxTokens) };
    if (!fits(this.#spent, amount, this.#answerCap)) throw new OverCap('answer');
    const full = await this.#spending.book(this.#day, this.#accounts, amount);
    if (full !== undefined) throw new OverCap(full === 'all' ? 'day' : 'user');
    this.#add(amount);
    let settled = false;
    return {
      settle: async (usage) => {
        if (settled) return;
        settled = true;
        // A call that failed may still have been charged for its input: that much stays booked.
        const used = usage
          ? { tokens: usage.inputTokens + usage.outputTokens, usd: usage.usd }
          : { tokens: input, usd: this.#usd(input, 0) };
        const difference = { tokens: used.tokens - amount.tokens, usd: used.usd - amount.usd };
        this.#add(difference);
        const keys = this.#accounts.map(({ key }) => key);
        await this.#spending.correct(this.#day, keys, difference);
      },
    };
  }

  /** Makes a call that is paid for. @throws OverCap, and what the call throws. */
  async pay<T extends { readonly usage: Usage }>(request: ChatRequest, call: () => Promise<T>): Promise<T> {
    const booking = await this.book(request);
    let usage: Usage | undefined;
    try {
      const answer = await call();
      usage = answer.usage;
      return answer;
    } finally {
      await booking.settle(usage);
    }
  }

  #usd(input: number, output: number): number {
    return (input * this.#model.prices.input + output * this.#model.prices.output) / 1e6;
  }

  #add({ tokens, usd }: Amount): void {
    this.#spent = { tokens: this.#spent.tokens + tokens, usd: this.#spent.usd + usd };
  }
}

/** An amount set aside for one call. */
export interface Booking {
  /** @param usage what the call used; absent when it failed before it said so. */
  settle(usage?: Usage): Promise<void>;
}

const SETTINGS: Readonly<Record<keyof Caps, string>> = {
  answer: 'ANSWER_TOKENS or ANSWER_USD',
  user: 'USER_DAILY_TOKENS or USER_DAILY_USD',
  day: 'DAILY_TOKENS or DAILY_USD',
};

/** A cap that does not allow another call of the model. */
export class OverCap extends PapersError {
  readonly cap: keyof Caps;

  constructor(cap: keyof Caps) {
    super('over_limit', `the cap of the ${cap} (${SETTINGS[cap]}) does not allow another call of the model`);
    this.cap = cap;
  }
}
