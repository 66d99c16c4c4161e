import type { Json } from './wire.ts';

/** Something that goes wrong with requests that match. */
export interface Fault {
  /** Only this HTTP method. */
  method?: string;
  /** Only this route: its template (`/webhooks/{webhook_id}/{webhook_token}/messages/@original`), or a pattern its path matches. */
  route?: string | RegExp;
  /** How many requests it hits. Default 1; Infinity for all to come. */
  times?: number;
  /** Waits this many milliseconds before anything else happens: the request arrives that late. */
  delayMs?: number;
  /** Cuts the connection instead of answering. */
  drop?: boolean;
  /** Answers with this status instead of doing what was asked. */
  status?: number;
  body?: Json;
  headers?: Record<string, string>;
  /** Does what was asked first, and only then fails: the answer is lost, the deed is done. */
  afterwards?: boolean;
}

/** The faults that lie in wait, oldest first. */
export class Faults {
  readonly #waiting: { fault: Fault; left: number }[] = [];
  readonly #isRoute: (template: string) => boolean;

  constructor(isRoute: (template: string) => boolean) {
    this.#isRoute = isRoute;
  }

  /** Adds a fault; the function returned takes it away. */
  add(fault: Fault): () => void {
    if (typeof fault.route === 'string' && !this.#isRoute(fault.route))
      throw new Error(`the fake has no route ${fault.route}`);
    const entry = { fault, left: fault.times ?? 1 };
    this.#waiting.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  /** The next request that matches gets 429 with `retryAfter` in seconds. */
  rateLimit(
    retryAfter: number,
    match: Pick<Fault, 'method' | 'route' | 'times'> & { global?: boolean } = {},
  ): () => void {
    const { global = false, ...rest } = match;
    return this.add({
      ...rest,
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: retryAfter, global },
      headers: {
        'retry-after': String(Math.ceil(retryAfter)),
        'x-ratelimit-scope': global ? 'global' : 'user',
        ...(global ? { 'x-ratelimit-global': 'true' } : {}),
      },
    });
  }

  /** The next request that matches gets a server error (500 by default), as Discord's edge gives it: without a JSON body. */
  serverError(match: Pick<Fault, 'method' | 'route' | 'times' | 'status' | 'afterwards'> = {}): () => void {
    return this.add({ status: 500, ...match });
  }

  /** Every request that matches is answered `ms` milliseconds late, until the function returned is called. */
  slow(ms: number, match: Pick<Fault, 'method' | 'route' | 'times'> = {}): () => void {
    return this.add({ times: Number.POSITIVE_INFINITY, ...match, delayMs: ms });
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** Takes the faults that hit a request: any number of delays, and one failure. */
  take(method: string, route: string | undefined, path: string): Fault[] {
    const taken: Fault[] = [];
    for (const entry of this.#waiting) {
      if (entry.left <= 0 || !matches(entry.fault, method, route, path)) continue;
      const fails = entry.fault.status !== undefined || entry.fault.drop === true;
      if (fails && taken.some((fault) => fault.status !== undefined || fault.drop)) continue;
      entry.left--;
      taken.push(entry.fault);
    }
    return taken;
  }
}

function matches(fault: Fault, method: string, route: string | undefined, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.route === undefined) return true;
  return typeof fault.route === 'string' ? fault.route === route : fault.route.test(path);
}
