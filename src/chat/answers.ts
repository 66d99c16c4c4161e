import type { Abstained, Answer, Answered, Citation, Claim, Extracts, Language } from '../answer/answer.ts';
import type { Remark } from '../answer/remark.ts';
import type { Day, Paper } from '../paper.ts';
import type { AbstainReason, Query, SearchResult } from '../search/query.ts';
import { describeQuery } from '../search/question.ts';
import { greetingIn } from './greeting.ts';
import { type Block, bold, cite, heading, type Inline, item, note, paragraph, quote } from './message.ts';
import { asPlainText, ownWords } from './own-words.ts';
import { type Numbered, numbered, paperItems, paperLine } from './papers.ts';
import { type Texts, texts } from './texts.ts';

/** Papers offered below an answer that did not cite them. */
const ALSO_NEAR = 3;
/** Papers of a list that are named, cited ones included. */
const LONGEST_LIST = 20;
/** When papers near an answer are worth naming: their score's share of the best. */
const NEAR_ENOUGH = 0.4;

/**
 * An answer as blocks: what was understood, claims with citation marks, sources, papers close by.
 *
 * @param days that there are lists of, newest first, so that a question about others can be told so. Default none.
 */
export function answerBlocks(answer: Answer, days: readonly Day[] = []): readonly Block[] {
  return answer.kind === 'abstained' ? abstainedBlocks(answer, days) : groundedBlocks(answer);
}

/**
 * Why nothing is claimed, in a sentence or two of plain text, and what the bot can do instead.
 *
 * @param commandText how a command is called where the text is read.
 */
export function refusalText(reason: AbstainReason, language: Language, commandText?: (name: string) => string): string {
  return asPlainText(refusal(reason, language), commandText);
}

/** What to say of a search that found nothing: where its period lies outside of all lists, that. @param days newest first. */
export function nothingFound(query: Query, days: readonly Day[], language: Language): readonly Inline[] {
  const words = texts(language).refusal;
  const [newest, oldest] = [days[0], days.at(-1)];
  const { since, until } = query.filters;
  if (newest !== undefined && since !== undefined && since > newest) return ownWords(words.notYet(newest));
  if (oldest !== undefined && until !== undefined && until < oldest) return [words.tooEarly(oldest)];
  return [words.nothing_found];
}

function refusal(reason: AbstainReason, language: Language): string {
  const words = texts(language).refusal;
  const hint = reason === 'empty' || reason === 'not_about_papers' ? ` ${words.whatICanDo}` : '';
  return words[reason] + hint;
}

function refusalInlines({ reason, language, search }: Abstained, days: readonly Day[]): readonly Inline[] {
  if (reason === 'nothing_found') return nothingFound(search.query, days, language);
  const greeting = reason === 'not_about_papers' ? greetingIn(search.query.question) : undefined;
  const words = texts(language).refusal;
  if (greeting === 'thanks') return [words.thanks];
  return ownWords(greeting === 'hello' ? `${words.hello} ${words.whatICanDo}` : refusal(reason, language));
}

/**
 * The papers of an answer that can be opened, each once: cited ones under the number of their first citation, then those
 * offered, numbered on.
 */
export function papersOf(answer: Answer): readonly Numbered[] {
  if (answer.kind === 'abstained') return numbered(answer.nearest);
  const cited = new Map<string, Numbered>();
  for (const { paper, number } of answer.citations) if (!cited.has(paper.id)) cited.set(paper.id, { paper, number });
  return [...cited.values(), ...alsoNear(answer)];
}

/** What restricts and orders a search, in words, or undefined when it was searched as it stood. */
export function understoodText(query: Query, language: Language): string | undefined {
  const phrases = describeQuery(query, language);
  return phrases.length > 0 ? texts(language).answer.understood(phrases.join(' · ')) : undefined;
}

/** What the bot says of an answer in its own words: the number asked for, or what the papers do not say. */
export function remarkTexts({ remarks = [], language }: Answer): string[] {
  return remarks.map((remark) => remarkText(remark, texts(language).answer.remark));
}

function remarkText(remark: Remark, words: Texts['answer']['remark']): string {
  switch (remark.kind) {
    case 'unsaid':
      return words.unsaid(remark.names.map(words.quoted).join(', '));
    case 'no_figures':
      return words.noFigures;
    case 'no_code':
      return words.noCode;
    case 'not_found':
      return words.notFound(remark.names.map(words.quoted).join(', '));
    case 'count': {
      const { papers, atLeast, topic } = remark;
      return topic === undefined ? words.count(papers) : words.countOn(topic, papers, atLeast);
    }
  }
}

/** One cited passage in full, below the paper it stands in; nothing when the paper no longer has it. */
export function passageBlocks(cited: {
  readonly number: number;
  readonly paper: Paper;
  readonly passageId: string;
}): Block[] {
  const { number, paper, passageId } = cited;
  const passage = paper.passages.find(({ id }) => id === passageId);
  if (!passage) return [];
  const label: Inline[] = passage.label ? [bold(passage.label), ': '] : [];
  return [paragraph(cite(number, paper.url), ' ', ...paperLine(paper)), quote(...label, passage.text)];
}

