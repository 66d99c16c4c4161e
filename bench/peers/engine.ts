import type { Paper } from '../../src/paper.ts';

/** A way of searching papers, made ready beforehand. */
export interface Engine {
  readonly name: string;
  /** arXiv ids of the ten best papers, best first. */
  search(question: string): Promise<readonly string[]>;
  close?(): Promise<void>;
}

/** One paper as one document: what the engines without vectors index. */
export function textOf(paper: Paper): string {
  return paper.passages.map(({ label, text }) => (label ? `${label}: ${text}` : text)).join('\n');
}

/** The first ten papers of a list of passages, each by its best passage. */
export function firstTen(paperIds: Iterable<string>): string[] {
  return [...new Set(paperIds)].slice(0, 10);
}
