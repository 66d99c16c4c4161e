import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { messageOf, PapersError } from '../errors.ts';
import { MIGRATIONS } from './migrations.ts';

/** An open database of the bot's. */
export type Database = Sqlite.Database;
/** A statement that is compiled once and run often: compiling takes longer than running. */
export type Statement<Parameters extends unknown[], Row = unknown> = Sqlite.Statement<Parameters, Row>;

/**
 * Opens the bot's database, makes it where it is missing, and brings it up to date.
 *
 * @param file path, or `:memory:`.
 * @throws PapersError `bad_config` when the file cannot be opened, is no database, or was written by a newer program.
 */
export function openDatabase(file: string, migrations: readonly string[] = MIGRATIONS): Database {
  let database: Database | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    database = new Sqlite(file);
    // Readers and the writer do not wait for each other, and a commit costs no wait for the disk; after a power cut the last
    // moments may be gone, but the file is whole.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('busy_timeout = 5000');
    migrate(database, migrations);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof PapersError) throw cause;
    throw new PapersError(
      'bad_config',
      `Cannot open the database ${file} (${messageOf(cause)}). Check STATE_DIR and its permissions; if the file is damaged, move it away and a new one is made.`,
      { cause },
    );
  }
}

/**
 * Does all of a piece of work on a database, or nothing of it. Immediate: of two programs that share the file one waits for the
 * other before it reads. With SQLite's usual deferred transactions it would read, find that the other wrote meanwhile, and fail.
 */
export function atomically<T>(database: Database, work: () => T): T {
  return database.transaction(work).immediate();
}

function migrate(database: Database, migrations: readonly string[]): void {
  // Of two programs that start at once the second waits and then finds nothing left to do.
  atomically(database, () => {
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > migrations.length) {
      throw new PapersError(
        'bad_config',
        `The database ${database.name} is of version ${version}, this program knows ${migrations.length}: it was written by a newer release. Run that one, or set STATE_DIR to another folder.`,
      );
    }
    for (const step of migrations.slice(version)) database.exec(step);
    database.pragma(`user_version = ${migrations.length}`);
  });
}