function groundedBlocks(answer: Answered | Extracts): readonly Block[] {
  const words = texts(answer.language).answer;
  const near = answer.kind === 'extracts' && answer.reason === 'facts' ? [] : alsoNear(answer);
  // A number that was asked for is the answer; other remarks are about what follows.
  const counted = answer.kind === 'extracts' && answer.reason === 'count';
  const korean = answer.kind === 'extracts' && answer.language === 'en' && answer.claims.some(isKorean);
  return [
    ...(counted ? remarkTexts(answer).map((text) => paragraph(text)) : []),
    heading(answer.kind === 'answered' ? words.answered : answer.reason === 'facts' ? words.facts : words.extracts),
    ...(answer.kind === 'extracts' ? [note(words.reason[answer.reason])] : []),
    ...(korean ? [note(words.summariesAreKorean)] : []),
    ...understoodBlocks(answer.search, answer.language),
    ...doubtBlocks(answer),
    ...(counted ? [] : remarkTexts(answer).map((text) => paragraph(text))),
    ...claimBlocks(answer.claims, answer.citations),
    heading(words.sources),
    ...sourceItems(answer.citations),
    ...(near.length > 0
      ? [heading(isList(answer.search) ? words.restOfList : words.alsoNear), ...paperItems(near, answer.language)]
      : []),
  ];
}

function abstainedBlocks(answer: Abstained, days: readonly Day[]): readonly Block[] {
  const { language, search, nearest } = answer;
  return [
    paragraph(...refusalInlines(answer, days)),
    ...understoodBlocks(search, language),
    ...(nearest.length > 0
      ? [heading(texts(language).answer.nearest), ...paperItems(numbered(nearest), language)]
      : []),
  ];
}

/** What to say where a cited summary seems to be of something else than its paper; facts of the list are not of summaries. */
function doubtBlocks(answer: Answered | Extracts): Block[] {
  if (answer.kind === 'extracts' && answer.reason === 'facts') return [];
  const doubtful = answer.citations.filter(({ paper }) => paper.mismatched).map(({ number }) => `[${number}]`);
  return doubtful.length > 0 ? [note(texts(answer.language).paper.mismatchedOf(doubtful.join(' ')))] : [];
}

/** Claims under a common heading become items below it; claims without one run on as paragraphs. */
function claimBlocks(claims: readonly Claim[], citations: readonly Citation[]): Block[] {
  const urls = new Map(citations.map(({ number, paper }) => [number, paper.url]));
  const blocks: Block[] = [];
  let under: string | undefined;
  for (const claim of claims) {
    const marks = claim.citations.map((number) => cite(number, urls.get(number) ?? ''));
    if (claim.heading === undefined) {
      blocks.push(paragraph(claim.text, ' ', ...marks));
    } else {
      if (claim.heading !== under) blocks.push(paragraph(bold(claim.heading)));
      blocks.push(item(claim.text, ' ', ...marks));
    }
    under = claim.heading;
  }
  return blocks;
}

/** One line a paper, with all the numbers that point at it. */
function sourceItems(citations: readonly Citation[]): Block[] {
  const papers = new Map(citations.map(({ paper }) => [paper.id, paper]));
  return [...papers.values()].map((paper) => {
    const own = citations.filter((citation) => citation.paper.id === paper.id);
    return item(...own.map(({ number }) => cite(number, paper.url)), ' ', ...paperLine(paper));
  });
}

function understoodBlocks({ query }: SearchResult, language: Language): Block[] {
  const understood = understoodText(query, language);
  return understood === undefined ? [] : [note(understood)];
}

/**
 * Papers that the search found near the best one and the answer does not cite; of a list by votes or day, all that were
 * asked for.
 */
function alsoNear({ search, citations }: Answered | Extracts): readonly Numbered[] {
  const { query, hits } = search;
  const cited = new Set(citations.map(({ paper }) => paper.id));
  const list = isList(search);
  const floor = list ? 0 : (hits[0]?.score ?? 0) * NEAR_ENOUGH;
  const shown = list ? Math.min(LONGEST_LIST, query.limit) - cited.size : ALSO_NEAR;
  const near = hits.filter((hit) => !cited.has(hit.paper.id) && hit.score >= floor).slice(0, Math.max(0, shown));
  return numbered(
    near.map((hit) => hit.paper),
    citations.length + 1,
  );
}

/** Whether every hit is what was asked for: papers by votes, day or filters. */
function isList({ query }: SearchResult): boolean {
  return query.order !== 'relevance' || query.text.trim() === '';
}

function isKorean({ text }: Claim): boolean {
  return /[가-힣]/.test(text);
}
