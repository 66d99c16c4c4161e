/** Steps for what pulling remembers; a part of MIGRATIONS. Times are milliseconds since 1970. */
export const PULL_MIGRATIONS: readonly string[] = [
  // Daily lists that were read, the daily files that came of them, and how votes rose.
  `CREATE TABLE list_days (
     day TEXT PRIMARY KEY,
     papers INTEGER NOT NULL,
     settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
     read_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE daily_files (
     file TEXT PRIMARY KEY,
     sha256 TEXT,
     pending TEXT
   ) WITHOUT ROWID;
   CREATE TABLE written_papers (
     file TEXT NOT NULL,
     paper_id TEXT NOT NULL,
     PRIMARY KEY (file, paper_id)
   ) WITHOUT ROWID;
   CREATE TABLE unsummarised (
     paper_id TEXT PRIMARY KEY,
     tries INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE paper_votes (
     paper_id TEXT NOT NULL,
     since INTEGER NOT NULL,
     until INTEGER NOT NULL,
     votes INTEGER NOT NULL,
     PRIMARY KEY (paper_id, since)
   ) WITHOUT ROWID;
   CREATE TABLE deeds (
     what TEXT PRIMARY KEY,
     at INTEGER NOT NULL
   ) WITHOUT ROWID;`,
  // What a model wrote and a daily file does not have yet.
  `CREATE TABLE summaries (
     key TEXT PRIMARY KEY,
     summary TEXT NOT NULL,
     made_at INTEGER NOT NULL
   ) WITHOUT ROWID;`,
];
