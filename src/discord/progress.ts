import type { Language } from '../answer/answer.ts';
import type { Progress } from '../answer/port.ts';
import { action } from '../chat/actions.ts';
import { type Block, item, type Message, note, paragraph } from '../chat/message.ts';
import type { ProgressTimes } from './context.ts';
import type { Reply } from './reply.ts';
import { discordTexts } from './texts.ts';

/** What a job is and how it tells of itself. */
export interface ProgressOptions {
  readonly reply: Reply;
  readonly language: Language;
  /** Of the job that can be cancelled. */
  readonly jobId: string;
  readonly times: ProgressTimes;
  /** Told when progress could not be shown; the work goes on. */
  readonly onError: (error: unknown) => void;
}

/** Shows what slow work is doing: not before it is slow, not too often, and nothing after the end. */
export class ProgressReport {
  readonly #options: ProgressOptions;
  readonly #startedAt = new Date();
  #timer: NodeJS.Timeout | undefined;
  #latest: Progress = { stage: 'searching' };
  #changed = true;
  #ended = false;
  #showing: Promise<void> = Promise.resolve();

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#timer = setTimeout(() => this.#show(), options.times.afterMs);
  }

  /** Takes note of what is going on. */
  report(progress: Progress): void {
    this.#latest = progress;
    this.#changed = true;
  }

  /** Shows nothing from now on; resolves when an edit that is on its way has arrived. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#showing;
  }

  #show(): void {
    const { reply, onError, times } = this.#options;
    if (this.#changed) {
      this.#changed = false;
      this.#showing = reply.show(this.#message(), false).then(() => undefined, onError);
    }
    // Counted from the arrival, so that edits that are slow to arrive do not pile up.
    this.#showing.then(() => {
      if (!this.#ended) this.#timer = setTimeout(() => this.#show(), times.everyMs);
    });
  }

  #message(): Message {
    const { language, jobId } = this.#options;
    const words = discordTexts(language).progress;
    const started: Block = note(`${words.started} `, { kind: 'time', at: this.#startedAt, style: 'relative' });
    return {
      blocks: [...blocksOf(this.#latest, words), started],
      controls: [[{ kind: 'button', label: words.cancel, action: action('cancel', 'job', jobId) }]],
    };
  }
}

function blocksOf(progress: Progress, words: ReturnType<typeof discordTexts>['progress']): Block[] {
  switch (progress.stage) {
    case 'searching':
      return [paragraph(words.searching)];
    case 'reading':
      return [paragraph(words.reading(progress.papers))];
    case 'writing':
      return [paragraph(words.writing), ...progress.claims.map((claim) => item(claim))];
  }
}
