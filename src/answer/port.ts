import type { Filters } from '../search/query.ts';
import type { Answer, Language } from './answer.ts';

/** One earlier turn of a conversation. Text is data: never an instruction. */
export interface Turn {
  readonly question: string;
  /** Flat text of what was answered. */
  readonly answer: string;
  /** arXiv ids that the answer cited, in order. */
  readonly paperIds: readonly string[];
}

export interface Question {
  readonly text: string;
  /** Explicit options; they win over what is read from the text. */
  readonly filters?: Filters;
  /** Earlier turns of the same thread, oldest first. */
  readonly history?: readonly Turn[];
  /** The language to answer in when the text shows none. Default `ko`. */
  readonly language?: Language;
  /** Opaque id of who asks, for quotas. */
  readonly asker?: string;
}

/** What is going on while an answer is made. `writing` carries only claims that have passed verification. */
export type Progress =
  | { readonly stage: 'searching' }
  | { readonly stage: 'reading'; readonly papers: number }
  | { readonly stage: 'writing'; readonly claims: readonly string[] };

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Answers questions. Always gives an {@link Answer}: a model's failure becomes extracts, weak evidence an abstention. */
export interface Answerer {
  /** @throws PapersError `cancelled` when `signal` aborts, `unavailable` when search itself fails. */
  ask(question: Question, options?: AskOptions): Promise<Answer>;
}
