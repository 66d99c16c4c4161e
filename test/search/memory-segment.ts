import { embedAll } from '../../src/embed/batching.ts';
import type { Embedder } from '../../src/embed/port.ts';
import type { Paper } from '../../src/paper.ts';
import type { Analyzer } from '../../src/search/analyzer.ts';
import { ExactIndex } from '../../src/search/exact.ts';
import { LexicalIndex } from '../../src/search/lexical.ts';
import { embeddingText } from '../../src/search/passage-text.ts';
import type { PaperTable } from '../../src/search/ports.ts';
import type { Segment } from '../../src/search/segment.ts';

/** Papers held in memory. */
class MemoryTable implements PaperTable {
  readonly size: number;
  readonly passages: number;
  readonly #papers: readonly Paper[];
  readonly #first: number[] = [0];
  readonly #owner: number[] = [];
  readonly #rows: Map<string, number>;

  constructor(papers: readonly Paper[]) {
    this.#papers = papers;
    this.size = papers.length;
    for (const [row, paper] of papers.entries()) {
      for (const _ of paper.passages) this.#owner.push(row);
      this.#first.push(this.#owner.length);
    }
    this.passages = this.#owner.length;
    this.#rows = new Map(papers.map((paper, row) => [paper.id, row]));
  }

  id = (row: number) => this.#papers[row]!.id;
  title = (row: number) => this.#papers[row]!.title;
  day = (row: number) => this.#papers[row]!.day;
  votes = (row: number) => this.#papers[row]!.votes;
  authors = (row: number) => this.#papers[row]!.authors;
  firstPassage = (row: number) => this.#first[row]!;
  paperOf = (passage: number) => this.#owner[passage]!;
  rowOf = (id: string) => this.#rows.get(id);
  live = () => true;
  paper = (row: number) => this.#papers[row]!;
}

/** A segment that was never on a disk, for measuring and trying things: exact vectors, no graph. */
export async function memorySegment(
  papers: readonly Paper[],
  analyzer: Analyzer,
  embedder: Embedder,
  signal?: AbortSignal,
): Promise<Segment> {
  const texts = papers.flatMap((paper) => paper.passages.map((passage) => embeddingText(paper, passage)));
  const vectors = await embedAll(embedder, texts, signal ? { signal } : {});
  const flat = new Float32Array(vectors.length * embedder.dimensions);
  for (const [row, vector] of vectors.entries()) flat.set(vector, row * embedder.dimensions);
  return {
    papers: new MemoryTable(papers),
    lexical: LexicalIndex.build(papers, analyzer),
    vectors: new ExactIndex(flat, embedder.dimensions),
  };
}
