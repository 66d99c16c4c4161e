import { createHash } from 'node:crypto';
import type { Vote, Votes } from '../chat/memory.ts';
import type { Database } from './database.ts';

/** A vote as it is kept. */
export interface StoredVote {
  readonly answer: string;
  readonly userId: string;
  readonly vote: 'up' | 'down';
  /** SHA-256 of the question, hexadecimal; its text is in the note `answer` for as long as that is kept. */
  readonly questionHash: string;
  readonly passageIds: readonly string[];
  readonly confidence: number;
  readonly generation: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface VoteRow {
  answer: string;
  user_id: string;
  vote: 'up' | 'down';
  question_hash: string;
  passage_ids: string;
  confidence: number;
  generation: string;
  at: number;
}

/** {@link Votes} in the database: the last vote of each person on each answer. */
export class StoredVotes implements Votes {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async cast({ place, vote, answer, question, passageIds, confidence, generation }: Vote): Promise<void> {
    const hash = createHash('sha256').update(question).digest('hex');
    this.#database
      .prepare('INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        answer,
        place.userId,
        vote,
        place.serverId ?? null,
        place.channelId,
        place.threadId ?? null,
        hash,
        JSON.stringify(passageIds),
        confidence,
        generation,
        this.#now(),
      );
  }

  /** All votes that stand, oldest first. */
  all(): readonly StoredVote[] {
    const rows = this.#database.prepare<[], VoteRow>('SELECT * FROM votes ORDER BY at, answer, user_id').all();
    return rows.map((row) => ({
      answer: row.answer,
      userId: row.user_id,
      vote: row.vote,
      questionHash: row.question_hash,
      passageIds: JSON.parse(row.passage_ids) as string[],
      confidence: row.confidence,
      generation: row.generation,
      at: row.at,
    }));
  }
}
