import { isPapersError, messageOf } from '../errors.ts';
import type { PoliteClient } from '../pull/polite.ts';
import { htmlToText } from './html-text.ts';
import { pdfToText } from './pdf-text.ts';
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

/**
 * Gives a summariser the text of each paper: of arXiv's HTML page, else of its PDF. Where neither can be had, title and
 * abstract must do.
 */
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
    const ways = [
      () => client.get(`${baseUrl}/html/${id}`, htmlToText, signal),
      async () => pdfToText(await client.getBytes(`${baseUrl}/pdf/${id}`, (bytes) => bytes, signal), signal),
    ];
    let why = 'its pages have no text';
    for (const way of ways) {
      try {
        const text = await way();
        if (text.length >= MIN_TEXT) return text;
      } catch (error) {
        if (isPapersError(error, 'cancelled')) throw error;
        if (!isPapersError(error, 'not_found')) why = messageOf(error);
      }
    }
    onFault?.(id, `summarised from title and abstract: ${why}`);
    return undefined;
  }
}
