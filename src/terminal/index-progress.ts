import { Presets, SingleBar } from 'cli-progress';
import type { IngestProgress } from '../library/write-segment.ts';

/** Between two lines about the same stage where there is no terminal, in milliseconds. */
const QUIET_MS = 5000;

const STAGES: Readonly<Record<IngestProgress['stage'], string>> = {
  reading: 'Reading daily files',
  training: 'Learning the vocabulary (%)',
  embedding: 'Embedding',
  words: 'Indexing words',
  graph: 'Linking vectors',
};

/** Shows how indexing comes along: bars on a terminal, plain lines elsewhere. */
export interface IndexProgress {
  show(progress: IngestProgress): void;
  /** Takes the bar away; call it in any case. */
  end(): void;
}

/** @param out where progress goes: standard error, so that output stays clean. */
export function indexProgress(out: NodeJS.WriteStream): IndexProgress {
  return out.isTTY ? new Bars(out) : new PlainLines(out);
}

class Bars implements IndexProgress {
  readonly #out: NodeJS.WriteStream;
  #bar: SingleBar | undefined;
  #stage: IngestProgress['stage'] | undefined;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  show({ stage, done, total }: IngestProgress): void {
    if (stage !== this.#stage) {
      this.#bar?.stop();
      this.#stage = stage;
      const format = `${STAGES[stage]} [{bar}] {value}/{total} {eta_formatted}`;
      this.#bar = new SingleBar({ stream: this.#out, format, hideCursor: true, clearOnComplete: true }, Presets.rect);
      this.#bar.start(total, done);
    } else {
      this.#bar?.setTotal(total);
      this.#bar?.update(done);
    }
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#stage = undefined;
  }
}

class PlainLines implements IndexProgress {
  readonly #out: NodeJS.WriteStream;
  #stage: IngestProgress['stage'] | undefined;
  #said = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  show({ stage, done, total }: IngestProgress): void {
    const now = Date.now();
    const begins = stage !== this.#stage;
    if (!begins && now - this.#said < QUIET_MS) return;
    this.#stage = stage;
    this.#said = now;
    // How far a stage is when it begins says nothing, and a stage that takes no time has no other line.
    this.#out.write(begins ? `${STAGES[stage].replace(' (%)', '')} …\n` : `${STAGES[stage]}: ${done}/${total}\n`);
  }

  end(): void {}
}
