import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Day } from '../../../src/paper.ts';
import { type Entry, errorBody } from './shapes.ts';

/** What goes wrong with the next request to a path. Each fault is used once, in order. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** The body ends in the middle, though its length was announced. */
  | { readonly kind: 'cut' }
  /** A whole answer that is half a document: no length tells that the rest is missing. */
  | { readonly kind: 'half' }
  | { readonly kind: 'body'; readonly body: string; readonly type?: string }
  | { readonly kind: 'drop' }
  | { readonly kind: 'slow'; readonly ms: number };

/** One request as it came. */
export interface Seen {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly at: number;
  readonly userAgent: string;
}

/**
 * Hugging Face's daily papers and arXiv's HTML pages on loopback. The list is paged as the real one is (`limit` of at
 * most 100, `p` from 0), refuses days after `today` and impossible ones, and carries the rate-limit headers.
 */
export class FakeHuggingFace {
  /** Lists by day; a day without one is empty, as weekends are. */
  readonly lists = new Map<Day, Entry[]>();
  /** Pages of papers by arXiv id, whole documents. */
  readonly html = new Map<string, string>();
  /** PDFs by arXiv id. */
  readonly pdf = new Map<string, Buffer>();
  readonly seen: Seen[] = [];
  /** Requests that were under way at once, at most. */
  busiest = 0;
  /** The latest day that may be asked for. */
  today: Day = '2099-12-31';
  /** Entries of a page at most, whatever is asked for: real pages can hold fewer than the limit. */
  pageSize = 100;
  /** Sent with each answer. */
  rateLimit = '"api";r=499;t=300';
  /** Waits before each answer, in milliseconds. */
  delayMs = 0;
  readonly #faults: { path: RegExp; fault: Fault }[] = [];
  readonly #server: Server;
  #busy = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  static async start(): Promise<FakeHuggingFace> {
    const fake = new FakeHuggingFace();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next request whose path and query match goes wrong. */
  fail(path: RegExp, ...faults: Fault[]): void {
    for (const fault of faults) this.#faults.push({ path, fault });
  }

  /** Sets the votes of a paper, wherever it is listed. */
  vote(id: string, votes: unknown): void {
    for (const entry of [...this.lists.values()].flat()) if (entry.paper?.id === id) entry.paper.upvotes = votes;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.#busy += 1;
    this.busiest = Math.max(this.busiest, this.#busy);
    const userAgent = request.headers['user-agent'] ?? '';
    this.seen.push({ path: url.pathname, query: url.searchParams, at: Date.now(), userAgent });
    const place = this.#faults.findIndex(({ path }) => path.test(`${url.pathname}${url.search}`));
    const fault = place < 0 ? undefined : this.#faults.splice(place, 1)[0]!.fault;
    // A request that nobody waits for any more holds no program up.
    await sleep(fault?.kind === 'slow' ? fault.ms : this.delayMs, undefined, { ref: false });
    this.#busy -= 1;
    const pdf = this.pdf.get(/^\/pdf\/(\d{4}\.\d{4,5})$/.exec(url.pathname)?.[1] ?? '');
    if (pdf) {
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
      return;
    }
    const { status, body, type } = this.#answer(url);
    if (fault && fault.kind !== 'slow') return misbehave(fault, response, body, type);
    response.writeHead(status, { 'content-type': type, ratelimit: this.rateLimit });
    response.end(body);
  }

  #answer(url: URL): { status: number; body: string; type: string } {
    const json = 'application/json; charset=utf-8';
    const page = /^\/html\/(\d{4}\.\d{4,5})$/.exec(url.pathname);
    if (page) {
      const body = this.html.get(page[1]!);
      return {
        status: body ? 200 : 404,
        body: body ?? '<html><h1>No HTML for this paper</h1></html>',
        type: 'text/html',
      };
    }
    if (url.pathname !== '/api/daily_papers') return { status: 404, body: errorBody('Not found'), type: json };
    const day = url.searchParams.get('date') ?? '';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day > this.today) {
      const body = errorBody(`"date" must be less than or equal to "${this.today}T23:59:59.999Z"`);
      return { status: 400, body, type: json };
    }
    const limit = Number(url.searchParams.get('limit') ?? 50);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      return { status: 400, body: errorBody('"limit" must be less than or equal to 100'), type: json };
    }
    const size = Math.min(limit, this.pageSize);
    const from = Number(url.searchParams.get('p') ?? 0) * size;
    const entries = (this.lists.get(day) ?? []).slice(from, from + size);
    return { status: 200, body: JSON.stringify(entries), type: json };
  }
}

function misbehave(
  fault: Exclude<Fault, { kind: 'slow' }>,
  response: ServerResponse,
  body: string,
  type: string,
): void {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(errorBody('We had to rate limit you, you can retry later'));
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) + 1000 });
      response.write(body.slice(0, body.length / 2));
      setTimeout(() => response.destroy(), 5);
      return;
    case 'half':
      response.writeHead(200, { 'content-type': type });
      response.end(body.slice(0, body.length / 2));
      return;
    case 'body':
      response.writeHead(200, { 'content-type': fault.type ?? type });
      response.end(fault.body);
      return;
    case 'drop':
      response.destroy();
  }
}
