import type { SearchRequest } from '../library/port.ts';
import { words } from '../text.ts';
import type { Filters, Query } from './query.ts';
import { readAuthors } from './question/authors.ts';
import { Clock } from './question/clock.ts';
import { readCommand } from './question/command.ts';
import type { QuestionContext } from './question/context.ts';
import { readCount } from './question/count.ts';
import { DEFAULT_LIMIT } from './question/describe.ts';
import { readHowMany } from './question/how-many.ts';
import { asksForOne } from './question/one.ts';
import { readOrder, readTop } from './question/order.ts';
import { readPeriod } from './question/period.ts';
import { Reading } from './question/reading.ts';
import { readTitle } from './question/title.ts';
import { readVotes } from './question/votes.ts';
import { isStopWord } from './stop-words.ts';
import { isWeakWord } from './weak-words.ts';

export type { QuestionContext } from './question/context.ts';
export { describeQuery } from './question/describe.ts';

/** Papers at most. */
const MOST_PAPERS = 100;

/**
 * Reads the dates, votes, order, authors and number of papers that a question asks for, in Korean or English, and leaves
 * the rest as the text to search for. By rules alone; total over any input; time grows with the length of the question.
 *
 * What is not surely one of these stays in the text: a filter read wrongly hides the right paper, one missed only fails to
 * help. So `GPT-4`, `top-5 accuracy`, `추천 시스템`, a year before there were papers, a date that the asker is unsure of
 * (`3월쯤`) or saw the paper on (`어제 본`), and whatever is excluded (`어제 말고`) are left alone.
 *
 * - A date without its year is the latest one that has begun and has papers; relative dates count from `today` and hold
 *   even when there is nothing in them. Several dates hold together where they overlap, else from the first to the last.
 * - Weeks run from Monday to Sunday. The Nth week of a month is the Nth such week that holds a day of that month.
 * - Explicit filters, order and limit of the request win; an explicit `since` or `until` replaces any date read. The words
 *   that said otherwise are still cut from the text, but not told in `understood`.
 * - `understood` holds the phrases as typed (NFKC, white space as one blank), in their order.
 * - When nothing but ways of asking is left (`논문 알려줘`), `text` is empty; who asks for a list and for nothing else (`목록`,
 *   `recommend some papers`) means the newest one.
 */
export function readQuestion(request: SearchRequest, context: QuestionContext): Query {
  const clock = new Clock(context, true);
  const whole = read(request, context, clock);
  // A year without papers is read only where it is all that is asked: otherwise it belongs to the paper looked for.
  return clock.sawOtherYear && whole.text !== '' ? read(request, context, new Clock(context, false)) : whole;
}

function read(request: SearchRequest, context: QuestionContext, clock: Clock): Query {
  const { question } = request;
  const filters = given(request.filters ?? {});
  const reading = new Reading(question);
  const ownDays = filters.since === undefined && filters.until === undefined;
  const period = readPeriod(reading, clock, context, ownDays);
  const title = readTitle(reading, filters.title === undefined);
  const votes = readVotes(reading, filters.minVotes === undefined);
  const top = readTop(reading, request.order === undefined && request.limit === undefined);
  const order = readOrder(reading, request.order === undefined);
  const authors = readAuthors(reading, context, filters.authors === undefined);
  const count = readCount(reading, request.limit === undefined);
  const howMany = readHowMany(reading);
  const listed = readCommand(reading);
  const text = reading.untouched ? question.trim() : contentOf(reading.rest().replace(DATES_AGAIN, ' ').trim());
  const one = text === '' && asksForOne(question, order) ? 1 : undefined;
  const found: Filters = {
    ...(ownDays ? period : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...votes,
    ...(title !== undefined ? { title } : {}),
    ...filters,
  };
  // `목록`, and nothing else: the newest list.
  const newest = listed && text === '' && Object.keys(found).length === 0 && !order && !request.order && !howMany;
  const { lastDay } = context;
  return {
    question,
    text,
    ...(request.alsoText ? { alsoText: request.alsoText } : {}),
    filters: newest && lastDay ? { since: lastDay, until: lastDay } : found,
    order: request.order ?? order ?? (top || newest ? 'votes' : 'relevance'),
    limit: clamp(request.limit ?? top ?? count ?? one),
    ...(howMany ? { howMany } : {}),
    understood: reading.understood(),
  };
}

/** Filters without the keys that hold nothing. */
function given(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

function clamp(limit: number | undefined): number {
  if (limit === undefined || Number.isNaN(limit)) return DEFAULT_LIMIT;
  return Math.min(MOST_PAPERS, Math.max(1, Math.round(limit)));
}

/** Words that ask for a list, once what the list is of was read. */
const ASKING = new Set(
  (
    '논문추천 것만 거만 것들만 것들은 편이나 개나 기간 정렬 정렬해서 있었 없었 publish published publishing wrote written write worked work released co coauthored everything anything 목록 리스트 랭킹 순위 모음 전부 다 모두 뭐 뭐뭐 뭔 거 글 편 개 중 만 위 위주 순 추천 공개 발표 게시 등록 업로드 올려 올렸 냈 있 보여 뜬 list lists ranking published posted released uploaded came come post posts out hf huggingface hugging face daily arxiv preprint preprints article articles publication publications today happened far s t m re ve ll d ' +
    '중에 중에서 저자 작성 이름 들어가 들어있 교수 교수님 박사 연구실 연구팀 랩 뽑아 골라 기준 역대 순서 제목 날 뽑아줘 골라줘 보여줄래 author authors name names named title titles won win wins votes vote ever month week collection archive ranked rank'
  ).split(' '),
);

/** A date said again in brackets, once it was read: `첫 주(1일~7일)`, `spring 2024 (march to may)`. */
const DATES_AGAIN =
  /\((?:[\d\s~./,-]|년|월|일|부터|까지|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*|to|until|through|[-–])+\)/giu;

/** `이다` in the forms that end a question: `몇 편이야`. */
const COPULA = /(?:이야|야|이에요|예요|인가요?|인지|입니까|이죠|이지|일까요?|이나요?|이었나요?|였나요?)$/u;

/** The text, or nothing when its words only say how it is asked. */
function contentOf(text: string): string {
  const content = words(text).some(
    ({ surface, base }) =>
      !isStopWord(surface, base) &&
      !isWeakWord(surface, base) &&
      ![surface, base, surface.replace(COPULA, '')].some((word) => ASKING.has(word)),
  );
  return content ? text : '';
}
