import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { messageOf, PapersError } from '../errors.ts';
import { startThread } from '../thread.ts';
import type { FromGraphThread, GraphJob } from './graph-protocol.ts';
import { uncarry } from './messages.ts';

export interface GraphBuilderOptions {
  /** Called with the vectors added so far and the vectors asked for so far, over all graphs. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends all threads when it aborts. */
  readonly signal?: AbortSignal;
}

/**
 * Builds graphs of vectors, each in a thread of its own, as many at once as there are cores: it is most of the work of
 * indexing, and hnswlib adds one vector after another.
 */
export class GraphBuilder {
  readonly #options: GraphBuilderOptions;
  readonly #queue = new PQueue({ concurrency: availableParallelism() });
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  #added = 0;
  #asked = 0;

  constructor(options: GraphBuilderOptions = {}) {
    this.#options = options;
    const own = this.#ending.signal;
    this.#signal = options.signal ? AbortSignal.any([own, options.signal]) : own;
  }

  /**
   * Builds a graph and writes it.
   *
   * @throws what `HnswIndex.build` throws; PapersError `cancelled` when the signal aborts or the builder is closed,
   *   `internal` when the thread dies.
   */
  build(job: GraphJob): Promise<void> {
    this.#asked += job.size;
    return this.#queue.add(() => this.#run(job));
  }

  /** Says how far all graphs are, if there are any. */
  report(): void {
    if (this.#asked > 0) this.#options.onProgress?.(this.#added, this.#asked);
  }

  /** Ends what is being built, and waits until it has ended. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#queue.onIdle();
  }

  async #run(job: GraphJob): Promise<void> {
    if (this.#signal.aborted) throw cancelled();
    const thread = startThread(new URL('./graph-thread.ts', import.meta.url), { workerData: job });
    let own = 0;
    let outcome: PapersError | 'done' | undefined;
    const abort = (): void => {
      outcome ??= cancelled();
      void thread.terminate();
    };
    this.#signal.addEventListener('abort', abort, { once: true });
    try {
      await new Promise<void>((resolve) => {
        thread.on('message', (message: FromGraphThread) => {
          if ('failed' in message) outcome ??= uncarry(message.failed);
          else if ('done' in message) outcome ??= 'done';
          else {
            this.#added += message.added - own;
            own = message.added;
            this.report();
          }
        });
        thread.once('error', (cause) => {
          outcome ??= new PapersError('internal', `building a graph failed: ${messageOf(cause)}`, { cause });
        });
        thread.once('exit', () => resolve());
      });
    } finally {
      this.#signal.removeEventListener('abort', abort);
    }
    if (outcome === 'done') return;
    throw outcome ?? new PapersError('internal', 'the thread that built a graph ended without a word');
  }
}

function cancelled(): PapersError {
  return new PapersError('cancelled', 'building the vector index was cancelled');
}
