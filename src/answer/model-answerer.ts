import { isPapersError, PapersError } from '../errors.ts';
import type { Library } from '../library/port.ts';
import type { Day } from '../paper.ts';
import type { SearchResult } from '../search/query.ts';
import type { Abstained, Answer, ExtractsReason, Language } from './answer.ts';
import { orAborted } from './deadline.ts';
import { extractsFrom } from './extracts.ts';
import { searchInContext } from './follow-up.ts';
import { comparedIn, type Intent, intentOf } from './intent.ts';
import { languageOf } from './language.ts';
import type { ChatModel } from './model-port.ts';
import type { AnswerObserver, ModelStep } from './observer.ts';
import type { Answerer, AskOptions, Question } from './port.ts';
import { searchAgain } from './searching.ts';
import { findSides, type Sides, withSides } from './sides.ts';
import { Budget, type Caps, OverCap } from './spending/budget.ts';
import type { Spending } from './spending/port.ts';
import { readStructured } from './structured.ts';
import { type Understanding, understandingRequest, understandingSchema, usableUnderstanding } from './understanding.ts';
import { remarksOn } from './unsaid.ts';
import type { Verifier } from './verify/verifier.ts';
import { answerFromLists } from './without-model.ts';
import { Writer } from './writer.ts';

export interface ModelAnswererOptions {
  readonly library: Library;
  readonly model: ChatModel;
  /** Called when it is first needed; loading its word lists takes a moment. */
  readonly verifier: () => Promise<Verifier>;
  /** Whether a model judges the meaning of sentences, on top of the rules. Default false. */
  readonly judge?: boolean;
  readonly spending: Spending;
  readonly caps: Caps;
  /** Milliseconds for the whole answer. */
  readonly timeoutMs: number;
  today(): Day;
  readonly observe?: AnswerObserver;
}

/** Papers offered when nothing is claimed. */
const NEAREST = 5;

/**
 * Answers in prose that a model writes from passages and rules check, sentence by sentence. Whatever goes wrong with the
 * model, the asker gets what there is without one: extracts, and the reason. One deadline covers it all.
 */
export class ModelAnswerer implements Answerer {
  readonly #options: ModelAnswererOptions;

  constructor(options: ModelAnswererOptions) {
    this.#options = options;
  }

