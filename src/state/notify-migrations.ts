/** Steps for digests, alerts and their delivery; a part of MIGRATIONS. Times are milliseconds since 1970. */
export const NOTIFY_MIGRATIONS: readonly string[] = [
  // One row for each message that nobody called for, kept for as long as the same one might come again.
  `CREATE TABLE outbox (
     id INTEGER PRIMARY KEY,
     key TEXT NOT NULL UNIQUE,
     target_kind TEXT NOT NULL CHECK (target_kind IN ('channel', 'user')),
     target_id TEXT NOT NULL,
     language TEXT NOT NULL,
     message TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'dropped')),
     due_at INTEGER NOT NULL,
     not_after INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     first_tried_at INTEGER,
     settled_at INTEGER,
     message_id TEXT,
     why TEXT
   );
   CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';`,
  `CREATE TABLE digests (
     server_id TEXT PRIMARY KEY,
     channel_id TEXT NOT NULL,
     minutes INTEGER NOT NULL,
     time_zone TEXT NOT NULL,
     weekdays TEXT NOT NULL,
     count INTEGER NOT NULL,
     say_none INTEGER NOT NULL CHECK (say_none IN (0, 1)),
     language TEXT NOT NULL,
     last_slot TEXT NOT NULL,
     last_list TEXT
   ) WITHOUT ROWID;`,
  `CREATE TABLE follows (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     user_id TEXT NOT NULL,
     kind TEXT NOT NULL CHECK (kind IN ('query', 'author', 'paper')),
     value TEXT NOT NULL,
     label TEXT NOT NULL,
     target_kind TEXT NOT NULL CHECK (target_kind IN ('channel', 'user')),
     target_id TEXT NOT NULL,
     language TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     UNIQUE (user_id, kind, value)
   );
   CREATE TABLE follow_matches (
     follow_id INTEGER NOT NULL REFERENCES follows (id) ON DELETE CASCADE,
     paper_id TEXT NOT NULL,
     why TEXT NOT NULL,
     score REAL NOT NULL,
     found_at INTEGER NOT NULL,
     alerted_at INTEGER,
     PRIMARY KEY (follow_id, paper_id)
   ) WITHOUT ROWID;
   CREATE TABLE considered_papers (
     paper_id TEXT PRIMARY KEY,
     day TEXT NOT NULL
   ) WITHOUT ROWID;`,
];

/**
 * A delivery of which nobody can tell whether it arrived is neither sent nor dropped, and is not sent again; `doubt_since`
 * is when the first try began whose outcome is not known.
 */
export const OUTBOX_IN_DOUBT = `
  CREATE TABLE outbox_anew (
     id INTEGER PRIMARY KEY,
     key TEXT NOT NULL UNIQUE,
     target_kind TEXT NOT NULL CHECK (target_kind IN ('channel', 'user')),
     target_id TEXT NOT NULL,
     language TEXT NOT NULL,
     message TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'unconfirmed', 'dropped')),
     due_at INTEGER NOT NULL,
     not_after INTEGER NOT NULL,
     attempts INTEGER NOT NULL,
     doubt_since INTEGER,
     settled_at INTEGER,
     message_id TEXT,
     why TEXT
   );
   INSERT INTO outbox_anew SELECT * FROM outbox;
   DROP TABLE outbox;
   ALTER TABLE outbox_anew RENAME TO outbox;
   CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';`;
