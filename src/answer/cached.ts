import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Library } from '../library/port.ts';
import type { Answer, ExtractsReason } from './answer.ts';
import type { Answerer, AskOptions, Question } from './port.ts';

/** How long and how many answers are kept. */
export interface AnswerCacheOptions {
  /** Milliseconds. */
  readonly ttlMs: number;
  /** Default 500. */
  readonly max?: number;
}

/**
 * Gives the same answer to the same question for some minutes, as long as the index is the same. What was answered for want of a
 * model, or by one that failed, is not kept: the next try may do better.
 */
export class CachedAnswerer implements Answerer {
  readonly #answerer: Answerer;
  readonly #library: Pick<Library, 'info'>;
  readonly #answers: LRUCache<string, Answer>;

  constructor(answerer: Answerer, library: Pick<Library, 'info'>, { ttlMs, max = 500 }: AnswerCacheOptions) {
    this.#answerer = answerer;
    this.#library = library;
    this.#answers = new LRUCache({ max, ttl: ttlMs });
  }

  async ask(question: Question, options: AskOptions = {}): Promise<Answer> {
    const { generation } = await this.#library.info();
    const key = keyOf(question, generation);
    const kept = this.#answers.get(key);
    if (kept) return kept;
    const answer = await this.#answerer.ask(question, options);
    // The index may have changed meanwhile: an answer is kept under the generation that gave it.
    if (isLasting(answer) && answer.search.generation === generation) this.#answers.set(key, answer);
    return answer;
  }
}

const LASTING: ReadonlySet<ExtractsReason> = new Set(['no_model', 'list', 'count', 'facts']);

function isLasting(answer: Answer): boolean {
  return answer.kind !== 'extracts' || LASTING.has(answer.reason);
}

/** All that an answer depends on, and not who asks. */
function keyOf({ text, filters = {}, history = [], language = 'ko' }: Question, generation: string): string {
  const { since, until, authors, minVotes, maxVotes, title } = filters;
  const words = text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
  const turns = history.map(({ question, answer, paperIds }) => [question, answer, paperIds]);
  const parts = [generation, language, words, since, until, authors, minVotes, maxVotes, title, turns];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
