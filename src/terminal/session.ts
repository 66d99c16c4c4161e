import type { Language } from '../answer/answer.ts';
import { act } from '../chat/actions.ts';
import type { Command } from '../chat/command.ts';
import { failureMessage } from '../chat/failure.ts';
import type { Message } from '../chat/message.ts';
import type { Place } from '../chat/place.ts';
import type { Services } from '../chat/services.ts';
import { isPapersError, messageOf } from '../errors.ts';
import { type Choices, choicesOf, renderControls } from './choices.ts';
import { parseLine } from './parse.ts';
import { type Look, renderMessage } from './render.ts';
import { StatusLine } from './status-line.ts';
import { terminalTexts } from './texts.ts';

/** The one conversation of a terminal. */
const PLACE: Place = { userId: 'terminal', channelId: 'terminal', threadId: 'terminal' };

/** What a session needs of the world. */
export interface SessionOptions {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly look: Look;
  /** Writes to the user. */
  write(text: string): void;
  /** Told what went wrong in words for the operator, one line each. */
  complain(line: string): void;
  /** Gives and forgets what the operator should know of answers that came all the same: why a model did not write one. */
  troubles?(): readonly string[];
  /** Told those. */
  warn?(line: string): void;
}

/** Answers typed lines, one after another. */
export class Session {
  readonly #options: SessionOptions;
  #choices: Choices = new Map();
  /** Of the last reply. */
  #language: Language;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#language = options.look.language;
  }

  /** Does what a line asks for and shows the reply. It never throws; when `signal` aborts it falls silent. */
  async answer(line: string, signal: AbortSignal): Promise<void> {
    const { commands, look, write, complain } = this.#options;
    const typed = parseLine(line, commands, this.#language);
    if (typed.kind === 'nothing') return;
    if (typed.kind === 'mistake') {
      write(`${typed.text}\n`);
      return;
    }
    // What is picked from a reply, and a command after it, is shown in the language of the reply.
    if (typed.kind === 'call') this.#language = typed.language;
    const language = this.#language;
    const status = new StatusLine(write, { ...look, language });
    try {
      const message =
        typed.kind === 'key'
          ? await this.#press(typed.key, language, signal)
          : await typed.command.run(
              {
                ...PLACE,
                ...(typed.subcommand === undefined ? {} : { subcommand: typed.subcommand }),
                options: typed.options,
                language,
                signal,
                onProgress: (progress) => status.show(progress),
              },
              this.#options.services,
            );
      status.clear();
      if (!signal.aborted) this.#show(message, language);
      // Only now: a line in between would shift what is rewritten in place.
      for (const trouble of this.#options.troubles?.() ?? []) this.#options.warn?.(trouble);
    } catch (error) {
      status.clear();
      if (signal.aborted) return;
      if (!isPapersError(error, 'cancelled')) complain(messageOf(error));
      this.#show(failureMessage(error, language), language);
    }
  }

  async #press(key: string, language: Language, signal: AbortSignal): Promise<Message> {
    const picked = this.#choices.get(key);
    if (!picked) return { blocks: [{ kind: 'note', inlines: [terminalTexts(language).noChoice] }] };
    const { commands, services } = this.#options;
    const call = { ...PLACE, values: picked.values, language, signal };
    return (await act(commands, picked.action, call, services)).message;
  }

  /** Shows a reply; its controls can be picked until another reply brings its own. */
  #show(message: Message, language: Language): void {
    const look = { ...this.#options.look, language };
    this.#options.write(renderMessage(message, look) + renderControls(message, look));
    const { choices } = choicesOf(message);
    if (choices.size > 0) this.#choices = choices;
  }
}
