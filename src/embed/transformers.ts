import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';
import { PapersError } from '../errors.ts';
import { startThread } from '../thread.ts';
import { readable } from './input.ts';
import { hashModel, lookAtModel } from './model-files.ts';
import type { FoundTraits } from './models.ts';
import type { Embedder } from './port.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './transformers-protocol.ts';
import { toUnit } from './unit.ts';

const PACKAGE = '@xenova/transformers';
/** Texts a call: what is lost when indexing is interrupted, and how often progress shows. */
const MAX_BATCH = 64;

export interface TransformersOptions {
  /** For people: the model's name on the hub, or of its folder. */
  readonly model: string;
  /** Where its files lie. */
  readonly folder: string;
  readonly traits: FoundTraits;
  /** Keep only the first so many numbers of a vector, for models trained for that (Matryoshka). Default: all. */
  readonly keepDimensions?: number;
  /** Threads of onnxruntime. Default: its own choice, one a core. */
  readonly threads?: number;
  /** Told of texts that have no vector. */
  readonly onWarning?: (message: string) => void;
}

/** Whether the package is there; it is not loaded for that. */
export function isLibraryInstalled(from: string = import.meta.url): boolean {
  try {
    createRequire(from).resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}

/**
 * A transformer model run by Transformers.js in a worker thread. The thread starts with the first text and does not keep
 * the process alive.
 */
export class TransformersEmbedder implements Embedder {
  readonly name: string;
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly maxBatch = MAX_BATCH;
  readonly #options: TransformersOptions;
  readonly #setup: WorkerSetup;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #jobs = 0;

  private constructor(options: TransformersOptions, setup: WorkerSetup, hash: string) {
    const { queryPrefix, passagePrefix, pooling, maxTokens, dtype } = options.traits;
    this.#options = options;
    this.#setup = setup;
    this.name = `transformers ${options.model}`;
    this.dimensions = setup.dimensions;
    const prefixes = `${JSON.stringify(queryPrefix)} ${JSON.stringify(passagePrefix)}`;
    this.fingerprint = `transformers ${setup.dimensions} ${dtype} ${pooling} ${maxTokens} ${prefixes} ${hash}`;
  }

  /**
   * Reads what the model is; its weights are loaded later, with the first text.
   *
   * @throws PapersError `bad_config` when files are missing or more dimensions are wanted than there are.
   */
  static async open(options: TransformersOptions): Promise<TransformersEmbedder> {
    const { folder, traits, keepDimensions, threads } = options;
    const found = await lookAtModel(folder, traits.dtype);
    if (found.missing) {
      throw new PapersError('bad_config', `${folder} lacks ${found.missing.join(', ')} of the model ${options.model}`);
    }
    const nativeDimensions = found.config.hiddenSize ?? traits.dimensions;
    if (nativeDimensions === undefined) {
      throw new PapersError('bad_config', `${folder}/config.json: expected hidden_size, the length of its vectors`);
    }
    const dimensions = keepDimensions ?? nativeDimensions;
    if (dimensions > nativeDimensions) {
      throw new PapersError(
        'bad_config',
        `EMBEDDING_DIMENSIONS: expected at most ${nativeDimensions}, which is what ${options.model} gives, got ${dimensions}`,
      );
    }
    const { dtype, pooling, maxTokens } = traits;
    const setup = { folder, dtype, pooling, maxTokens, nativeDimensions, dimensions, ...(threads && { threads }) };
    return new TransformersEmbedder(options, setup, await hashModel(folder, found.files));
  }

  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    return this.#embed(texts, this.#options.traits.passagePrefix, false, signal);
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const [vector] = await this.#embed([text], this.#options.traits.queryPrefix, true, signal);
    return vector!;
  }

  /** Ends the worker thread; what it is doing fails. A later call starts another. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#fail(new PapersError('cancelled', `${this.name} was closed`));
    await worker?.terminate();
  }

  async #embed(
    texts: readonly string[],
    prefix: string,
    urgent: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    if (signal?.aborted) throw cancelled();
    const vectors = texts.map(() => new Float32Array(this.dimensions));
    const given: string[] = [];
    const places: number[] = [];
    for (const [at, text] of texts.entries()) {
      const clean = readable(text, this.#setup.maxTokens);
      if (clean === undefined) continue;
      given.push(prefix + clean);
      places.push(at);
    }
    if (given.length === 0) return vectors;
    const raw = await this.#ask(given, urgent, signal);
    const rows = given.map((_, at) => raw.subarray(at * this.dimensions, (at + 1) * this.dimensions));
    toUnit(rows, this.name, this.#options.onWarning ?? (() => undefined));
    for (const [at, row] of rows.entries()) vectors[places[at]!]!.set(row);
    return vectors;
  }

  #ask(texts: readonly string[], urgent: boolean, signal: AbortSignal | undefined): Promise<Float32Array> {
    const worker = this.#start();
    const job = this.#jobs++;
    return new Promise<Float32Array>((resolve, reject) => {
      const onAbort = (): void => {
        this.#settle(job);
        this.#say(worker, { cancel: job });
        reject(cancelled());
      };
      this.#waiting.set(job, { resolve, reject, forget: () => signal?.removeEventListener('abort', onAbort) });
      signal?.addEventListener('abort', onAbort, { once: true });
      worker.ref();
      this.#say(worker, { job, texts, urgent });
    });
  }

  #say(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startThread(new URL('./transformers-worker.ts', import.meta.url), { workerData: this.#setup });
    worker.on('message', (message: FromWorker) => {
      const waiting = this.#settle(message.job);
      if (!('error' in message)) return waiting?.resolve(message.vectors);
      waiting?.reject(new PapersError(message.error.code, `${this.name}: ${message.error.message}`));
    });
    worker.on('error', (cause) => this.#lost(worker, cause));
    worker.on('exit', () => this.#lost(worker, undefined));
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /** The thread is gone: whoever waits is told, and the next call starts another. */
  #lost(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#fail(new PapersError('unavailable', `${this.name}: its thread ended unexpectedly`, { cause }));
  }

  #fail(error: PapersError): void {
    for (const job of [...this.#waiting.keys()]) this.#settle(job)?.reject(error);
  }

  /** Takes a job out of those waited for; a thread that has none does not keep the process alive. */
  #settle(job: number): Waiting | undefined {
    const waiting = this.#waiting.get(job);
    this.#waiting.delete(job);
    waiting?.forget();
    if (this.#waiting.size === 0) this.#worker?.unref();
    return waiting;
  }
}

interface Waiting {
  resolve(vectors: Float32Array): void;
  reject(error: PapersError): void;
  forget(): void;
}

function cancelled(): PapersError {
  return new PapersError('cancelled', 'embedding was cancelled');
}
