import { PapersError } from '../errors.ts';
import { BM25 } from './bm25.ts';
import { Best } from './exact.ts';
import { aboveChance } from './fusion.ts';
import type { LexicalIndex } from './lexical.ts';
import type { Lexicon, WeightedTerm } from './lexicon.ts';
import type { PaperTable, RowSet, VectorHit, VectorIndex } from './ports.ts';
import type { Filters } from './query.ts';
import { papersAllowed, passagesAllowed, passagesOf } from './row-set.ts';

/** An immutable part of the index: some papers with both their indexes, rows in step. */
export interface Segment {
  readonly papers: PaperTable;
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex;
}

/** A paper under consideration. */
export interface Candidate {
  readonly segment: Segment;
  readonly row: number;
  lexical: number;
  /** Best cosine of its passages, above chance; undefined until looked up. */
  cosine?: number;
}

/** One segment, searched for one question. */
export class SegmentSearch {
  readonly segment: Segment;
  /** Papers that may be found. */
  readonly allowed: RowSet;
  readonly #everything: boolean;
  readonly #chance: number;
  #scores: Float32Array | undefined;

  /** @param chance mean cosine of two passages; all cosines are given above it. */
  constructor(segment: Segment, filters: Filters, chance = 0) {
    const { papers, lexical, vectors } = segment;
    if (lexical.size !== papers.size || vectors.size !== papers.passages) {
      throw new PapersError('index_damaged', 'the parts of a segment do not belong together; rebuild the index');
    }
    this.segment = segment;
    this.allowed = papersAllowed(papers, filters);
    this.#everything = this.allowed.size === papers.size;
    this.#chance = chance;
  }

  /** The `k` papers with the best BM25 scores, best first. */
  lexical(terms: readonly WeightedTerm[], lexicon: Lexicon, k: number): Candidate[] {
    const scores = this.#score(terms, lexicon);
    const best = new Best(k);
    for (let row = 0; row < scores.length; row++) {
      const score = scores[row]!;
      if (score > 0 && (this.#everything || this.allowed.has(row))) best.offer(row, score);
    }
    return best.take().map(({ row, score }) => ({ segment: this.segment, row, lexical: score }));
  }

  /** The `k` passages most like the query, best first. */
  vector(query: Float32Array, k: number): VectorHit[] {
    const { papers, vectors } = this.segment;
    const allowed = this.#everything ? undefined : passagesAllowed(papers, this.allowed);
    return this.#aboveChance(vectors.search(query, k, allowed));
  }

  /** Cosines of given papers, exactly. */
  cosines(query: Float32Array, rows: readonly number[]): Map<number, number> {
    const set = passagesOf(this.segment.papers, rows);
    return this.byPaper(this.#aboveChance(this.segment.vectors.search(query, set.size, set)));
  }

  /** Cosines of one paper's passages, in their order. */
  passageCosines(query: Float32Array, row: number): number[] {
    const { papers, vectors } = this.segment;
    const set = passagesOf(papers, [row]);
    const hits = this.#aboveChance(vectors.search(query, set.size, set));
    const scores = new Map(hits.map((hit) => [hit.row, hit.score]));
    return [...set.rows()].map((passage) => scores.get(passage) ?? 0);
  }

  /** The lexical score of one paper for the terms that were last scored. */
  lexicalScore(row: number): number {
    return this.#scores?.[row] ?? 0;
  }

  /** The best score of each paper's passages. */
  byPaper(hits: readonly VectorHit[]): Map<number, number> {
    const best = new Map<number, number>();
    for (const { row, score } of hits) {
      const paper = this.segment.papers.paperOf(row);
      if (score > (best.get(paper) ?? Number.NEGATIVE_INFINITY)) best.set(paper, score);
    }
    return best;
  }

  #aboveChance(hits: readonly VectorHit[]): VectorHit[] {
    return hits.map(({ row, score }) => ({ row, score: aboveChance(score, this.#chance) }));
  }

  #score(terms: readonly WeightedTerm[], lexicon: Lexicon): Float32Array {
    const scores = new Float32Array(this.segment.lexical.size);
    const norms = lexicon.norms(this.segment.lexical);
    for (const { term, weight } of terms) {
      const postings = this.segment.lexical.postings(term);
      if (!postings) continue;
      const { rows, counts } = postings;
      const top = weight * (BM25.k1 + 1);
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at]!;
        const count = counts[at]!;
        scores[row]! += (top * count) / (count + norms[row]!);
      }
    }
    this.#scores = scores;
    return scores;
  }
}

/** What each term adds to one paper's lexical score, in the order of the terms. */
export function termScores(candidate: Candidate, terms: readonly WeightedTerm[], lexicon: Lexicon): Float32Array {
  return Float32Array.from(terms, (term) => scoresOfTerm(candidate.segment, [candidate], term, lexicon)[0]?.[1] ?? 0);
}

/**
 * What a term adds to the lexical scores of papers of one segment; those without it are left out.
 *
 * @param candidates by row, ascending: the term is looked up once, and each paper behind the one before.
 */
export function scoresOfTerm(
  segment: Segment,
  candidates: readonly Candidate[],
  { term, weight }: WeightedTerm,
  lexicon: Lexicon,
): [Candidate, number][] {
  const postings = segment.lexical.postings(term);
  if (!postings) return [];
  const norms = lexicon.norms(segment.lexical);
  const scores: [Candidate, number][] = [];
  let from = 0;
  for (const candidate of candidates) {
    const { row } = candidate;
    from = firstNotBefore(row, postings.rows, from);
    if (from === postings.rows.length) break;
    if (postings.rows[from] !== row) continue;
    const count = postings.counts[from]!;
    scores.push([candidate, (weight * (BM25.k1 + 1) * count) / (count + norms[row]!)]);
  }
  return scores;
}

/** The terms that add to one paper's lexical score, and how much, most first. */
export function explainLexical(
  candidate: Candidate,
  terms: readonly WeightedTerm[],
  lexicon: Lexicon,
): { term: WeightedTerm; score: number }[] {
  const scores = termScores(candidate, terms, lexicon);
  return terms
    .map((term, index) => ({ term, score: scores[index]! }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** The first place from `from` on of an ascending list whose row is not before `row`; its length when there is none. */
function firstNotBefore(row: number, rows: Uint32Array, from: number): number {
  let low = from;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
