import { createHash } from 'node:crypto';
import type { Turn } from '../answer/port.ts';
import type { Conversations, Notes, Vote, Votes } from './memory.ts';

/** Least recently used entries are forgotten first. */
class Bounded<V> {
  readonly #entries = new Map<string, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }
}

/** {@link Notes} for as long as the program runs. */
export class InMemoryNotes implements Notes {
  readonly #notes: Bounded<string>;

  /** @param limit notes kept. Default 1,000. */
  constructor(limit = 1000) {
    this.#notes = new Bounded(limit);
  }

  async keep(note: unknown): Promise<string> {
    const text = JSON.stringify(note);
    const key = noteKey(text);
    this.#notes.set(key, text);
    return key;
  }

  async find(key: string): Promise<unknown> {
    const text = this.#notes.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }
}

/** The key of a note: 22 characters made from its text, so that keeping the same note twice takes no more room. */
export function noteKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** {@link Conversations} for as long as the program runs. */
export class InMemoryConversations implements Conversations {
  readonly #threads: Bounded<readonly Turn[]>;
  readonly #turns: number;

  /**
   * @param turns kept of each thread. Default 6.
   * @param threads kept. Default 200.
   */
  constructor(turns = 6, threads = 200) {
    this.#turns = turns;
    this.#threads = new Bounded(threads);
  }

  async turns(threadId: string): Promise<readonly Turn[]> {
    return this.#threads.get(threadId) ?? [];
  }

  async add(threadId: string, turn: Turn): Promise<void> {
    this.#threads.set(threadId, [...(this.#threads.get(threadId) ?? []), turn].slice(-this.#turns));
  }
}

/** {@link Votes} for as long as the program runs: the last vote of each person on each answer. */
export class InMemoryVotes implements Votes {
  readonly #votes = new Map<string, Vote>();

  async cast(vote: Vote): Promise<void> {
    this.#votes.set(`${vote.answer} ${vote.place.userId}`, vote);
  }

  /** All votes that stand. */
  all(): readonly Vote[] {
    return [...this.#votes.values()];
  }
}
