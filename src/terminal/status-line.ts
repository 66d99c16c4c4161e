import type { Progress } from '../answer/port.ts';
import { note, paragraph } from '../chat/message.ts';
import { type Look, renderBlocks } from './render.ts';
import { terminalTexts } from './texts.ts';

/** Lines of an unfinished answer that are shown at a time. */
const TALLEST = 12;

/** Shows how an answer comes along, in place; on output that cannot be rewritten it shows nothing. */
export class StatusLine {
  readonly #write: (text: string) => void;
  readonly #look: Look;
  #height = 0;

  constructor(write: (text: string) => void, look: Look) {
    this.#write = write;
    this.#look = look;
  }

  /** Replaces what is shown. */
  show(progress: Progress): void {
    if (!this.#look.styled) return;
    this.clear();
    const lines = renderBlocks(blocksOf(progress, this.#look), this.#look).slice(-TALLEST);
    this.#write(lines.map((line) => `${line}\n`).join(''));
    this.#height = lines.length;
  }

  /** Takes away what is shown, before the answer itself is written. */
  clear(): void {
    if (this.#height > 0) this.#write(`\x1b[${this.#height}F\x1b[0J`);
    this.#height = 0;
  }
}

function blocksOf(progress: Progress, { language }: Look) {
  const words = terminalTexts(language);
  if (progress.stage === 'writing') return progress.claims.map((claim) => paragraph(claim));
  return [note(progress.stage === 'searching' ? words.searching : words.reading(progress.papers))];
}
