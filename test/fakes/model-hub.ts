import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A request that the hub had. */
export interface HubRequest {
  readonly method: string;
  /** `/Xenova/tiny/resolve/main/config.json`, or `/cdn/<sha256>` where large files lie. */
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** What goes wrong with the next request for the content of a file whose path contains `of`. */
export type HubFault = { readonly of: string } & (
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'short'; readonly after: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: 'flipped' }
  | { readonly kind: 'other part' }
  | { readonly kind: 'no ranges' }
);

export interface HubOptions {
  /** Folders of models by name. */
  readonly models: Readonly<Record<string, string>>;
  /** Whether it behaves as the real hub (redirects large files, names commits and hashes) or as a plain mirror. */
  readonly plain?: boolean;
  /** When set, files are only given with it. */
  readonly token?: string;
}

/**
 * The model hub on loopback: `<model>/resolve/<revision>/<path>`, small files from there with git's hash as etag, large
 * ones by a redirect with `x-linked-etag` (sha256) and `x-linked-size` to a store on another origin, ranges, commits.
 */
export class ModelHub {
  readonly requests: HubRequest[] = [];
  readonly faults: HubFault[] = [];
  /** The commit that `main` is. */
  commit = 'a'.repeat(40);
  readonly #options: HubOptions;
  readonly #hub: Server;
  /** Another port, so another origin: a token must not get there. */
  readonly #store: Server;

  private constructor(options: HubOptions) {
    this.#options = options;
    const serve = (request: IncomingMessage, response: ServerResponse): void => {
      this.#answer(request, response).catch(() => response.destroy());
    };
    this.#hub = createServer(serve);
    this.#store = createServer(serve);
  }

  static async start(options: HubOptions): Promise<ModelHub> {
    const hub = new ModelHub(options);
    for (const server of [hub.#hub, hub.#store]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    return hub;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#hub.address() as AddressInfo).port}`;
  }

  /** Requests for content, as `<path> <range>`. */
  get fetched(): string[] {
    const gets = this.requests.filter(({ method }) => method === 'GET');
    return gets.map(({ path, range }) => [path.replace(/^.*\/resolve\/[^/]+\//, ''), range].filter(Boolean).join(' '));
  }

  async close(): Promise<void> {
    for (const server of [this.#hub, this.#store]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url!, 'http://hub').pathname);
    const method = request.method!;
    const { range, authorization } = request.headers;
    this.requests.push({ method, path, range, authorization });
    const stored = /^\/cdn\/(.+?)\/([0-9a-f]{64})$/.exec(path);
    if (stored) return this.#content(stored[1]!, await this.#read(stored[1]!), request, response);
    const { token } = this.#options;
    if (token && authorization !== `Bearer ${token}`) return void response.writeHead(401).end('Invalid credentials');
    const match = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
    const known = match && match[1]! in this.#options.models && ['main', this.commit].includes(match[2]!);
    const file = match && `${match[1]}/${match[3]}`;
    const content = known ? await this.#read(file!).catch(() => undefined) : undefined;
    if (!content) return void response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end('Entry not found');
    if (this.#options.plain) return this.#content(file!, content, request, response);
    response.setHeader('x-repo-commit', this.commit);
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (!file!.endsWith('.onnx')) {
      const git = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
      response.setHeader('etag', `"${git}"`);
      return this.#content(file!, content, request, response);
    }
    const store = `http://127.0.0.1:${(this.#store.address() as AddressInfo).port}`;
    const headers = { 'x-linked-etag': `"${sha256}"`, 'x-linked-size': String(content.length) };
    response.writeHead(302, { ...headers, location: `${store}/cdn/${file}/${sha256}` }).end();
  }

  async #read(file: string): Promise<Buffer> {
    const [owner, name, ...rest] = file.split('/');
    return readFile(join(this.#options.models[`${owner}/${name}`]!, ...rest));
  }

  #content(file: string, whole: Buffer, request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'HEAD') return void response.writeHead(200, { 'content-length': whole.length }).end();
    const fault = this.faults.find(({ of }) => file.includes(of));
    if (fault) this.faults.splice(this.faults.indexOf(fault), 1);
    if (fault?.kind === 'status') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return void response.writeHead(fault.status, headers).end();
    }
    let from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (fault?.kind === 'no ranges') from = 0;
    if (fault?.kind === 'other part') from = Math.max(0, from - 1);
    if (from >= whole.length && from > 0) {
      return void response.writeHead(416, { 'content-range': `bytes */${whole.length}` }).end();
    }
    const partial = request.headers.range !== undefined && fault?.kind !== 'no ranges';
    const body = Buffer.from(whole.subarray(from));
    if (fault?.kind === 'flipped') body[body.length - 1]! ^= 1;
    const range = partial && { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` };
    const length = fault?.kind === 'short' ? {} : { 'content-length': body.length };
    response.writeHead(partial ? 206 : 200, { ...length, ...range });
    if (fault?.kind === 'short') return void response.end(body.subarray(0, fault.after));
    if (fault?.kind === 'cut') return void response.write(body.subarray(0, fault.after), () => response.destroy());
    if (fault?.kind === 'stall') return void response.write(body.subarray(0, fault.after));
    response.end(body);
  }
}
