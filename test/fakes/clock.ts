import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is told to go on. Sleepers wake when their time has come. */
export class FakeClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ until: number; wake: () => void }>();
  /** How long was slept each time, in milliseconds, in order. */
  readonly slept: number[] = [];
  /** True lets every sleep end at once and moves the clock by it. */
  readonly #eager: boolean;

  constructor(now: string | Date, options: { eager?: boolean } = {}) {
    this.#now = new Date(now).getTime();
    this.#eager = options.eager ?? false;
  }

  now(): Date {
    return new Date(this.#now);
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    if (ms <= 0 || signal?.aborted) return;
    if (this.#eager) {
      this.#now += ms;
      return;
    }
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { until: this.#now + ms, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Moves the clock, waking sleepers in the order of their times, and lets what they started run. */
  async advance(ms: number): Promise<void> {
    await settle();
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#sleepers].filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0];
      if (!due) break;
      this.#now = Math.max(this.#now, due.until);
      due.wake();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  set(now: string | Date): void {
    this.#now = new Date(now).getTime();
  }
}

/** Lets everything run that is not waiting for the outside. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
