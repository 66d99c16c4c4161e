import { messageOf, PapersError } from '../errors.ts';
import { startThread } from '../thread.ts';

/** A document that takes longer is left, in milliseconds. */
const PATIENCE_MS = 60_000;
/** Memory of the thread, in megabytes. */
const MEMORY_MB = 512;

/**
 * The text of a PDF's first pages, in a thread of its own: a document from outside can take long, and the bot must go on
 * answering meanwhile.
 *
 * @throws PapersError `unavailable` when it cannot be read in time, `cancelled` when `signal` aborts.
 */
export async function pdfToText(bytes: Uint8Array, signal?: AbortSignal): Promise<string> {
  const thread = startThread(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const end = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])]);
  try {
    return await new Promise<string>((resolve, reject) => {
      thread.once('message', (text: string) => resolve(text));
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('ended without a text')));
      end.addEventListener('abort', () => reject(new Error(`not read in ${PATIENCE_MS} ms`)), { once: true });
      if (end.aborted) reject(new Error('cancelled before it was read'));
    });
  } catch (cause) {
    if (signal?.aborted) throw new PapersError('cancelled', 'reading a PDF was cancelled', { cause });
    throw new PapersError('unavailable', `its PDF cannot be read: ${messageOf(cause)}`, { cause });
  } finally {
    await thread.terminate();
  }
}
