import type { Library, SearchRequest } from '../library/port.ts';
import type { Paper } from '../paper.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import { namesNoPaper } from './paper-facts.ts';
import type { Question } from './port.ts';

/** Words that point back at what was said before. */
const POINTS_BACK =
  /^(?:그럼|그러면|그리고|근데|(?:and|so|then|(?:what|how) about)\b)|(?:^|\s)(?:그|이|저|위|방금|아까)\s?(?:거|것|게|건|걸|논문|방법|모델|연구|기법|중|말)|거기|얘[는가를네]|\b(?:it|its|they|their|them|those|these|that one|this one|(?:that|this|the) (?:paper|model|method|work|one))\b/i;
/** Words for the one paper that was spoken of last. */
const THAT_PAPER =
  /(?:^|\s)(?:그|이|저|위|방금|아까)\s?(?:논문|방법|모델|연구|기법)(?!들)|\b(?:that|this) (?:paper|model|method|work|one)\b/i;
/** The same (not `IT 분야`) in a short question; in a longer one they may stand for what it describes (`그거 뭐더라, 사진을 …`). */
const IT = /^[그이](?:거|건|게|거랑|것과)(?=\s)|\b[Ii]ts?\b/;
const SHORT = 7;
/** A side of a paper, asked for by that word alone (`속도는?`, `and the code?`). */
const ASPECT =
  /^(?:그럼\s|그러면\s|and\s|what about\s)?(?:the\s|its\s)?(?:속도|성능|코드|데이터(?:셋)?|저자|방법|한계|크기|파라미터|점수|정확도|비용|결과|speed|performance|code|data(?:set)?s?|authors?|method|limits?|limitations?|size|parameters|scores?|accuracy|costs?|results?)[은는도]?\s?(?:요|어때|어떤데|뭐야)?\s?[?？]?$/i;
/** … unless it asks for others beside that one, or is searching its memory. */
const OTHERS =
  /말고|빼고|외에|다른|비슷|유사|같은|보다|비교|차이|[뭐머](?:더라|였)|있잖|있었|찾아|\b(?:similar|like|other|another|else|besides|than|compared?|difference|versus|vs|called|papers)\b/i;
/** Like the one that was spoken of last. */
const SIMILAR = /비슷|유사|\bsimilar\b|\blike (?:that|this|it)\b/i;
/** Papers given for one like it. */
const ALIKE = 5;
/** Others than the one that was spoken of last. */
const BUT_NOT_IT = /말고|빼고|외에|다른|\b(?:other|another|else|besides)\b/i;
/** A question of so few words that it says little by itself (`속도는?`, `and the code?`), where it sounds like the rest of another. */
const FEW_WORDS = 2;
const REST_OF_ANOTHER = /[은는도]$|[?？]$|자세|왜|^더\s|^\S+$|\b(?:more|details?|why|how)\b/i;

/**
 * Searches for a question, in the light of the thread where it needs that: a question about the paper that was spoken of
 * last (`그 논문 속도는?`) finds that one, the passages that fit first; one for papers like it finds those; one that points
 * back in another way and finds nothing worth showing alone is searched together with the question before it.
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
  const alike = await papersLikeIt(library, question);
  if (alike) {
    const { abstained: _, ...rest } = alone;
    return { ...rest, hits: alike };
  }
  const fact = namesNoPaper(question.text);
  if (fact || (asksOfIt(question.text) && alone.abstained !== 'not_about_papers')) {
    const last = await lastPaper(library, question, signal);
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
  if (together.abstained) return alone;
  if (!BUT_NOT_IT.test(question.text)) return together;
  const last = lastPaperId(history);
  return { ...together, hits: together.hits.filter(({ paper }) => paper.id !== last) };
}

/** The paper that the last answer with papers spoke of first, as the one thing found; the passages that fit the question first. */
async function lastPaper(
  library: Library,
  { text, history = [] }: Question,
  signal?: AbortSignal,
): Promise<PaperHit | undefined> {
  const id = lastPaperId(history);
  const paper = id === undefined ? undefined : await library.paper(id);
  if (!paper) return undefined;
  const { hits } = await library.search({ question: `${paper.title} ${text}` }, signal);
  return hits.find((hit) => hit.paper.id === id) ?? hitOf(paper);
}

/** The papers most like the one that was spoken of last, where that and nothing else is asked for. */
async function papersLikeIt(library: Library, { text, history = [] }: Question): Promise<PaperHit[] | undefined> {
  const id = lastPaperId(history);
  if (id === undefined || !SIMILAR.test(text) || !(THAT_PAPER.test(text) || IT.test(text))) return undefined;
  if (text.trim().split(/\s+/).length > SHORT) return undefined;
  const papers = await library.similar(id, ALIKE);
  return papers.map((paper) => hitOf(paper));
}

function lastPaperId(history: NonNullable<Question['history']>): string | undefined {
  return history.findLast((turn) => turn.paperIds.length > 0)?.paperIds[0];
}

function hitOf(paper: Paper): PaperHit {
  return { paper, score: 1, evidence: paper.passages.map((passage) => ({ passage, paper, score: 1 })) };
}

/** Whether a question asks something of the one paper that was spoken of last. */
function asksOfIt(text: string): boolean {
  if (OTHERS.test(text)) return false;
  return (
    THAT_PAPER.test(text) || ASPECT.test(text.trim()) || (IT.test(text) && text.trim().split(/\s+/).length <= SHORT)
  );
}

/** Whether a question leans on what was said before it. */
export function pointsBack(text: string): boolean {
  const said = text.trim();
  return POINTS_BACK.test(said) || (said.split(/\s+/).length <= FEW_WORDS && REST_OF_ANOTHER.test(said));
}
