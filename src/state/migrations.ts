import { NOTIFY_MIGRATIONS, OUTBOX_IN_DOUBT } from './notify-migrations.ts';
import { PULL_MIGRATIONS } from './pull-migrations.ts';

/**
 * The steps that lead from an empty database to the present one, in order; each is run once, in a transaction, and never
 * changed after a release: a later need is a new step at the end. Times are milliseconds since 1970.
 */
export const MIGRATIONS: readonly string[] = [
  // What buttons must remember and cannot carry themselves.
  `CREATE TABLE notes (
     key TEXT PRIMARY KEY,
     note TEXT NOT NULL,
     used_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX notes_by_use ON notes (used_at);`,
  // What was asked and answered in conversations, and the messages and threads that belong to one.
  `CREATE TABLE turns (
     id INTEGER PRIMARY KEY,
     conversation TEXT NOT NULL,
     question TEXT NOT NULL,
     answer TEXT NOT NULL,
     paper_ids TEXT NOT NULL,
     at INTEGER NOT NULL
   );
   CREATE INDEX turns_by_conversation ON turns (conversation, id);
   CREATE INDEX turns_by_time ON turns (at);
   CREATE TABLE conversation_links (
     place TEXT PRIMARY KEY,
     conversation TEXT NOT NULL,
     at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX conversation_links_by_time ON conversation_links (at);`,
  // Votes on answers. The question is kept as a hash: the note of the same key has its text for as long as that is kept.
  `CREATE TABLE votes (
     answer TEXT NOT NULL,
     user_id TEXT NOT NULL,
     vote TEXT NOT NULL CHECK (vote IN ('up', 'down')),
     server_id TEXT,
     channel_id TEXT NOT NULL,
     thread_id TEXT,
     question_hash TEXT NOT NULL,
     passage_ids TEXT NOT NULL,
     confidence REAL NOT NULL,
     generation TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (answer, user_id)
   ) WITHOUT ROWID;`,
  `CREATE TABLE servers (
     id TEXT PRIMARY KEY,
     language TEXT NOT NULL CHECK (language IN ('auto', 'ko', 'en')),
     channels TEXT NOT NULL,
     replies TEXT NOT NULL CHECK (replies IN ('public', 'private')),
     asker_roles TEXT NOT NULL,
     changed_at INTEGER NOT NULL
   ) WITHOUT ROWID;`,
  // One number a user or server: when the allowance it has used will have grown back.
  `CREATE TABLE allowances (
     key TEXT PRIMARY KEY,
     full_at REAL NOT NULL
   ) WITHOUT ROWID;`,
  ...PULL_MIGRATIONS,
  ...NOTIFY_MIGRATIONS,
  // What answers of the chat model cost, each day: `all` and `user:<id>`.
  `CREATE TABLE spending (
     day TEXT NOT NULL,
     account TEXT NOT NULL,
     tokens INTEGER NOT NULL,
     usd REAL NOT NULL,
     PRIMARY KEY (day, account)
   ) WITHOUT ROWID;`,
  OUTBOX_IN_DOUBT,
  // How well each cited passage answered, and whether a model wrote the answer.
  `ALTER TABLE votes ADD COLUMN scores TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE votes ADD COLUMN kind TEXT CHECK (kind IN ('answered', 'extracts'));`,
];
