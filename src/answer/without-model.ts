import type { Library } from '../library/port.ts';
import type { SearchResult } from '../search/query.ts';
import type { Answer, Language } from './answer.ts';
import { comparedFacts } from './compared-facts.ts';
import { countAnswer } from './counting.ts';
import { factsFrom } from './extracts.ts';
import type { Question } from './port.ts';
import type { Sides } from './sides.ts';

/**
 * Answers what the daily lists themselves say and no prose can say better: authors, votes and days of papers, which of
 * several has more votes or came first, how many there are. Undefined for any other question.
 *
 * @param sides what the question compares; without any where it compares nothing.
 */
export async function answerFromLists(
  library: Library,
  question: Question,
  search: SearchResult,
  sides: Sides,
  basis: { readonly language: Language; readonly started: number },
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  return (
    comparedFacts(question.text, search, sides, basis) ??
    factsFrom(question.text, search, basis) ??
    (await countAnswer(library, question, search, basis, signal))
  );
}
