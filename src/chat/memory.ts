import type { Turn } from '../answer/port.ts';
import type { Place } from './place.ts';

/** State of buttons that does not fit into their action, kept under a short key. */
export interface Notes {
  /**
   * @param note anything that survives JSON.
   * @returns a key of at most 24 characters (letters, digits, `-`, `_`); the same note may give the same key.
   */
  keep(note: unknown): Promise<string>;
  /** What was kept, or undefined when it has been forgotten: check its shape, it may stem from an older version. */
  find(key: string): Promise<unknown>;
}

/** What was said in a thread, so that a later question can refer to it. */
export interface Conversations {
  /** The last turns, oldest first; bounded. */
  turns(threadId: string): Promise<readonly Turn[]>;
  add(threadId: string, turn: Turn): Promise<void>;
}

/** What somebody thought of an answer. */
export interface Vote {
  readonly place: Place;
  readonly vote: 'up' | 'down';
  /** Key of the answer's note; a person's later vote on the same answer replaces the former. */
  readonly answer: string;
  readonly question: string;
  /** Whether a model wrote the answer, or it was extracts; absent where that is not known. */
  readonly kind?: 'answered' | 'extracts';
  /** The passages that were cited, in order. */
  readonly passageIds: readonly string[];
  /** The score of each of them, in the same order; empty where that is not known. */
  readonly scores: readonly number[];
  /** Confidence of the search, 0 to 1. */
  readonly confidence: number;
  /** Of the index that answered. */
  readonly generation: string;
}

/** Where votes go. */
export interface Votes {
  cast(vote: Vote): Promise<void>;
}
