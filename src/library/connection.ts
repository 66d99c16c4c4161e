import { type ResourceLimits, Worker } from 'node:worker_threads';
import { messageOf, PapersError } from '../errors.ts';
import type { Day } from '../paper.ts';
import type { LibraryOptions } from './local.ts';
import { carry, type Reply, type Request, uncarry, type Verb, type WorkerStart } from './messages.ts';
import { Cancellable, Pending } from './pending.ts';

/** What a library in a thread of its own is opened with. */
export interface RemoteOptions extends LibraryOptions {
  /** Bounds of the thread's memory. Default: those of Node. */
  readonly resourceLimits?: ResourceLimits;
  /** Told when the thread died; it is started again. */
  readonly onCrash?: (error: PapersError) => void;
  /** The thread's module. Default: the one beside this file. */
  readonly entry?: URL;
}

/** One thread, from its start to its end. */
export class Connection {
  readonly #worker: Worker;
  readonly #options: RemoteOptions;
  readonly #answers = new Pending<unknown>();
  readonly #embedding = new Cancellable();
  readonly #ended: Promise<PapersError>;
  #closing = false;
  #death: PapersError | undefined;

  private constructor(options: RemoteOptions) {
    const { embedder, indexDir, resourceLimits, entry = new URL('./worker.ts', import.meta.url) } = options;
    const about = embedder && {
      name: embedder.name,
      fingerprint: embedder.fingerprint,
      dimensions: embedder.dimensions,
    };
    const start: WorkerStart = { entry: entry.href, indexDir, ...(about && { embedder: about }) };
    this.#options = options;
    this.#worker = new Worker(new URL('./start-worker.mjs', import.meta.url), {
      workerData: start,
      execArgv: [],
      ...(resourceLimits && { resourceLimits }),
    });
    this.#ended = new Promise((resolve) => {
      this.#worker.once('error', (cause) => {
        const error = new PapersError('unavailable', `The search thread died: ${messageOf(cause)}`, { cause });
        resolve(error);
      });
      this.#worker.once('exit', (code) => {
        resolve(new PapersError('unavailable', `The search thread ended with code ${code}`));
      });
    });
  }

  /**
   * Starts a thread.
   *
   * @param onCrash called when the thread dies after it was ready, without having been closed.
   */
  static async open(options: RemoteOptions, onCrash: (error: PapersError) => void): Promise<Connection> {
    const connection = new Connection(options);
    const opened = new Promise<void>((resolve, reject) => {
      connection.#worker.on('message', (reply: Reply) => {
        if (reply.kind === 'ready') resolve();
        else if (reply.kind === 'notOpened') reject(uncarry(reply.error));
        else connection.#take(reply);
      });
      connection.#ended.then(reject);
    });
    try {
      await opened;
    } catch (error) {
      await connection.#worker.terminate();
      throw error;
    }
    connection.#ended.then((error) => {
      connection.#death = error;
      connection.#answers.failAll(error);
      if (!connection.#closing) onCrash(error);
    });
    return connection;
  }

  async call(verb: Verb, args: readonly unknown[], today: Day, signal?: AbortSignal): Promise<unknown> {
    if (this.#death) throw this.#death;
    return this.#answers.ask(
      (id) => this.#say({ kind: 'call', id, verb, args, today }),
      (id) => this.#say({ kind: 'cancel', id }),
      signal,
    );
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#say({ kind: 'close' });
    await this.#ended;
  }

  #take(reply: Reply): void {
    if (reply.kind === 'done') this.#answers.answer(reply.id, reply.value);
    else if (reply.kind === 'failed') this.#answers.fail(reply.id, uncarry(reply.error));
    else if (reply.kind === 'cancelEmbed') this.#embedding.cancel(reply.id);
    else if (reply.kind === 'embed') void this.#embed(reply.id, reply.text);
  }

  async #embed(id: number, text: string): Promise<void> {
    try {
      const vector = await this.#embedding.run(id, async (signal) => {
        const { embedder } = this.#options;
        if (!embedder) throw new PapersError('internal', 'expected an embedder in the main thread');
        return embedder.embedQuery(text, signal);
      });
      this.#say({ kind: 'vector', id, vector });
    } catch (error) {
      this.#say({ kind: 'noVector', id, error: carry(error) });
    }
  }

  #say(request: Request): void {
    this.#worker.postMessage(request);
  }
}
