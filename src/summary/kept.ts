import { createHash } from 'node:crypto';
import type { Source, Spending, Summariser, Summary } from './port.ts';
import { basisOf, PROMPT_VERSION } from './prompt.ts';

/** Where summaries that were paid for wait until they are in a daily file. */
export interface SummaryStore {
  find(key: string): Summary | undefined;
  keep(key: string, summary: Summary): void;
}

/** Remembers what a model wrote, so that a run that was killed does not pay twice for the same paper. */
export class KeptSummaries implements Summariser {
  readonly #summariser: Summariser;
  readonly #store: SummaryStore;
  readonly #about: string;

  /** @param about what the summaries depend on besides the paper: the model and the language. */
  constructor(summariser: Summariser, store: SummaryStore, about: string) {
    this.#summariser = summariser;
    this.#store = store;
    this.#about = about;
  }

  get spending(): Spending {
    return this.#summariser.spending;
  }

  get hasModel(): boolean {
    return this.#summariser.hasModel;
  }

  async summarise(paper: Source, signal?: AbortSignal): Promise<Summary> {
    const parts = [PROMPT_VERSION, this.#about, paper.id, basisOf(paper)];
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
    const kept = this.#store.find(key);
    if (kept) return kept;
    const summary = await this.#summariser.summarise(paper, signal);
    if (summary.by === 'model') this.#store.keep(key, summary);
    return summary;
  }
}
