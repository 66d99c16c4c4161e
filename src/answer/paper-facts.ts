import type { PaperHit } from '../search/query.ts';
import type { Extracts } from './answer.ts';
import { type FactsBasis, listedFacts, type PaperFact } from './listed-facts.ts';

/** How each is asked for. `누가 만든 그림인지 알아내는 논문` asks for a paper, so a Korean question must close with it. */
const ASKED: Readonly<Record<PaperFact, RegExp>> = {
  authors:
    /저자(?:들)?(?:[가은는이]|의?\s?이름)?[은이]?\s*(?:누구|뭐|알려|궁금|좀|\?|$)|(?:글쓴이|지은이)|누가\s(?:썼|쓴\s?(?:거|건|논문이)|만들었|발표했|냈)\S*\s*[?？]?$|누구\s?(?:논문|연구)(?:이|인|야|예|지)|\bwho\s(?:wrote|authored|published|made|created)\b|\bauthors?\s(?:of|behind)\b|\bwho(?:\sis|\sare|['’]s)\sthe\sauthors?\b|\bwritten by whom\b/iu,
  votes:
    /(?:추천|투표|업보트)\s?(?:수|개수)?[은는이가을를]?\s?(?:몇|얼마)|몇\s?(?:표|명이\s추천)|추천\s?수\S*\s?(?:알려|궁금|뭐|\?|$)|\bhow many (?:up)?votes\b|\b(?:up)?vote count\b|\bnumber of (?:up)?votes\b/iu,
  day: /언제\s?(?:쯤\s)?(?:나온|나왔|올라|등록|소개|공개|실렸|실린|발표)|(?:올라온|나온|실린|소개된)\s?(?:날|날짜)|\bwhen\s(?:was|did|were)\b.{1,80}\b(?:listed|published|posted|released|featured|appear|come out)\b|\bwhat day was\b/iu,
};
/** Words that ask for more than such a fact. */
const ASKS_MORE =
  /어떻게|왜|원리|설명|차이|비교|요약|추천해|\b(?:how (?:does|do|is|are)|why|explain|compare|summari[sz]e)\b/iu;
/** A longer question describes something. */
const MOST_WORDS = 14;

/** The facts of a paper that a question asks for, and nothing else; empty for any other question. */
export function factsAsked(question: string): PaperFact[] {
  const text = question.normalize('NFC').trim();
  if (ASKS_MORE.test(text) || text.split(/\s+/).length > MOST_WORDS) return [];
  return (Object.keys(ASKED) as PaperFact[]).filter((fact) => ASKED[fact].test(text));
}

/** Whether such a question says nothing of which paper is meant (`저자가 누구야?`, `when was it listed?`). */
export function namesNoPaper(question: string): boolean {
  const facts = factsAsked(question);
  if (facts.length === 0) return false;
  const rest = facts.reduce((text, fact) => text.replace(ASKED[fact], ' '), question.normalize('NFC'));
  const known = /^(?:the|this|that|its|it|paper|have|does|has|was|did|and|논문[가-힣]*|그거|이거|거예요|개야|개예요)$/i;
  return !(rest.match(/[가-힣]{2,}|\p{Script=Latin}{3,}|\d{3,}/gu) ?? []).some((word) => !known.test(word));
}

/**
 * Answers a question for authors, votes or day from what the daily list says of the papers meant, without a model.
 *
 * @param meant the papers that the search found to be meant, best first.
 * @returns undefined where it asks for something else, or where its words order or filter papers (`추천 많은 논문`).
 */
export function factsAnswer(asked: string, meant: readonly PaperHit[], basis: FactsBasis): Extracts | undefined {
  const facts = factsAsked(asked);
  const { abstained, query } = basis.search;
  const { authors, minVotes, maxVotes, title } = query.filters;
  const filtered = [authors, minVotes, maxVotes, title].some((filter) => filter !== undefined);
  if (facts.length === 0 || abstained || query.order !== 'relevance' || filtered) return undefined;
  return listedFacts(meant, facts, basis);
}
