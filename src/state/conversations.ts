import type { Turn } from '../answer/port.ts';
import type { Conversations } from '../chat/memory.ts';
import type { Database } from './database.ts';

/** Longest question and answer kept of a turn, in UTF-16 units: enough to know what was spoken of. */
const QUESTION_LENGTH = 1000;
const ANSWER_LENGTH = 4000;

interface TurnRow {
  question: string;
  answer: string;
  paper_ids: string;
}

/**
 * {@link Conversations} in the database, and the messages and threads that belong to one: a reply to any answer, and the
 * thread under it, go on with what was said before.
 */
export class StoredConversations implements Conversations {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #turns: number;

  /** @param turns kept of each conversation. Default 6. */
  constructor(database: Database, now: () => number, turns = 6) {
    this.#database = database;
    this.#now = now;
    this.#turns = turns;
  }

  async turns(conversation: string): Promise<readonly Turn[]> {
    const rows = this.#database
      .prepare<[string, number], TurnRow>(
        'SELECT question, answer, paper_ids FROM turns WHERE conversation = ? ORDER BY id DESC LIMIT ?',
      )
      .all(conversation, this.#turns);
    return rows
      .reverse()
      .map(({ question, answer, paper_ids }) => ({ question, answer, paperIds: JSON.parse(paper_ids) as string[] }));
  }

  async add(conversation: string, { question, answer, paperIds }: Turn): Promise<void> {
    const database = this.#database;
    database.transaction(() => {
      database
        .prepare('INSERT INTO turns (conversation, question, answer, paper_ids, at) VALUES (?, ?, ?, ?, ?)')
        .run(
          conversation,
          question.slice(0, QUESTION_LENGTH),
          answer.slice(0, ANSWER_LENGTH),
          JSON.stringify(paperIds),
          this.#now(),
        );
      database
        .prepare(
          `DELETE FROM turns WHERE conversation = @conversation AND id <=
             (SELECT id FROM turns WHERE conversation = @conversation ORDER BY id DESC LIMIT 1 OFFSET @kept)`,
        )
        .run({ conversation, kept: this.#turns });
    })();
  }

  /** Makes a message or thread part of a conversation. */
  async link(place: string, conversation: string): Promise<void> {
    this.#database
      .prepare('INSERT OR REPLACE INTO conversation_links VALUES (?, ?, ?)')
      .run(place, conversation, this.#now());
  }

  /** The conversation that a message or thread is part of, if it is of one. */
  async of(place: string): Promise<string | undefined> {
    return this.#database
      .prepare<[string], { conversation: string }>('SELECT conversation FROM conversation_links WHERE place = ?')
      .get(place)?.conversation;
  }
}
