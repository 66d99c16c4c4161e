import { PapersError } from '../errors.ts';

/** Calls under way on something that can be closed: closing waits for them, and none begin after it. */
export class Calls {
  #running = 0;
  #closed: Promise<void> | undefined;
  #idle: (() => void) | undefined;

  /** Runs a call. @throws PapersError `unavailable` once closing has begun. */
  async run<T>(call: () => T | Promise<T>): Promise<T> {
    if (this.#closed) throw new PapersError('unavailable', 'the library is closed');
    this.#running += 1;
    try {
      return await call();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#idle?.();
    }
  }

  /** Waits for the calls under way, then frees; a second time it only waits. */
  close(free: () => Promise<void>): Promise<void> {
    this.#closed ??= new Promise<void>((resolve) => {
      this.#idle = resolve;
      if (this.#running === 0) resolve();
    }).then(free);
    return this.#closed;
  }
}
