import { BuiltinEmbedder } from '../embed/builtin.ts';
import { trainBuiltin } from '../embed/training.ts';
import type { Paper } from '../paper.ts';
import { Analyzer } from '../search/analyzer.ts';
import { type Calibration, DEFAULT_CALIBRATION } from '../search/confidence.ts';
import type { Concept } from '../search/glossary.ts';
import { Retriever } from '../search/retriever.ts';
import { memorySegment } from './memory.ts';
import type { JudgedQuestion } from './questions.ts';
import { pairedInterval } from './retrieval.ts';
import { mean, ndcg } from './score.ts';

/** What a part adds: nDCG@10 without it, and the 95% interval of what the whole gains over that. */
export interface AblationRow {
  readonly without: string;
  readonly ndcg: number;
  readonly gain: readonly [low: number, high: number];
}

/** Retrieval built in memory from papers, so that its parts can be taken out one at a time. */
export class Laboratory {
  readonly #papers: readonly Paper[];
  readonly #concepts: readonly Concept[];

  constructor(papers: readonly Paper[], concepts: readonly Concept[]) {
    this.#papers = papers;
    this.#concepts = concepts;
  }

  /**
   * nDCG@10 of the whole, and of the whole without each part. Questions go to the retriever as typed: rules that read
   * dates and counts are no part of this.
   */
  async ablate(questions: readonly JudgedQuestion[]): Promise<{ whole: number; rows: AblationRow[] }> {
    const answerable = questions.filter((question) => question.answerable);
    const full = await this.#build(this.#concepts);
    const plain = await this.#build([]);
    const whole = await scores(full(DEFAULT_CALIBRATION), answerable);
    const rows: AblationRow[] = [];
    const variants: [string, Retriever][] = [
      ['glossary', plain(DEFAULT_CALIBRATION)],
      ['vectors', full({ ...DEFAULT_CALIBRATION, vectorWeight: 0 })],
      ['guessed names', full(DEFAULT_CALIBRATION, { guess: false })],
      ['glossary and vectors', plain({ ...DEFAULT_CALIBRATION, vectorWeight: 0 })],
    ];
    for (const [without, retriever] of variants) {
      const got = await scores(retriever, answerable);
      rows.push({ without, ndcg: mean(got), gain: pairedInterval(whole, got) });
    }
    return { whole: mean(whole), rows };
  }

  async #build(concepts: readonly Concept[]) {
    const analyzer = new Analyzer(concepts);
    const embedder = new BuiltinEmbedder(await trainBuiltin(this.#papers, analyzer), analyzer);
    const segment = await memorySegment(this.#papers, analyzer, embedder);
    return (calibration: Calibration, options: { guess?: boolean } = {}) =>
      new Retriever([segment], embedder, analyzer, calibration, options);
  }
}

function search(retriever: Retriever, { question }: JudgedQuestion) {
  return retriever.search({ question, text: question, filters: {}, order: 'relevance', limit: 10, understood: [] });
}

async function scores(retriever: Retriever, questions: readonly JudgedQuestion[]): Promise<number[]> {
  const all: number[] = [];
  for (const question of questions) {
    const { hits } = await search(retriever, question);
    const ranked = hits.map(({ paper }) => paper.id);
    all.push(ndcg(ranked, question.judged));
  }
  return all;
}
