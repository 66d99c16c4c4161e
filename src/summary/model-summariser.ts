import type { ChatRequest } from '../answer/model-port.ts';
import { tokenEstimate } from '../embed/token-estimate.ts';
import { isPapersError, messageOf } from '../errors.ts';
import { abstractSummary } from './abstract.ts';
import type { Budget } from './budget.ts';
import { type Checked, checkAnswer, isEnough } from './check.ts';
import type { Source, Spending, Summariser, Summary, SummaryLanguage, SummaryModel } from './port.ts';
import { answerSchema, basisOf, systemPrompt, userPrompt } from './prompt.ts';

export interface ModelSummariserOptions {
  readonly model: SummaryModel;
  readonly language: SummaryLanguage;
  /** Of this run. */
  readonly budget: Budget;
  /** Told, by id, of bullets that were dropped and papers that got no summary, and why. No text of papers is in it. */
  readonly onFault?: (id: string, what: string) => void;
  /** Tokens of one answer. Default 2,500. */
  readonly maxTokens?: number;
}

/** After so many papers in a row without an answer the model is not asked any more in this run. */
const MAX_FAILURES = 3;

/**
 * Summarises with a model and believes nothing of it: the answer must be of the schema, its bullets in the language asked
 * for, without links, and every number in them must stand in the paper. What falls short is sent back once, with what is
 * wrong with it; what still does is dropped, and where too little is left the abstract's own sentences stand in.
 */
export class ModelSummariser implements Summariser {
  readonly hasModel = true;
  readonly #options: ModelSummariserOptions;
  #failures = 0;

  constructor(options: ModelSummariserOptions) {
    this.#options = options;
  }

  get spending(): Spending {
    return this.#options.budget.spending;
  }

  async summarise(paper: Source, signal?: AbortSignal): Promise<Summary> {
    if (paper.abstract === '') return abstractSummary(paper);
    if (this.#failures >= MAX_FAILURES) return { ...abstractSummary(paper), notYet: 'model_down' };
    try {
      const checked = await this.#write(paper, signal);
      if (checked === 'cap_reached') return { ...abstractSummary(paper), notYet: 'cap_reached' };
      this.#failures = 0;
      if (checked) return { bullets: checked.bullets, hints: checked.hints, by: 'model' };
    } catch (error) {
      if (isPapersError(error, 'cancelled') || signal?.aborted) throw error;
      this.#failures += 1;
      this.#fault(paper, `the model gave no answer: ${messageOf(error)}`);
    }
    return { ...abstractSummary(paper), notYet: 'model_failed' };
  }

  /** Asks, and once more if need be. @returns undefined when neither answer makes a summary. */
  async #write(paper: Source, signal: AbortSignal | undefined): Promise<Checked | 'cap_reached' | undefined> {
    const { language } = this.#options;
    const basis = basisOf(paper);
    const first = await this.#ask(paper, undefined, signal);
    if (first === undefined) return 'cap_reached';
    const read = checkAnswer(first, language, basis);
    if (typeof read !== 'string' && read.faults.length === 0) return read;
    const problem = typeof read === 'string' ? read : read.faults.join('\n');
    let again: string | undefined;
    try {
      again = await this.#ask(paper, { answer: first.slice(0, 8_000), problem }, signal);
    } catch (error) {
      // A first answer that is good enough outlives a failed second call.
      if (typeof read === 'string' || isPapersError(error, 'cancelled') || signal?.aborted) throw error;
    }
    const second = again === undefined ? undefined : checkAnswer(again, language, basis);
    const usable = [second, read].filter((one): one is Checked => typeof one === 'object' && isEnough(one, language));
    const best = usable.sort((a, b) => b.bullets.length - a.bullets.length)[0];
    const last = second ?? read;
    if (!best) this.#fault(paper, `no summary: ${typeof last === 'string' ? last : last.faults.join('; ')}`);
    else if (best.faults.length > 0) this.#fault(paper, `dropped ${best.faults.join('; ')}`);
    return best;
  }

  /** One call. @returns undefined when the cap does not allow it. */
  async #ask(
    paper: Source,
    repair: ChatRequest['repair'],
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    const { model, language, budget, maxTokens = 2_500 } = this.#options;
    const request: ChatRequest = {
      system: systemPrompt(language),
      user: userPrompt(paper),
      maxTokens,
      ...(repair && { repair }),
    };
    const said = request.system + request.user + (repair ? repair.answer + repair.problem : '');
    const settle = budget.reserve(tokenEstimate(said) + maxTokens);
    if (!settle) return undefined;
    let used: Parameters<typeof settle>[0];
    try {
      const { text, usage } = await model.write(request, answerSchema(language), signal);
      used = usage;
      return text;
    } finally {
      settle(used);
    }
  }

  #fault(paper: Source, what: string): void {
    this.#options.onFault?.(paper.id, what);
  }
}
