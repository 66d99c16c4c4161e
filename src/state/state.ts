import { join } from 'node:path';
import { Allowances } from './allowances.ts';
import { StoredConversations } from './conversations.ts';
import { type Database, openDatabase } from './database.ts';
import { StoredNotes } from './notes.ts';
import { StoredServers } from './servers.ts';
import { StoredSpending } from './spending.ts';
import { StoredVotes } from './votes.ts';

/** Name of the database in the state folder. */
export const STATE_FILE = 'bot.sqlite';

const DAY = 86_400_000;
/** What is forgotten, and when: enough that old buttons and threads still work, not so much that everything is kept for ever. */
const NOTES_KEPT = 90 * DAY;
const TURNS_KEPT = 30 * DAY;
const SPENDING_KEPT = 35 * DAY;

/** All that the bot remembers across restarts. */
export interface State {
  readonly notes: StoredNotes;
  readonly conversations: StoredConversations;
  readonly votes: StoredVotes;
  readonly servers: StoredServers;
  readonly allowances: Allowances;
  readonly spending: StoredSpending;
  /** Deletes what has outlived its use: notes unused for 90 days, turns of 30 days ago, spending of 35, allowances that are full. */
  forget(): void;
  close(): void;
}

/**
 * Opens the bot's memory in a folder, or in memory alone.
 *
 * @param folder where {@link STATE_FILE} is kept, or `:memory:`.
 * @param now milliseconds since 1970. Default the clock.
 * @throws PapersError `bad_config` when the database cannot be opened.
 */
export function openState(folder: string, now: () => number = Date.now): State {
  const database = openDatabase(folder === ':memory:' ? folder : join(folder, STATE_FILE));
  const forget = () => forgetOld(database, now());
  forget();
  return {
    notes: new StoredNotes(database, now),
    conversations: new StoredConversations(database, now),
    votes: new StoredVotes(database, now),
    servers: new StoredServers(database, now),
    allowances: new Allowances(database, now),
    spending: new StoredSpending(database),
    forget,
    close: () => database.close(),
  };
}

function forgetOld(database: Database, now: number): void {
  // A note holds the question's words: also of an answer that was voted on only the hash stays.
  database.prepare('DELETE FROM notes WHERE used_at < ?').run(now - NOTES_KEPT);
  database.prepare('DELETE FROM turns WHERE at < ?').run(now - TURNS_KEPT);
  database.prepare('DELETE FROM conversation_links WHERE at < ?').run(now - TURNS_KEPT);
  database.prepare('DELETE FROM allowances WHERE full_at < ?').run(now);
  database.prepare('DELETE FROM spending WHERE day < ?').run(new Date(now - SPENDING_KEPT).toISOString().slice(0, 10));
}
