import type { Library } from '../library/port.ts';
import type { Answer } from './answer.ts';
import { comparedFacts } from './compared-facts.ts';
import { countAnswer } from './counting.ts';
import { factsFrom } from './extracts.ts';
import type { FactsBasis } from './listed-facts.ts';
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
  sides: Sides,
  basis: FactsBasis,
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  return (
    comparedFacts(question.text, sides, basis) ??
    factsFrom(question.text, basis) ??
    (await countAnswer(library, question, basis, signal))
  );
}
