import type { Library, SearchRequest } from '../library/port.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import { namesNoPaper } from './paper-facts.ts';
import type { Question } from './port.ts';

/** Words that point back at what was said before. */
const POINTS_BACK =
  /^(?:그럼|그러면|그리고|근데|(?:and|so|then|(?:what|how) about)\b)|(?:^|\s)(?:그|이|저|위|방금|아까)\s?(?:거|것|게|건|걸|논문|방법|모델|연구|기법|중|말)|거기|얘[는가를네]|\b(?:it|its|they|their|them|those|these|that one|this one|(?:that|this|the) (?:paper|model|method|work|one))\b/i;
/** A question of so few words says little by itself (`속도는?`, `and the code?`). */
const FEW_WORDS = 2;

/**
 * Searches for a question, in the light of the thread where it needs that: when the question alone finds nothing worth
 * showing and points back (`그 논문 속도는?`), it is searched together with the question before it.
 */
export async function searchInContext(
  library: Library,
  question: Question,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const request: SearchRequest = {
    question: question.text,
    ...(question.filters ? { filters: question.filters } : {}),
  };
  const alone = await library.search(request, signal);
  if (namesNoPaper(question.text)) {
    const last = await lastPaper(library, question);
    if (last) {
      const { abstained: _, ...rest } = alone;
      return { ...rest, hits: [last] };
    }
  }
  // The last question that says something by itself: one after another may point back at it.
  const { history = [] } = question;
  const before = history.findLast((turn) => !pointsBack(turn.question)) ?? history.at(-1);
  if (!before || !alone.abstained || alone.abstained === 'not_about_papers' || !pointsBack(question.text)) return alone;
  const together = await library.search({ ...request, question: `${before.question} ${question.text}` }, signal);
  return together.abstained ? alone : together;
}

/** The paper that the last answer spoke of first, as the one thing found. */
async function lastPaper(library: Library, { history = [] }: Question): Promise<PaperHit | undefined> {
  const id = history.at(-1)?.paperIds[0];
  const paper = id === undefined ? undefined : await library.paper(id);
  if (!paper) return undefined;
  return { paper, score: 1, evidence: paper.passages.slice(0, 1).map((passage) => ({ passage, paper, score: 1 })) };
}

/** Whether a question leans on what was said before it. */
export function pointsBack(text: string): boolean {
  return POINTS_BACK.test(text) || text.trim().split(/\s+/).length <= FEW_WORDS;
}
