import { PapersError } from '../errors.ts';

/** Questions that were sent across a border of threads and wait for their answers. */
export class Pending<T> {
  readonly #waiting = new Map<number, { resolve: (value: T) => void; reject: (error: unknown) => void }>();
  #next = 0;

  /**
   * Sends a question and waits for its answer.
   *
   * @param send gets the id under which the answer will come.
   * @param cancel is called with the id when `signal` aborts; the answer is not waited for then.
   * @throws PapersError `cancelled` when `signal` aborts; what {@link fail} is given.
   */
  async ask(send: (id: number) => void, cancel: (id: number) => void, signal?: AbortSignal): Promise<T> {
    const cancelled = new PapersError('cancelled', 'the question was cancelled');
    if (signal?.aborted) throw cancelled;
    const id = this.#next++;
    const onAbort = (): void => {
      cancel(id);
      this.fail(id, cancelled);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        send(id);
      });
    } finally {
      this.#waiting.delete(id);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  answer(id: number, value: T): void {
    this.#waiting.get(id)?.resolve(value);
  }

  fail(id: number, error: unknown): void {
    this.#waiting.get(id)?.reject(error);
  }

  failAll(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
  }
}

/** Work that was asked for across a border and can be called off by its id. */
export class Cancellable {
  readonly #running = new Map<number, AbortController>();

  async run<T>(id: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(id);
    }
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }
}
