import type { Paper, Passage } from '../paper.ts';
import type { Evidence, PaperHit, Query, SearchResult } from '../search/query.ts';
import { DEFAULT_LIMIT } from '../search/question/describe.ts';
import type { Abstained, Citation, Claim, Extracts, ExtractsReason, Language } from './answer.ts';
import { fittingBest } from './fitting.ts';
import type { FactsBasis } from './listed-facts.ts';
import { factsAnswer } from './paper-facts.ts';
import type { Sides } from './sides.ts';
import { asksFigure, holdsFigure, remarksOn } from './unsaid.ts';

/** Most bullets quoted from a paper that alone is the answer. A further bullet must score this share of its best. */
const ONE = { bullets: 3, worth: 0.5 } as const;
/**
 * Most papers quoted, one bullet each, and the share of the best paper's score that a further one needs: where several are
 * asked for, and where it is not clear which one is meant.
 */
const SEVERAL = { papers: 5, worth: 0.5 } as const;
const UNCLEAR = { papers: 3, worth: 0.6 } as const;
/** The best paper alone is the answer when the second scores at most this share of it. */
const STANDS_ALONE = 0.8;
/** Bullets quoted of each side of a comparison. */
const EACH_SIDE = 2;
const NO_SIDES: Sides = { hits: [], missing: [] };
/** Papers offered when nothing is claimed. */
const NEAREST = 5;

/** Words that ask for several papers. */
const ASKS_FOR_SEVERAL =
  /논문들|연구들|방법들|모델들|것들|거들|뭐\s?뭐|뭐가\s?있|뭐\s?있|어떤\s?(?:것|거|게|논문|연구|방법)들?|있는지|모아|정리해|추천해|목록|리스트|최근에?\s|요즘|관련\s?(?:논문|연구)|쪽\s?(?:논문|연구)|비교|차이|\b(?:papers|works|methods|approaches|models|techniques|studies|list|ways|compare|comparison|versus|vs|recent|latest)\b/i;

/** What {@link extractsFrom} needs to know beside the search. */
export interface ExtractsBasis {
  readonly language: Language;
  /** Why the answer is not prose. A search by order or filters alone gives `list` whatever stands here. */
  readonly reason: ExtractsReason;
  /** `performance.now()` when the question came. */
  readonly started: number;
  /** What the question compares. Default: nothing. */
  readonly sides?: Sides;
}

/**
 * The bullets that answer best, or an abstention where the search abstained. When one paper stands out, two or three of
 * its bullets; else the best bullet of each of up to three papers, or five where several are asked for. Of a comparison two
 * bullets of each side. Bullets of a paper stay in reading order.
 */
export function extractsFrom(
  search: SearchResult,
  { language, reason, started, sides = NO_SIDES }: ExtractsBasis,
): Extracts | Abstained {
  const basis = { language, search, ms: performance.now() - started };
  const { question } = search.query;
  const quotable = quotableOf(search.hits, question);
  const compared =
    search.abstained === 'not_about_papers' ? [] : sides.hits.map((hit) => fitting(hit, question)).flatMap(bothSides);
  const chosen = compared.length > 0 ? compared : search.abstained ? [] : choosePassages(search, quotable);
  const [first, ...more] = quote(chosen);
  if (!first) {
    const why = search.abstained ?? 'nothing_found';
    // To small talk no paper is near.
    const nearest = why === 'not_about_papers' ? [] : search.hits.slice(0, NEAREST).map((hit) => hit.paper);
    return { ...basis, kind: 'abstained', reason: why, nearest };
  }
  const byOrder = search.query.order !== 'relevance' || search.query.text.trim() === '';
  const remarks = byOrder ? [] : remarksOn(question, papersIn(chosen), sides.missing);
  return {
    ...basis,
    kind: 'extracts',
    reason: byOrder && reason === 'no_model' ? 'list' : reason,
    ...(remarks.length > 0 && { remarks }),
    claims: [first.claim, ...more.map(({ claim }) => claim)],
    citations: [first.citation, ...more.map(({ citation }) => citation)],
  };
}

