/**
 * The time as the fake sees it: the machine's, plus what a test has added. Advancing it ages interactions and their tokens
 * without waiting; timers and rate limits stay on real time.
 */
export class Clock {
  #ahead = 0;

  /** Milliseconds since 1970, with fractions. */
  now(): number {
    return performance.timeOrigin + performance.now() + this.#ahead;
  }

  /** Moves the time forward by `ms` milliseconds. */
  advance(ms: number): void {
    this.#ahead += ms;
  }

  /** The time as Discord writes it in messages. */
  iso(at = this.now()): string {
    return new Date(at).toISOString().replace('Z', '000+00:00');
  }
}

const DISCORD_EPOCH = 1_420_070_400_000;

/** Gives out ids that hold the time of their making, as Discord's do, each greater than the one before. */
export class Snowflakes {
  #last = 0n;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): string {
    const now = BigInt(Math.floor(this.#clock.now()) - DISCORD_EPOCH) << 22n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last.toString();
  }
}
