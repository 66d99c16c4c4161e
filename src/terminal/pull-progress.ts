import { Presets, SingleBar } from 'cli-progress';
import type { PullProgress as Progress } from '../pull/pull.ts';
import type { DayReport } from '../pull/report.ts';

/** Shows how pulling comes along: a bar on a terminal, a line a day elsewhere. */
export interface PullProgress {
  show(progress: Progress): void;
  /** Says that the server is waited for. */
  retry(why: string, waitMs: number): void;
  /** Takes the bar away; call it in any case, more than once does no harm. */
  end(): void;
}

/**
 * @param out where progress goes: standard error.
 * @param line prints the line of a finished day; on a terminal only those with news, once the bar is gone.
 */
export function pullProgress(out: NodeJS.WriteStream, line: (day: DayReport) => void): PullProgress {
  return out.isTTY ? new Bar(out, line) : new Lines(out, line);
}

class Bar implements PullProgress {
  readonly #bar: SingleBar;
  readonly #line: (day: DayReport) => void;
  readonly #news: DayReport[] = [];
  #running = false;

  constructor(out: NodeJS.WriteStream, line: (day: DayReport) => void) {
    const format = 'Pulling {day} [{bar}] {value}/{total} days, {added} papers {wait}';
    this.#bar = new SingleBar({ stream: out, format, hideCursor: true, clearOnComplete: true }, Presets.rect);
    this.#line = line;
  }

  show({ day, done, total }: Progress): void {
    if (day.added.length + day.votes > 0 || day.outcome === 'failed') this.#news.push(day);
    const added = this.#news.reduce((sum, one) => sum + one.added.length, 0);
    const shown = { day: day.day, added, wait: '' };
    if (!this.#running) this.#bar.start(total, done, shown);
    else this.#bar.update(done, shown);
    this.#running = true;
  }

  retry(_why: string, waitMs: number): void {
    if (this.#running) this.#bar.update({ wait: `(waiting ${Math.ceil(waitMs / 1000)} s for the server)` });
  }

  end(): void {
    if (this.#running) this.#bar.stop();
    this.#running = false;
    for (const day of this.#news.splice(0)) this.#line(day);
  }
}

class Lines implements PullProgress {
  readonly #out: NodeJS.WriteStream;
  readonly #line: (day: DayReport) => void;

  constructor(out: NodeJS.WriteStream, line: (day: DayReport) => void) {
    this.#out = out;
    this.#line = line;
  }

  show({ day }: Progress): void {
    this.#line(day);
  }

  retry(why: string, waitMs: number): void {
    this.#out.write(`${why}; trying again in ${Math.ceil(waitMs / 1000)} s\n`);
  }

  end(): void {}
}
