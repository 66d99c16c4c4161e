import type { Usage } from '../answer/model-port.ts';
import type { Spending } from './port.ts';

/** How much a run may spend on summaries. Whichever is reached first ends the use of the model. */
export interface Caps {
  /** Input and output tokens together. */
  readonly tokens: number;
  /** In US dollars; only counts where prices are set. Default none. */
  readonly usd?: number;
}

/** Counts what a run spends. Calls under way count with what they may cost at most, so that several at once cannot pass the cap. */
export class Budget {
  readonly #caps: Caps;
  #spent: Spending = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  #reserved = 0;

  constructor(caps: Caps) {
    this.#caps = caps;
  }

  get spending(): Spending {
    return this.#spent;
  }

  /**
   * Asks for leave to make a call.
   *
   * @param tokens it may use at most.
   * @returns undefined when the cap does not allow it; else what to call with what it did use (nothing, if it failed).
   */
  reserve(tokens: number): ((usage?: Usage) => void) | undefined {
    const { inputTokens, outputTokens, usd } = this.#spent;
    if (inputTokens + outputTokens + this.#reserved + tokens > this.#caps.tokens) return undefined;
    if (this.#caps.usd !== undefined && usd >= this.#caps.usd) return undefined;
    this.#reserved += tokens;
    return (usage) => {
      this.#reserved -= tokens;
      if (!usage) return;
      this.#spent = {
        calls: this.#spent.calls + 1,
        inputTokens: this.#spent.inputTokens + usage.inputTokens,
        outputTokens: this.#spent.outputTokens + usage.outputTokens,
        usd: this.#spent.usd + usage.usd,
      };
    };
  }
}