  async ask(question: Question, options: AskOptions = {}): Promise<Answer> {
    const { timeoutMs, model, spending, caps, today } = this.#options;
    const started = performance.now();
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    const language = languageOf(question.text, question.language ?? 'ko');
    const budget = new Budget(model, spending, caps, today(), question.asker);
    let sides: Sides = { hits: [], missing: [] };
    const extracts = (search: SearchResult, reason: ExtractsReason): Answer =>
      extractsFrom(search, { language, reason, started, sides });
    options.onProgress?.({ stage: 'searching' });
    let search: SearchResult | undefined;
    let step: ModelStep = 'understanding';
    try {
      search = await orAborted(searchInContext(this.#options.library, question, signal), signal);
      if (search.abstained === 'not_about_papers' || search.abstained === 'empty') return extracts(search, 'no_model');
      const { library } = this.#options;
      const plain = comparedIn(question.text);
      sides = await orAborted(findSides(library, plain, search, signal), signal);
      const basis = { search, language, started };
      const listed = await orAborted(answerFromLists(library, question, sides, basis, signal), signal);
      if (listed) return listed;
      const understanding = await this.#understand(question, budget, signal);
      if (understanding?.aboutPapers === false) return abstained(search, 'not_about_papers', language, started);
      const intent = intentFor(question, understanding);
      if (understanding)
        search = await orAborted(searchAgain(library, question, understanding, search, signal), signal);
      if (intent === 'compare') {
        const subjects = understanding?.subjects.length ? understanding.subjects : plain;
        sides = await orAborted(findSides(library, subjects, search, signal), signal);
        search = withSides(search, sides);
      }
      if (search.hits.length === 0) return extracts(search, 'no_model');
      if (isRanking(search, language)) return extracts(search, 'list');
      options.onProgress?.({ stage: 'reading', papers: search.hits.length });
      step = 'writing';
      const writer = new Writer({
        ...this.#options,
        budget,
        signal,
        ...(options.onProgress && { onProgress: options.onProgress }),
      });
      const written = await writer.write(question, search, { intent, language });
      if (written.kind === 'no_answer') return abstained(search, 'weak_evidence', language, started);
      if (written.kind === 'unsupported') return extracts(search, 'unsupported');
      const { claims, citations, dropped } = written;
      // What the search was unsure of, claims that its passages bear out have settled.
      const { abstained: _, ...sure } = search;
      const papers = [...new Map(citations.map(({ paper }) => [paper.id, paper])).values()];
      const remarks = remarksOn(question.text, papers, sides.missing);
      return {
        kind: 'answered',
        language,
        search: sure,
        claims,
        citations,
        dropped,
        ...(remarks.length > 0 && { remarks }),
        ms: performance.now() - started,
      };
    } catch (error) {
      if (options.signal?.aborted) throw new PapersError('cancelled', 'the question was given up', { cause: error });
      if (!search) throw deadline.aborted ? tooSlow(timeoutMs, error) : error;
      return extracts(search, this.#tell(step, deadline.aborted ? tooSlow(timeoutMs, error) : error));
    } finally {
      if (budget.spent.tokens > 0) this.#options.observe?.({ kind: 'spent', ...budget.spent });
    }
  }

  /** What the model makes of the question, or undefined where it fails in a way that does not forbid going on by rules. */
  async #understand(question: Question, budget: Budget, signal: AbortSignal): Promise<Understanding | undefined> {
    const { library, model, today, observe } = this.#options;
    const { firstDay: first, lastDay: last } = await orAborted(library.info(), signal);
    const request = understandingRequest(question, today(), { ...(first && { first }), ...(last && { last }) });
    const call = () => orAborted(model.write(request, understandingSchema, signal), signal);
    const { text } = await budget.pay(request, call);
    try {
      return usableUnderstanding(readStructured(text, understandingSchema));
    } catch (error) {
      if (!isPapersError(error)) throw error;
      observe?.({ kind: 'model_failed', step: 'understanding', error });
      return undefined;
    }
  }

  /** Tells the operator why there is no prose. @returns what the asker is told. */
  #tell(step: ModelStep, error: unknown): ExtractsReason {
    if (!isPapersError(error)) throw error;
    if (error instanceof OverCap) {
      this.#options.observe?.({ kind: 'cap_reached', error });
      return `${error.cap}_cap`;
    }
    this.#options.observe?.({ kind: 'model_failed', step, error });
    return 'model_failed';
  }
}

/**
 * What is asked for, by the model's word; a question that plainly sets things against each other is a comparison, and one
 * that plainly asks for several papers does not mean one, whatever a small model says.
 */
function intentFor({ text }: Question, understanding: Understanding | undefined): Intent {
  if (comparedIn(text).length > 1) return 'compare';
  const byWords = intentOf(text);
  if (!understanding) return byWords;
  return byWords === 'list' && understanding.intent === 'find' ? 'list' : understanding.intent;
}

/** Papers by votes or day without words to search for need no prose, unless their bullets are in another language than the asker's. */
function isRanking({ query }: SearchResult, language: Language): boolean {
  return query.text.trim() === '' && language === 'ko';
}

function abstained(search: SearchResult, reason: Abstained['reason'], language: Language, started: number): Abstained {
  const nearest = search.hits.slice(0, NEAREST).map((hit) => hit.paper);
  return { kind: 'abstained', reason, language, search, nearest, ms: performance.now() - started };
}

function tooSlow(timeoutMs: number, cause: unknown): PapersError {
  return new PapersError('unavailable', `no answer within ${timeoutMs / 1000} seconds (ANSWER_TIMEOUT)`, { cause });
}
