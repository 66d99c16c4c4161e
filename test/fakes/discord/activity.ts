/** A topic on which things happen: one interaction, one channel, the gateway's sessions, or the registered commands. */
export type Topic = `interaction:${string}` | `channel:${string}` | 'gateway' | 'commands';

/** A limit for what hangs, not a demand on speed. */
const PATIENCE_MS = 120_000;

/** How long to wait for the bot. */
export interface Patience {
  /** Give up after this many milliseconds, with an error that says what was awaited. Default 120,000. */
  timeout?: number;
  /** Without a sign of the bot for this many milliseconds, it is taken to have finished. Default: the fake's `quietMs`. */
  quiet?: number;
}

/**
 * Tells those who wait that something happened, so that a test never sleeps for a guessed time. Requests in progress count as
 * activity: a topic is quiet only when none is being answered.
 */
export class Activity {
  readonly #waiting = new Map<Topic, Set<() => void>>();
  readonly #running = new Map<Topic, number>();
  readonly #quietMs: number;

  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  /** Something happened on these topics. */
  touch(...topics: Topic[]): void {
    for (const topic of topics) for (const wake of [...(this.#waiting.get(topic) ?? [])]) wake();
  }

  /** A request on these topics begins; the function returned ends it. */
  begin(...topics: Topic[]): () => void {
    const add = (change: number) => {
      for (const topic of topics) {
        const running = (this.#running.get(topic) ?? 0) + change;
        if (running === 0) this.#running.delete(topic);
        else this.#running.set(topic, running);
      }
      this.touch(...topics);
    };
    add(1);
    return () => add(-1);
  }

  /** Waits until `read` gives something, looking again whenever a topic is touched. `what` is for the error of a timeout. */
  async until<T>(
    topics: () => Topic[],
    read: () => T | undefined,
    what: () => string,
    patience: Patience = {},
  ): Promise<T> {
    const timeout = patience.timeout ?? PATIENCE_MS;
    const deadline = performance.now() + timeout;
    for (;;) {
      const found = read();
      if (found !== undefined) return found;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`${what()}: not within ${timeout} ms`);
      // Topics are asked for each time, because they can grow: a reply can open a thread.
      await this.#touched(topics(), left);
    }
  }

  /** Waits until no topic has been touched for `quiet` milliseconds and no request on them is being answered. */
  async settled(topics: () => Topic[], what: () => string, patience: Patience = {}): Promise<void> {
    const timeout = patience.timeout ?? PATIENCE_MS;
    const deadline = performance.now() + timeout;
    for (;;) {
      const touched = await this.#touched(topics(), patience.quiet ?? this.#quietMs);
      if (!touched && !topics().some((topic) => this.#running.has(topic))) return;
      if (performance.now() > deadline) throw new Error(`${what()}: still busy after ${timeout} ms`);
    }
  }

  /** Waits for a touch on any of the topics: true; or for `ms` milliseconds without one: false. */
  #touched(topics: Topic[], ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (touched: boolean) => {
        clearTimeout(timer);
        for (const topic of topics) this.#unwatch(topic, wake);
        resolve(touched);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), ms);
      for (const topic of topics) {
        const wakers = this.#waiting.get(topic) ?? new Set();
        wakers.add(wake);
        this.#waiting.set(topic, wakers);
      }
    });
  }

  #unwatch(topic: Topic, wake: () => void): void {
    const wakers = this.#waiting.get(topic);
    wakers?.delete(wake);
    if (wakers?.size === 0) this.#waiting.delete(topic);
  }
}
