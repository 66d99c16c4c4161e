import type { Clock } from '../clock.ts';
import { messageOf, PapersError } from '../errors.ts';

/** How a server that others depend on is asked. All have defaults fit for Hugging Face's anonymous 500 requests in 5 minutes. */
export interface PoliteOptions {
  readonly clock: Clock;
  /** Requests under way at once. Default 2. */
  readonly parallel?: number;
  /** Requests started in any five minutes. Default 400. */
  readonly perWindow?: number;
  /** Times one thing is asked for before giving up. Default 5. */
  readonly attempts?: number;
  /** For one attempt, body included, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** First pause between attempts in milliseconds, doubled each time, when the server names none. Default 1,000. */
  readonly backoffMs?: number;
  /** Told of each attempt that failed and is made again. */
  readonly onRetry?: (why: string, waitMs: number) => void;
  /** Shown to the server. */
  readonly userAgent?: string;
  /** 0 to 1, for jitter. Default Math.random. */
  readonly random?: () => number;
}

const WINDOW_MS = 5 * 60_000;
/** A server that asks for a longer pause than this is left alone until the next run. */
const MAX_WAIT_MS = 15 * 60_000;
/** Largest body that is read, in bytes. */
const MAX_BODY = 64 * 1024 * 1024;

/** Asking again may help: the server is busy or broken, or the line was cut. */
class Passing extends Error {
  /** What the server asked for, in milliseconds. */
  readonly waitMs: number | undefined;

  constructor(message: string, waitMs?: number, cause?: unknown) {
    super(message, { cause });
    this.waitMs = waitMs;
  }
}

/**
 * Fetches over HTTP as a guest should: few at once, within the rate the server allows, waiting as long as it says, and
 * trying again only what can get better by it.
 */
export class PoliteClient {
  readonly #options: Required<Omit<PoliteOptions, 'onRetry'>> & Pick<PoliteOptions, 'onRetry'>;
  /** When each request of the last five minutes was started. */
  readonly #started: number[] = [];
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** Nobody asks before this moment: a server that tells one request to wait means all of them. */
  #quietUntil = 0;

