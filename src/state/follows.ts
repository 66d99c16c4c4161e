import type { Language } from '../answer/answer.ts';
import type { Follow } from '../chat/subscriptions.ts';
import type { FollowBook, FoundPaper, KeptFollow } from '../notify/follow-book.ts';
import type { Delivery, Outbox, Target } from '../notify/port.ts';
import type { Day } from '../paper.ts';
import { atomically, type Database } from './database.ts';

interface FollowRow {
  id: number;
  user_id: string;
  kind: Follow['kind'];
  value: string;
  label: string;
  target_kind: Target['kind'];
  target_id: string;
  language: Language;
}

interface MatchRow extends FollowRow {
  paper_id: string;
  why: string;
  score: number;
}

/** Stands among the papers once any were looked at, and be it none. */
const FIRST_LOOK = '-';

/** {@link FollowBook} in the database. */
export class StoredFollows implements FollowBook {
  readonly #database: Database;
  readonly #outbox: Outbox;

  /** @param outbox in the same database. */
  constructor(database: Database, outbox: Outbox) {
    this.#database = database;
    this.#outbox = outbox;
    database.pragma('foreign_keys = ON');
  }

  add(follow: Omit<KeptFollow, 'id' | 'where'>, most: number, now: Date): KeptFollow | undefined {
    const { userId, kind, value, label, target, language } = follow;
    return atomically(this.#database, () => {
      const mine = this.of(userId);
      const same = mine.find((one) => one.kind === kind && one.value.toLowerCase() === value.toLowerCase());
      if (same) {
        // Asked for again: perhaps to be told elsewhere, or in another language.
        this.#database
          .prepare('UPDATE follows SET target_kind = ?, target_id = ?, language = ? WHERE id = ?')
          .run(target.kind, target.id, language, same.id);
        return this.of(userId).find(({ id }) => id === same.id);
      }
      if (mine.length >= most) return undefined;
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO follows (user_id, kind, value, label, target_kind, target_id, language, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(userId, kind, value, label, target.kind, target.id, language, now.getTime());
      return this.of(userId).find(({ id }) => id === Number(lastInsertRowid));
    });
  }

  of(userId: string): readonly KeptFollow[] {
    return this.#database
      .prepare<[string], FollowRow>('SELECT * FROM follows WHERE user_id = ? ORDER BY id')
      .all(userId)
      .map(followOf);
  }

  all(): readonly KeptFollow[] {
    return this.#database.prepare<[], FollowRow>('SELECT * FROM follows ORDER BY id').all().map(followOf);
  }

  remove(userId: string, id: number): KeptFollow | undefined {
    const row = this.#database
      .prepare<[string, number], FollowRow>('DELETE FROM follows WHERE user_id = ? AND id = ? RETURNING *')
      .get(userId, Number.isSafeInteger(id) ? id : -1);
    return row && followOf(row);
  }

  unconsidered(ids: readonly string[]): ReadonlySet<string> {
    const known = this.#database.prepare<[string], unknown>('SELECT 1 FROM considered_papers WHERE paper_id = ?');
    return new Set(ids.filter((id) => known.get(id) === undefined));
  }

  get isNew(): boolean {
    return this.unconsidered([FIRST_LOOK]).has(FIRST_LOOK);
  }

  consider(
    papers: readonly { readonly id: string; readonly day: Day }[],
    found: readonly FoundPaper[],
    now: Date,
  ): void {
    atomically(this.#database, () => {
      const consider = this.#database.prepare('INSERT OR IGNORE INTO considered_papers VALUES (?, ?)');
      consider.run(FIRST_LOOK, '');
      for (const { id, day } of papers) consider.run(id, day);
      const match = this.#database.prepare(
        `INSERT OR IGNORE INTO follow_matches
         SELECT ?, ?, ?, ?, ?, NULL WHERE EXISTS (SELECT 1 FROM follows WHERE id = ?)`,
      );
      for (const { followId, paperId, words, score } of found) {
        match.run(followId, paperId, JSON.stringify(words), score, now.getTime(), followId);
      }
    });
  }

  untold(): readonly (FoundPaper & { readonly follow: KeptFollow })[] {
    return this.#database
      .prepare<[], MatchRow>(
        `SELECT follows.*, paper_id, why, score FROM follow_matches JOIN follows ON follows.id = follow_id
         WHERE alerted_at IS NULL ORDER BY score DESC, paper_id, follow_id`,
      )
      .all()
      .map((row) => ({
        follow: followOf(row),
        followId: row.id,
        paperId: row.paper_id,
        words: JSON.parse(row.why) as string[],
        score: row.score,
      }));
  }

  tell(delivery: Delivery, found: readonly FoundPaper[], now: Date): boolean {
    return atomically(this.#database, () => {
      if (!this.#outbox.put(delivery, now)) return false;
      const told = this.#database.prepare(
        'UPDATE follow_matches SET alerted_at = ? WHERE follow_id = ? AND paper_id = ?',
      );
      for (const { followId, paperId } of found) told.run(now.getTime(), followId, paperId);
      return true;
    });
  }
}

function followOf(row: FollowRow): KeptFollow {
  const { id, kind, value, label, language } = row;
  const target = { kind: row.target_kind, id: row.target_id };
  return { id, userId: row.user_id, kind, value, label, target, language, where: whereOf(target) };
}

function whereOf({ kind }: Target): Follow['where'] {
  return kind === 'user' ? 'direct' : 'channel';
}
