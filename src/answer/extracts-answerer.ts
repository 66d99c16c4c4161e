import type { Library } from '../library/port.ts';
import type { Answer } from './answer.ts';
import { extractsFrom } from './extracts.ts';
import { searchInContext } from './follow-up.ts';
import { comparedIn } from './intent.ts';
import { languageOf } from './language.ts';
import type { Answerer, AskOptions, Question } from './port.ts';
import { findSides } from './sides.ts';
import { answerFromLists } from './without-model.ts';

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
    const sides = await findSides(this.#library, comparedIn(question.text), search, options.signal);
    return (
      (await answerFromLists(this.#library, question, sides, { search, language, started }, options.signal)) ??
      extractsFrom(search, { language, started, reason: 'no_model', sides })
    );
  }
}