  constructor(options: PoliteOptions) {
    this.#options = {
      parallel: 2,
      perWindow: 400,
      attempts: 5,
      timeoutMs: 30_000,
      backoffMs: 1_000,
      userAgent: 'daily-papers-bot',
      random: Math.random,
      ...options,
    };
  }

  /**
   * Fetches a page and reads it.
   *
   * @param read makes something of the body; what it throws counts as a damaged body, which is fetched again.
   * @throws PapersError `not_found` when there is no such page (404, 410), `unavailable` when it could not be had,
   *   `cancelled` when `signal` aborts.
   */
  get<T>(url: string, read: (body: string) => T, signal?: AbortSignal): Promise<T> {
    return this.getBytes(url, (bytes) => read(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), signal);
  }

  /** The same for what is no text. */
  async getBytes<T>(url: string, read: (body: Uint8Array) => T, signal?: AbortSignal): Promise<T> {
    await this.#enter();
    try {
      return await this.#tries(url, read, signal);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #tries<T>(url: string, read: (body: Uint8Array) => T, signal: AbortSignal | undefined): Promise<T> {
    const { attempts, backoffMs, random, clock, onRetry } = this.#options;
    for (let attempt = 1; ; attempt++) {
      await this.#ready(signal);
      if (signal?.aborted) throw cancelled(url);
      try {
        return await this.#once(url, read, signal);
      } catch (error) {
        if (signal?.aborted) throw cancelled(url, error);
        if (!(error instanceof Passing)) throw error;
        const why = `${url}: ${error.message}`;
        if ((error.waitMs ?? 0) > MAX_WAIT_MS) {
          const minutes = Math.ceil(error.waitMs! / 60_000);
          throw unavailable(`${why}; it asks to wait ${minutes} minutes: try again then`, error);
        }
        if (attempt >= attempts) throw unavailable(`${why}, ${attempts} times; try again later`, error);
        const wait = error.waitMs ?? backoffMs * 2 ** (attempt - 1) * (0.75 + random() / 2);
        if (error.waitMs !== undefined) this.#quietUntil = Math.max(this.#quietUntil, clock.now().getTime() + wait);
        onRetry?.(why, wait);
        await clock.sleep(wait, signal);
      }
    }
  }

  async #once<T>(url: string, read: (body: Uint8Array) => T, signal: AbortSignal | undefined): Promise<T> {
    const { timeoutMs, userAgent } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    let response: Response;
    let body: Buffer;
    try {
      response = await fetch(url, {
        headers: { 'user-agent': userAgent, accept: 'application/json, text/html;q=0.9, application/pdf;q=0.8' },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      body = await readBody(response);
    } catch (error) {
      if (error instanceof PapersError) throw error;
      throw new Passing(timeout.aborted ? `no whole answer in ${timeoutMs} ms` : causeOf(error), undefined, error);
    }
    this.#heed(response.headers);
    const { status } = response;
    if (status === 404 || status === 410) throw new PapersError('not_found', `${url} does not exist (${status})`);
    if (status === 408 || status === 425 || status === 429 || status >= 500) {
      throw new Passing(`answered ${status}`, retryAfter(response.headers, this.#options.clock.now()));
    }
    if (!response.ok) throw unavailable(`${url}: expected a page, got ${status} ${excerpt(body.toString('utf8'))}`);
    try {
      return read(body);
    } catch (error) {
      throw new Passing(messageOf(error), undefined, error);
    }
  }

  /** Waits for a place among the requests under way. */
  async #enter(): Promise<void> {
    while (this.#running >= this.#options.parallel) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }

  /** Waits until the rate allows another request, and counts it. */
  async #ready(signal: AbortSignal | undefined): Promise<void> {
    const { clock, perWindow } = this.#options;
    for (;;) {
      const now = clock.now().getTime();
      while (this.#started.length > 0 && this.#started[0]! <= now - WINDOW_MS) this.#started.shift();
      const full = this.#started.length >= perWindow ? this.#started[0]! + WINDOW_MS : 0;
      const wait = Math.max(full, this.#quietUntil) - now;
      if (wait <= 0 || signal?.aborted) break;
      await clock.sleep(wait, signal);
    }
    this.#started.push(clock.now().getTime());
  }

  /** A server that says no request is left in its window (`RateLimit: "api";r=0;t=42`) is not asked before the next. */
  #heed(headers: Headers): void {
    const left = /;\s*r=(\d+)\s*;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '');
    if (!left || Number(left[1]) > 0) return;
    const wait = Math.min(Number(left[2]) * 1000, WINDOW_MS);
    this.#quietUntil = Math.max(this.#quietUntil, this.#options.clock.now().getTime() + wait);
  }
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BODY) throw unavailable(`${response.url}: more than ${MAX_BODY} bytes; nothing of it was used`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** How long the server asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else its rate limit's reset. */
function retryAfter(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = value === '' ? Number.NaN : Date.parse(value);
  if (!Number.isNaN(date)) return Math.max(0, date - now.getTime());
  const reset = /;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '');
  return reset ? Number(reset[1]) * 1000 : undefined;
}

function unavailable(message: string, cause?: unknown): PapersError {
  return new PapersError('unavailable', message, { cause });
}

function cancelled(url: string, cause?: unknown): PapersError {
  return new PapersError('cancelled', `fetching ${url} was cancelled`, { cause });
}

/** Node says "fetch failed" and keeps the reason in the cause. */
function causeOf(error: unknown): string {
  const { cause } = error as Error;
  return cause === undefined ? messageOf(error) : `${messageOf(error)} (${messageOf(cause)})`;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return line === '' ? '' : JSON.stringify(line);
}
