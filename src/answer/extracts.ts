import type { Library } from '../library/port.ts';
import type { Paper, Passage } from '../paper.ts';
import type { Evidence, PaperHit, Query, SearchResult } from '../search/query.ts';
import type { Abstained, Answer, Citation, Claim, Extracts, ExtractsReason, Language } from './answer.ts';
import { searchInContext } from './follow-up.ts';
import { languageOf } from './language.ts';
import { factsAnswer } from './paper-facts.ts';
import type { Answerer, AskOptions, Question } from './port.ts';

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
/** Papers offered when nothing is claimed. */
const NEAREST = 5;

/** Words that ask for several papers. */
const ASKS_FOR_SEVERAL =
  /논문들|연구들|방법들|모델들|것들|거들|뭐\s?뭐|뭐가\s?있|뭐\s?있|어떤\s?(?:것|거|게|논문|연구|방법)들?|있는지|모아|정리해|추천해|목록|리스트|최근에?\s|요즘|관련\s?(?:논문|연구)|쪽\s?(?:논문|연구)|비교|차이|\b(?:papers|works|methods|approaches|models|techniques|studies|list|ways|compare|comparison|versus|vs|recent|latest)\b/i;

/** Answers with bullets quoted word for word: what the bot says when no model writes. */
export class ExtractsAnswerer implements Answerer {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  async ask(question: Question, options: AskOptions = {}): Promise<Answer> {
    const started = performance.now();
    const language = languageOf(question.text, question.language ?? 'ko');
    options.onProgress?.({ stage: 'searching' });
    const search = await searchInContext(this.#library, question, options.signal);
    return (
      factsFrom(question.text, search, { language, started }) ??
      extractsFrom(search, { language, reason: 'no_model', started })
    );
  }
}

/** What {@link extractsFrom} needs to know beside the search. */
export interface ExtractsBasis {
  readonly language: Language;
  /** Why the answer is not prose. A search by order or filters alone gives `list` whatever stands here. */
  readonly reason: ExtractsReason;
  /** `performance.now()` when the question came. */
  readonly started: number;
}

/**
 * The bullets that answer best, or an abstention where the search abstained. When one paper stands out, two or three of
 * its bullets; else the best bullet of each of up to three papers, or five where several are asked for. Bullets of a paper
 * stay in reading order.
 */
export function extractsFrom(search: SearchResult, { language, reason, started }: ExtractsBasis): Extracts | Abstained {
  const basis = { language, search, ms: performance.now() - started };
  const quotable = quotableOf(search.hits);
  const chosen = search.abstained ? [] : choosePassages(search, quotable);
  const [first, ...more] = quote(chosen);
  if (!first) {
    const why = search.abstained ?? 'nothing_found';
    // To small talk no paper is near.
    const nearest = why === 'not_about_papers' ? [] : search.hits.slice(0, NEAREST).map((hit) => hit.paper);
    return { ...basis, kind: 'abstained', reason: why, nearest };
  }
  const byOrder = search.query.order !== 'relevance' || search.query.text.trim() === '';
  return {
    ...basis,
    kind: 'extracts',
    reason: byOrder && reason === 'no_model' ? 'list' : reason,
    claims: [first.claim, ...more.map(({ claim }) => claim)],
    citations: [first.citation, ...more.map(({ citation }) => citation)],
  };
}

/** What the lists say of the papers that a question for authors, votes or a day means; undefined for any other question. */
export function factsFrom(
  asked: string,
  search: SearchResult,
  basis: { readonly language: Language; readonly started: number },
): Extracts | undefined {
  const chosen = new Set(choosePassages(search, quotableOf(search.hits)).map(({ paper }) => paper.id));
  return factsAnswer(
    asked,
    search,
    search.hits.filter(({ paper }) => chosen.has(paper.id)),
    basis,
  );
}

/** Papers that may be quoted: none that repeats another, and only the best one where the summary is not of its title. */
function quotableOf(hits: readonly PaperHit[]): PaperHit[] {
  const own = hits.filter((hit) => hit.evidence.length > 0 && hit.repeats === undefined);
  return own.filter(({ paper }, at) => at === 0 || !paper.mismatched);
}

/** The bullets to quote, paper by paper, best paper first. */
export function choosePassages({ query }: SearchResult, hits: readonly PaperHit[]): readonly Evidence[] {
  const [best, second] = hits;
  if (!best) return [];
  const several = asksForSeveral(query);
  const alone = query.limit === 1 || !second || (!several && second.score <= best.score * STANDS_ALONE);
  if (alone) return bestBullets(best);
  const { papers, worth } = several ? SEVERAL : UNCLEAR;
  // In another order than that of relevance the first paper's score says nothing: all that are listed are on the topic.
  const floor = query.order === 'relevance' ? best.score * worth : 0;
  return hits
    .filter((hit) => hit.score >= floor)
    .slice(0, Math.min(papers, query.limit))
    .flatMap((hit) => hit.evidence.slice(0, 1));
}

function asksForSeveral({ order, text, question }: Query): boolean {
  return order !== 'relevance' || text.trim() === '' || ASKS_FOR_SEVERAL.test(question);
}

function bestBullets({ evidence }: PaperHit): readonly Evidence[] {
  const worth = evidence[0]!.score * ONE.worth;
  const kept = evidence.slice(0, ONE.bullets).filter((one, at) => at < 2 || one.score >= worth);
  return [...kept].sort((a, b) => a.passage.ordinal - b.passage.ordinal);
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
