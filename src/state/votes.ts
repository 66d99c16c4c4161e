import { createHash } from 'node:crypto';
import type { Vote, Votes } from '../chat/memory.ts';
import type { Database } from './database.ts';

/** A vote as it is kept. */
export interface StoredVote {
  readonly answer: string;
  readonly userId: string;
  readonly vote: 'up' | 'down';
  /** {@link questionHash} of the question; its text is in the note `answer` for as long as that is kept. */
  readonly questionHash: string;
  readonly kind?: 'answered' | 'extracts';
  readonly passageIds: readonly string[];
  /** In the same order; empty for votes of older versions. */
  readonly scores: readonly number[];
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
  scores: string;
  kind: 'answered' | 'extracts' | null;
}

/** SHA-256 of a question as it was typed, white space aside; hexadecimal. Whoever has the question can tell it again. */
export function questionHash(question: string): string {
  return createHash('sha256').update(question.normalize('NFC').replace(/\s+/g, ' ').trim()).digest('hex');
}

/** {@link Votes} in the database: the last vote of each person on each answer. */
export class StoredVotes implements Votes {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  async cast(cast: Vote): Promise<void> {
    const { place, vote, answer, question, kind, passageIds, scores, confidence, generation } = cast;
    this.#database
      .prepare('INSERT OR REPLACE INTO votes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        answer,
        place.userId,
        vote,
        place.serverId ?? null,
        place.channelId,
        place.threadId ?? null,
        questionHash(question),
        JSON.stringify(passageIds),
        confidence,
        generation,
        this.#now(),
        JSON.stringify(scores),
        kind ?? null,
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
      ...(row.kind !== null && { kind: row.kind }),
      passageIds: JSON.parse(row.passage_ids) as string[],
      scores: JSON.parse(row.scores) as number[],
      confidence: row.confidence,
      generation: row.generation,
      at: row.at,
    }));
  }
}
