import { isPapersError, messageOf } from '../errors.ts';
import type { PoliteClient } from '../pull/polite.ts';
import { htmlToText } from './html-text.ts';
import type { Source, Spending, Summariser, Summary } from './port.ts';

export interface FullTextOptions {
  readonly client: PoliteClient;
  /** Without a slash at its end, for example `https://arxiv.org`. */
  readonly baseUrl: string;
  /** Told, by id, of papers whose text could not be had. */
  readonly onFault?: (id: string, what: string) => void;
}

/** A page with less text than this, in characters, is no paper: arXiv says that way that it has none. */
const MIN_TEXT = 2_000;

/** Gives a summariser the text of each paper from arXiv's HTML pages; where there is none, title and abstract must do. */
export class FullTextSummariser implements Summariser {
  readonly #summariser: Summariser;
  readonly #options: FullTextOptions;

  constructor(summariser: Summariser, options: FullTextOptions) {
    this.#summariser = summariser;
    this.#options = options;
  }

  get spending(): Spending {
    return this.#summariser.spending;
  }

  get hasModel(): boolean {
    return this.#summariser.hasModel;
  }

  async summarise(paper: Source, signal?: AbortSignal): Promise<Summary> {
    const fullText = await this.#fetch(paper.id, signal);
    return this.#summariser.summarise({ ...paper, ...(fullText !== undefined && { fullText }) }, signal);
  }

  async #fetch(id: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    const { client, baseUrl, onFault } = this.#options;
    try {
      const text = await client.get(`${baseUrl}/html/${id}`, htmlToText, signal);
      if (text.length >= MIN_TEXT) return text;
      onFault?.(id, 'its HTML page has no text: summarised from title and abstract');
    } catch (error) {
      if (isPapersError(error, 'cancelled')) throw error;
      if (!isPapersError(error, 'not_found')) onFault?.(id, `its text cannot be had: ${messageOf(error)}`);
    }
    return undefined;
  }
}
