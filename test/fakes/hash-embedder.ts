import type { Embedder } from '../../src/embed/port.ts';
import { PapersError } from '../../src/errors.ts';

/**
 * An outside embedder: vectors of hashed pairs of letters, always the same for the same text. It counts what it is
 * asked, and can be slow or fail as an outside service can.
 */
export class HashEmbedder implements Embedder {
  readonly name: string;
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly maxBatch = 32;
  /** Every text that was embedded as a passage, in order. */
  readonly embedded: string[] = [];
  /** How many questions were begun. */
  questions = 0;
  /** How long a question takes, in milliseconds. */
  delayMs = 0;
  /** While true, every call fails. */
  failing = false;
  /** How many passages it embeds before it fails. */
  quota = Number.POSITIVE_INFINITY;

  constructor(name = 'hash', dimensions = 48) {
    this.name = name;
    this.dimensions = dimensions;
    this.fingerprint = `${name} ${dimensions}`;
  }

  async embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    if (signal?.aborted) throw new PapersError('cancelled', 'embedding was cancelled');
    if (this.failing || this.embedded.length + texts.length > this.quota) {
      throw new PapersError('unavailable', 'the embedder does not answer');
    }
    this.embedded.push(...texts);
    return texts.map((text) => this.#vector(text));
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    if (this.failing) throw new PapersError('unavailable', 'the embedder does not answer');
    this.questions += 1;
    if (this.delayMs > 0) await wait(this.delayMs, signal);
    return this.#vector(text);
  }

  #vector(text: string): Float32Array {
    const vector = new Float32Array(this.dimensions);
    const letters = [...text.toLowerCase()];
    for (let at = 0; at + 1 < letters.length; at++) {
      const hash = (letters[at]!.codePointAt(0)! * 31 + letters[at + 1]!.codePointAt(0)!) * 2654435761;
      vector[(hash >>> 0) % this.dimensions]! += 1;
    }
    const length = Math.hypot(...vector);
    return length === 0 ? vector : vector.map((x) => x / length);
  }
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancelled = (): void => {
      clearTimeout(timer);
      reject(new PapersError('cancelled', 'the question was cancelled'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancelled);
      resolve();
    }, ms);
    if (signal?.aborted) cancelled();
    else signal?.addEventListener('abort', cancelled, { once: true });
  });
}
