import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { messageOf, PapersError } from '../errors.ts';

const holderSchema = z.object({ pid: z.int(), host: z.string(), since: z.string() });
type Holder = z.output<typeof holderSchema>;

/** How it is said that a lock is held. */
export interface LockWords {
  /** Before the holder's name, such as `The index is being written`. */
  readonly taken: string;
  /** What to do about it. */
  readonly advice: string;
}

const INDEX_WORDS: LockWords = {
  taken: 'The index is being written',
  advice: 'wait until it is done, or stop it',
};

/**
 * The right to write, held by one program at a time. The operating system keeps it, as SQLite's write lock on an empty
 * database file: it ends with its holder, however that one ends, so nobody has to judge whether a holder still lives. The
 * file stays where it is; a note beside it (`.json`) names the holder, for the message only.
 */
export class WriterLock {
  readonly #lock: Sqlite.Database;
  readonly #note: string;

  private constructor(lock: Sqlite.Database, note: string) {
    this.#lock = lock;
    this.#note = note;
  }

  /**
   * Takes the lock, or fails at once.
   *
   * @param path of the lock's file, in a folder that exists. No other code may open it: closing it would end the lock.
   * @param words for the message, around the name of the holder. Default those of the index.
   * @throws PapersError `unavailable` that names the holder when another program is writing, or when `path` cannot be written.
   */
  static async acquire(path: string, words: LockWords = INDEX_WORDS): Promise<WriterLock> {
    const note = `${path}.json`;
    let lock: Sqlite.Database | undefined;
    try {
      lock = new Sqlite(path, { timeout: 0 });
      // The write lock is taken at once and nothing is ever written: no journal, nothing to recover.
      lock.exec('BEGIN IMMEDIATE');
      const me: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
      await writeFile(note, JSON.stringify(me));
      return new WriterLock(lock, note);
    } catch (cause) {
      lock?.close();
      if (cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
        throw held(await readHolder(note), words);
      }
      throw new PapersError('unavailable', `${path} cannot be locked for writing: ${messageOf(cause)}`, { cause });
    }
  }

  /** Gives the lock back. */
  async release(): Promise<void> {
    await rm(this.#note, { force: true });
    this.#lock.close();
  }
}

async function readHolder(note: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(note, 'utf8')));
  } catch {
    return undefined;
  }
}

function held(holder: Holder | undefined, { taken, advice }: LockWords): PapersError {
  const who = holder
    ? `process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'a program that has not given its name yet';
  return new PapersError('unavailable', `${taken} by ${who}: ${advice}.`);
}
