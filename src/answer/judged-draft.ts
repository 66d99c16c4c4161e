import type { CheckedSentence } from './checking.ts';

/** Sentences judged by one call: few enough that the first are shown early, enough that a short answer costs one call. */
const GROUP = 4;

/** Judges some sentences, in order. Expected to fall back to the rules' view where the model fails. */
export type JudgeSentences = (sentences: readonly CheckedSentence[]) => Promise<readonly CheckedSentence[]>;

/** A draft that a model judges in groups while another call still writes it, one group at a time. */
export class JudgedDraft {
  readonly #judge: JudgeSentences;
  readonly #onJudged: (judged: readonly CheckedSentence[]) => void;
  readonly #judged: CheckedSentence[] = [];
  #taken = 0;
  #stopped = false;
  #last: Promise<void> = Promise.resolve();

  /** @param onJudged told all sentences that are judged so far, after each group. */
  constructor(judge: JudgeSentences, onJudged: (judged: readonly CheckedSentence[]) => void) {
    this.#judge = judge;
    this.#onJudged = onJudged;
  }

  /** Sends full groups of the draft to the judge. @param draft all sentences so far. */
  update(draft: readonly CheckedSentence[]): void {
    while (draft.length - this.#taken >= GROUP) this.#send(draft.slice(this.#taken, this.#taken + GROUP));
  }

  /** The whole draft as judged. @throws what the judge throws. */
  async finish(draft: readonly CheckedSentence[]): Promise<readonly CheckedSentence[]> {
    this.update(draft);
    if (draft.length > this.#taken) this.#send(draft.slice(this.#taken));
    await this.#last;
    return this.#judged;
  }

  /** Judges and tells nothing more: the draft has failed. */
  stop(): void {
    this.#stopped = true;
  }

  #send(group: readonly CheckedSentence[]): void {
    this.#taken += group.length;
    this.#last = this.#last.then(async () => {
      if (this.#stopped) return;
      this.#judged.push(...(await this.#judge(group)));
      if (!this.#stopped) this.#onJudged(this.#judged);
    });
    // It is told by `finish`; a draft that fails before is told of that failure.
    this.#last.catch(() => undefined);
  }
}