/** What the lists say of the papers that a question for authors, votes or a day means; undefined for any other question. */
export function factsFrom(asked: string, basis: FactsBasis): Extracts | undefined {
  const { hits } = basis.search;
  const chosen = new Set(
    choosePassages(basis.search, quotableOf(hits, basis.search.query.question)).map(({ paper }) => paper.id),
  );
  return factsAnswer(
    asked,
    hits.filter(({ paper }) => chosen.has(paper.id)),
    basis,
  );
}

/** Papers that may be quoted: none that repeats another, and only the best one where the summary is not of its title. */
function quotableOf(hits: readonly PaperHit[], question: string): PaperHit[] {
  const own = hits.filter((hit) => hit.evidence.length > 0 && hit.repeats === undefined);
  return own.filter(({ paper }, at) => at === 0 || !paper.mismatched).map((hit) => fitting(hit, question));
}

/** A hit with the bullets first that answer best. */
function fitting(hit: PaperHit, question: string): PaperHit {
  return { ...hit, evidence: fittingBest(question, hit.evidence) };
}

/** Bullets of one side of a comparison, in reading order. */
function bothSides({ evidence }: PaperHit): readonly Evidence[] {
  return evidence.slice(0, EACH_SIDE).sort((a, b) => a.passage.ordinal - b.passage.ordinal);
}

function papersIn(evidence: readonly Evidence[]): Paper[] {
  return [...new Map(evidence.map(({ paper }) => [paper.id, paper])).values()];
}

/** The bullets to quote, paper by paper, best paper first. */
export function choosePassages({ query }: SearchResult, hits: readonly PaperHit[]): readonly Evidence[] {
  const [best, second] = hits;
  if (!best) return [];
  const several = asksForSeveral(query);
  const alone = query.limit === 1 || !second || (!several && second.score <= best.score * STANDS_ALONE);
  if (alone) return bestBullets(best, asksFigure(query.question));
  const { papers, worth } = several ? SEVERAL : UNCLEAR;
  // In another order than that of relevance the first paper's score says nothing: all that are listed are on the topic.
  const floor = query.order === 'relevance' ? best.score * worth : 0;
  return hits
    .filter((hit) => hit.score >= floor)
    .slice(0, Math.min(papers, query.limit))
    .flatMap((hit) => hit.evidence.slice(0, 1));
}

function asksForSeveral({ order, text, question, limit, howMany = false }: Query): boolean {
  const counted = limit > 1 && limit !== DEFAULT_LIMIT;
  return counted || order !== 'relevance' || text.trim() === '' || howMany || ASKS_FOR_SEVERAL.test(question);
}

/** @param figure whether one with a number is wanted among them. */
function bestBullets({ evidence }: PaperHit, figure: boolean): readonly Evidence[] {
  const worth = evidence[0]!.score * ONE.worth;
  const kept = evidence.slice(0, ONE.bullets).filter((one, at) => at < 2 || one.score >= worth);
  const numbered = figure && !kept.some(hasFigure) ? evidence.find(hasFigure) : undefined;
  if (numbered) kept.splice(-1, 1, numbered);
  return [...kept].sort((a, b) => a.passage.ordinal - b.passage.ordinal);
}

function hasFigure({ passage }: Evidence): boolean {
  return holdsFigure(passage.text);
}

function quote(evidence: readonly Evidence[]): { claim: Claim; citation: Citation }[] {
  return evidence.map(({ paper, passage }, at) => quoteOne(paper, passage, at + 1));
}

function quoteOne(paper: Paper, passage: Passage, number: number): { claim: Claim; citation: Citation } {
  return {
    claim: { text: passage.text, citations: [number], heading: paper.title },
    citation: { number, paper, passage },
  };
}
