/** Questions that were sent across a border of threads and wait for their answers. */
export class Pending<T> {
  readonly #waiting = new Map<number, { resolve: (value: T) => void; reject: (error: unknown) => void }>();
  #next = 0;

  /**
   * Sends a question and waits for its answer.
   *
   * @param send gets the id under which the answer will come.
   * @param cancel is called with the id when `signal` aborts first; the answer is still waited for.
   */
  async ask(send: (id: number) => void, cancel: (id: number) => void, signal?: AbortSignal): Promise<T> {
    const id = this.#next++;
    const onAbort = (): void => cancel(id);
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        send(id);
        if (signal?.aborted) onAbort();
        else signal?.addEventListener('abort', onAbort, { once: true });
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
