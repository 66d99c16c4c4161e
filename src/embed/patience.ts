import { setTimeout as sleep } from 'node:timers/promises';
import { PapersError } from '../errors.ts';
import { HubError } from './hub.ts';

/** How persistent a download is. */
export interface Patience {
  /** Tries in a row without progress before it gives up. */
  readonly tries: number;
  /** Wait before the second of them, in milliseconds; doubled each time. */
  readonly waitMs: number;
  /** A connection that brings nothing for so long is given up, in milliseconds. */
  readonly stallMs: number;
}

export const PATIENCE: Patience = { tries: 6, waitMs: 250, stallMs: 30_000 };
/** However long a hub asks to wait, no longer than this. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Tries until it succeeds, with growing waits after failures that may pass.
 *
 * @param progressed whether the try that just failed brought something all the same; the count begins anew then.
 * @throws what the last try threw; PapersError `cancelled` when `signal` aborts.
 */
export async function persist<T>(
  attempt: () => Promise<T>,
  patience: Patience,
  signal: AbortSignal | undefined,
  progressed: () => Promise<boolean> = async () => false,
): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (signal?.aborted) throw new PapersError('cancelled', 'the download was cancelled', { cause: error });
      if (!(error instanceof HubError) || !error.again) throw error;
      failed = (await progressed()) ? 0 : failed + 1;
      if (failed >= patience.tries) throw error;
      const wait = Math.min(LONGEST_WAIT_MS, error.waitMs ?? patience.waitMs * 2 ** failed);
      // Ends at once when the signal aborts; the next try then finds that out.
      await sleep(wait, undefined, { ...(signal && { signal }) }).catch(() => undefined);
    }
  }
}
