import { performance } from 'node:perf_hooks';
import type { Library } from '../library/port.ts';
import type { JudgedQuestion } from './questions.ts';
import type { Outcome } from './retrieval.ts';

/** Asks a library every question, one after the other, ten papers each, just as `papers search` does. */
export async function runQuestions(library: Library, questions: readonly JudgedQuestion[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const started = performance.now();
    const result = await library.search({ question: question.question, limit: 10 });
    outcomes.push({
      question,
      ranked: result.hits.map(({ paper }) => paper.id),
      declined: result.abstained !== undefined,
      confidence: result.confidence,
      ms: performance.now() - started,
    });
  }
  return outcomes;
}
