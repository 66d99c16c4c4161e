import type { Turn } from '../answer/port.ts';
import type { Conversations } from '../chat/memory.ts';
import { atomically, type Database, type Statement } from './database.ts';

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
  readonly #now: () => number;
  readonly #kept: number;
  readonly #last: Statement<[string, number], TurnRow>;
  readonly #link: Statement<[string, string, number]>;
  readonly #of: Statement<[string], { conversation: string }>;
  readonly #append: (conversation: string, turn: Turn) => void;

  /** @param turns kept of each conversation. Default 6. */
  constructor(database: Database, now: () => number, turns = 6) {
    this.#now = now;
    this.#kept = turns;
    this.#last = database.prepare(
      'SELECT question, answer, paper_ids FROM turns WHERE conversation = ? ORDER BY id DESC LIMIT ?',
    );
    this.#link = database.prepare('INSERT OR REPLACE INTO conversation_links VALUES (?, ?, ?)');
    this.#of = database.prepare('SELECT conversation FROM conversation_links WHERE place = ?');
    const insert = database.prepare(
      'INSERT INTO turns (conversation, question, answer, paper_ids, at) VALUES (?, ?, ?, ?, ?)',
    );
    const forget = database.prepare(
      `DELETE FROM turns WHERE conversation = @conversation AND id <=
         (SELECT id FROM turns WHERE conversation = @conversation ORDER BY id DESC LIMIT 1 OFFSET @kept)`,
    );
    this.#append = (conversation, { question, answer, paperIds }) =>
      atomically(database, () => {
        const [asked, said] = [question.slice(0, QUESTION_LENGTH), answer.slice(0, ANSWER_LENGTH)];
        insert.run(conversation, asked, said, JSON.stringify(paperIds), now());
        forget.run({ conversation, kept: turns });
      });
  }

  async turns(conversation: string): Promise<readonly Turn[]> {
    return this.#last
      .all(conversation, this.#kept)
      .reverse()
      .map(({ question, answer, paper_ids }) => ({ question, answer, paperIds: JSON.parse(paper_ids) as string[] }));
  }

  async add(conversation: string, turn: Turn): Promise<void> {
    this.#append(conversation, turn);
  }

  /** Makes a message or thread part of a conversation. */
  async link(place: string, conversation: string): Promise<void> {
    this.#link.run(place, conversation, this.#now());
  }

  /** The conversation that a message or thread is part of, if it is of one. */
  async of(place: string): Promise<string | undefined> {
    return this.#of.get(place)?.conversation;
  }
}
