import { PapersError } from '../errors.ts';

/**
 * Waits for a promise no longer than until `signal` aborts, even where what it waits for does not listen: a search, or a
 * client that sleeps between two tries.
 *
 * @throws PapersError `cancelled` when the signal aborts first.
 */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(new PapersError('cancelled', 'it was given up', { cause: signal.reason }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The same for what comes piece by piece. */
export async function* orAbortedEach<T>(pieces: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await orAborted(iterator.next(), signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Not awaited: an iterator that hangs would hang this one, too.
    iterator.return?.()?.catch(() => {});
  }
}
