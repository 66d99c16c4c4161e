import { PapersError } from '../errors.ts';
import type { SearchResult } from '../search/query.ts';
import type { Language } from './answer.ts';
import { type CheckedSentence, Checker, countReasons } from './checking.ts';
import { type Grounded, groundedClaims } from './claims.ts';
import { orAborted, orAbortedEach } from './deadline.ts';
import { type DraftItem, DraftReader } from './draft.ts';
import { chooseEvidence, type KeyedPassage } from './evidence.ts';
import type { Intent } from './intent.ts';
import { JudgedDraft } from './judged-draft.ts';
import { judged, judgementSchema, judgingRequest } from './judging.ts';
import type { ChatModel, Usage } from './model-port.ts';
import type { AnswerObserver } from './observer.ts';
import type { Progress, Question } from './port.ts';
import { type Budget, OverCap } from './spending/budget.ts';
import { readStructured } from './structured.ts';
import { unsaidNames } from './unsaid.ts';
import type { Verifier } from './verify/verifier.ts';
import { writingRequest } from './writing.ts';

export interface WriterOptions {
  readonly model: ChatModel;
  readonly verifier: () => Promise<Verifier>;
  readonly judge?: boolean;
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly observe?: AnswerObserver;
}

/** What came of a draft. */
export type Written =
  | ({ readonly kind: 'claims'; readonly dropped: number } & Grounded)
  /** The model says that the passages do not answer the question. */
  | { readonly kind: 'no_answer' }
  /** Nothing, or too little of it, was supported. */
  | { readonly kind: 'unsupported' };

/** When less than this share of a draft is left, what is left is not what the model meant to say. */
const LEAST_SHARE = 1 / 3;
/** When more than this share of a draft is in the wrong language, the model did not do as it was told. */
const WRONG_LANGUAGE = 0.5;
/** Sentences of a draft that are looked at. */
const MOST_SENTENCES = 30;

/** Lets a model write, checks each sentence as it comes, and keeps what the passages support. */
export class Writer {
  readonly #options: WriterOptions;
  /** A judge that failed once is not asked again for this answer. */
  #judgeFailed = false;
  /** Sentences that were shown so far. */
  #shown = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** @throws PapersError `unavailable` when the model fails or writes nothing usable, `over_limit`, `cancelled`. */
  async write(
    question: Question,
    search: SearchResult,
    { intent, language }: { readonly intent: Intent; readonly language: Language },
  ): Promise<Written> {
    const evidence = chooseEvidence(search, intent);
    const checker = new Checker(await this.#options.verifier(), evidence, borneOut(question.text, evidence), language);
    const { draft: final, noAnswer } = await this.#draft(question, evidence, checker, { intent, language });
    if (final.length === 0) {
      if (noAnswer) return { kind: 'no_answer' };
      throw new PapersError('unavailable', `${this.#options.model.name}: expected sentences, got nothing`);
    }
    const dropped = final.filter(({ doubts }) => doubts.length > 0);
    this.#options.observe?.({
      kind: 'checked',
      sentences: final.length,
      dropped: dropped.length,
      reasons: countReasons(final),
      draft: final,
    });
    const foreign = final.filter(({ doubts }) => doubts.includes('language')).length;
    if (foreign > final.length * WRONG_LANGUAGE) {
      throw new PapersError(
        'unavailable',
        `${this.#options.model.name}: expected an answer in ${language}, got another language`,
      );
    }
    const grounded = groundedClaims(final, intent, checker);
    const tooLittle = final.length - dropped.length < final.length * LEAST_SHARE;
    if (!grounded || tooLittle) return noAnswer && !grounded ? { kind: 'no_answer' } : { kind: 'unsupported' };
    return { kind: 'claims', dropped: dropped.length, ...grounded };
  }

  async #draft(
    question: Question,
    evidence: readonly KeyedPassage[],
    checker: Checker,
    way: { readonly intent: Intent; readonly language: Language },
  ): Promise<{ draft: readonly CheckedSentence[]; noAnswer: boolean }> {
    const { model, budget, signal, judge } = this.#options;
    const request = writingRequest(question, evidence, way);
    const draft: CheckedSentence[] = [];
    const judging =
      judge &&
      new JudgedDraft(
        (group) => this.#judge(group),
        (done) => this.#show(done),
      );
    let noAnswer = false;
    let theme: string | undefined;
    const take = (items: readonly DraftItem[]): void => {
      const before = draft.length;
      for (const item of items) {
        if (item.kind === 'theme') theme = item.text;
        else if (item.kind === 'no_answer') noAnswer = true;
        else if (draft.length < MOST_SENTENCES) draft.push(checker.check(item, theme));
      }
      // A judge has the last word: until then nothing is certain enough to be shown.
      if (judging) judging.update(draft);
      else if (draft.length > before) this.#show(draft);
    };
    const reader = new DraftReader();
    const booking = await budget.book(request);
    let usage: Usage | undefined;
    try {
      for await (const piece of orAbortedEach(model.stream(request, signal), signal)) {
        if (piece.kind === 'text') take(reader.push(piece.text));
        else {
          usage = piece.usage;
          take(reader.end(!piece.cut));
        }
      }
    } catch (error) {
      if (judging) judging.stop();
      throw error;
    } finally {
      await booking.settle(usage);
    }
    return { draft: judging ? await judging.finish(draft) : draft, noAnswer };
  }

  /** Tells whoever waits which sentences may be shown so far, when there are more of them. */
  #show(draft: readonly CheckedSentence[]): void {
    const shown = draft.filter(({ doubts }) => doubts.length === 0);
    if (shown.length <= this.#shown) return;
    this.#shown = shown.length;
    this.#options.onProgress?.({ stage: 'writing', claims: shown.map(({ text }) => text) });
  }

  /** Sentences as a model judges them; as rules judge them when that fails or is not allowed. */
  async #judge(draft: readonly CheckedSentence[]): Promise<readonly CheckedSentence[]> {
    const { model, budget, signal, observe } = this.#options;
    const request = this.#judgeFailed ? undefined : judgingRequest(draft);
    if (!request) return draft;
    try {
      const call = () => orAborted(model.write(request, judgementSchema, signal), signal);
      const { text } = await budget.pay(request, call);
      return judged(draft, readStructured(text, judgementSchema));
    } catch (error) {
      if (!(error instanceof PapersError) || error.code === 'cancelled') throw error;
      this.#judgeFailed = true;
      observe?.(
        error instanceof OverCap ? { kind: 'cap_reached', error } : { kind: 'model_failed', step: 'judging', error },
      );
      return draft;
    }
  }
}

/** The question without the names that none of the papers bears: by asking about them they do not become true. */
function borneOut(question: string, evidence: readonly KeyedPassage[]): string {
  const unsaid = unsaidNames(
    question,
    evidence.map(({ paper }) => paper),
  );
  return unsaid.reduce((text, name) => text.replaceAll(name, ' '), question);
}
