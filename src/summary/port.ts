import type { ChatModel } from '../answer/model-port.ts';
import type { Hints } from '../corpus/hints-file.ts';

/** A bullet before it has a place in a paper. */
export interface Bullet {
  /** Without asterisks or colon; absent where the bullet has none. */
  readonly label?: string;
  readonly text: string;
}

/** What a paper is summarised from. */
export interface Source {
  /** arXiv id. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  /** Keywords that came with the paper. */
  readonly keywords: readonly string[];
  /** The paper's own text, where it was fetched. */
  readonly fullText?: string;
}

/** A summary, and who wrote it. */
export interface Summary {
  /** Empty only where there is nothing to summarise. */
  readonly bullets: readonly Bullet[];
  readonly hints: Hints;
  /** `abstract`: the abstract's own sentences stand in for a summary. */
  readonly by: 'model' | 'abstract';
  /**
   * Why a model that is configured did not write it, so that it is worth asking again in a later run: the run's cap was
   * reached; the model was asked and gave nothing usable; it was not asked any more after failing several times in a row.
   */
  readonly notYet?: 'cap_reached' | 'model_failed' | 'model_down';
}

/** Summarises papers. It never fails for want of a model: the abstract's sentences stand in. */
export interface Summariser {
  /** @throws PapersError `cancelled` when `signal` aborts. */
  summarise(paper: Source, signal?: AbortSignal): Promise<Summary>;
  /** What was spent so far. */
  readonly spending: Spending;
  /** Whether a model is configured at all. */
  readonly hasModel: boolean;
}

/** What a run cost. */
export interface Spending {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In US dollars by the configured prices; 0 where none are set. */
  readonly usd: number;
}

/** The languages of bullets; `both` writes Korean bullets first, then English ones. */
export type SummaryLanguage = 'ko' | 'en' | 'both';

/** What summarising needs of a chat model. */
export type SummaryModel = Pick<ChatModel, 'name' | 'write'>;
