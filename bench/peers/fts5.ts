import Database from 'better-sqlite3';
import type { Paper } from '../../src/paper.ts';
import { type Engine, textOf } from './engine.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * SQLite FTS5 with its own bm25, titles counted twice, any word of the question: by words (unicode61), and by all
 * sequences of three letters (trigram), which meet Hangul words whatever particles follow them.
 */
export function fts5(papers: readonly Paper[]): Engine[] {
  return [
    table('SQLite FTS5, unicode61', 'unicode61', papers, (question) => question.match(WORD) ?? []),
    table('SQLite FTS5, trigram', 'trigram', papers, (question) => (question.match(WORD) ?? []).flatMap(trigrams)),
  ];
}

function table(
  name: string,
  tokenize: string,
  papers: readonly Paper[],
  termsOf: (question: string) => readonly string[],
): Engine {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, text, tokenize='${tokenize}')`);
  const insert = db.prepare('INSERT INTO papers VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const paper of papers) insert.run(paper.id, paper.title, textOf(paper));
  })();
  const find = db.prepare<[string], { id: string }>(
    'SELECT id FROM papers WHERE papers MATCH ? ORDER BY bm25(papers, 0, 2, 1) LIMIT 10',
  );
  return {
    name,
    search: async (question) => {
      const terms = [...new Set(termsOf(question))].map((term) => `"${term}"`);
      return terms.length === 0 ? [] : find.all(terms.join(' OR ')).map(({ id }) => id);
    },
    close: async () => {
      db.close();
    },
  };
}

function trigrams(word: string): string[] {
  const letters = [...word];
  return letters.slice(2).map((_, at) => letters.slice(at, at + 3).join(''));
}
