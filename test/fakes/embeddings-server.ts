import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BROKEN_WORD } from '../fixtures/tiny-bert/tokenizer.ts';

/** The body of a request to `/embeddings`, as it came. */
export interface SeenRequest {
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown> & { input: string[] };
}

/** What the server does with the next request instead of answering it well. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'cut'
  | 'no json'
  | 'shuffled'
  | 'one missing'
  | 'one twice'
  | 'too short'
  | 'all null';

const MOST_INPUTS = 2_048;
const MOST_TOKENS = 8_192;
const MOST_TOKENS_IN_ALL = 300_000;

/**
 * An OpenAI-compatible embeddings server on loopback: it keeps OpenAI's limits, and its vectors are hashed words, so that
 * texts that share words are near each other. Text with the word that breaks models gets null, as servers that print
 * NaN as JSON send.
 */
export class EmbeddingsServer {
  readonly seen: SeenRequest[] = [];
  readonly faults: Fault[] = [];
  readonly #server: Server;
  readonly #options: { readonly dimensions: number; readonly key?: string };

  private constructor(options: { dimensions: number; key?: string }) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: { dimensions: number; key?: string }): Promise<EmbeddingsServer> {
    const server = new EmbeddingsServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let raw = '';
    for await (const chunk of request.setEncoding('utf8')) raw += chunk;
    if (request.method !== 'POST' || request.url !== '/v1/embeddings') return refuse(response, 404, 'no such route');
    const { authorization } = request.headers;
    const body = JSON.parse(raw) as SeenRequest['body'];
    this.seen.push({ authorization, body });
    const { key } = this.#options;
    if (key && authorization !== `Bearer ${key}`) return refuse(response, 401, `Incorrect API key: ${authorization}`);
    const fault = this.faults.shift();
    if (fault === 'hang') return;
    if (fault === 'cut')
      return void response.writeHead(200, { 'content-length': 1000 }).write('{', () => response.destroy());
    if (fault === 'no json') return void response.end('<html>welcome</html>');
    if (typeof fault === 'object') return void response.writeHead(fault.status, fault.headers).end(fault.body ?? '{}');
    const problem = problemOf(body);
    if (problem) return refuse(response, 400, problem);
    let data: object[] = body.input.map((text, index) => {
      const size = Number(body.dimensions ?? this.#options.dimensions) - (fault === 'too short' ? 1 : 0);
      const broken = text.includes(BROKEN_WORD) || fault === 'all null';
      return { object: 'embedding', index, embedding: broken ? Array(size).fill(null) : hashed(text, size) };
    });
    if (fault === 'shuffled') data.reverse();
    if (fault === 'one missing') data.pop();
    if (fault === 'one twice') data = [...data.slice(0, -1), data[0]!];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ object: 'list', model: body.model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }),
    );
  }
}

/** What OpenAI refuses. */
function problemOf({ input, encoding_format, model }: SeenRequest['body']): string | undefined {
  if (typeof model !== 'string' || model === '') return 'you must provide a model parameter';
  if (encoding_format !== 'float') return 'this server knows encoding_format float only';
  if (!Array.isArray(input) || input.length === 0) return "'$.input' is invalid";
  if (input.length > MOST_INPUTS) return `'$.input' has more than ${MOST_INPUTS} items`;
  if (input.some((text) => typeof text !== 'string' || text === '')) return 'input cannot be an empty string';
  if (input.some((text) => /\p{Surrogate}/u.test(text))) return 'input is not valid Unicode';
  // Four bytes to a token is what usual English takes; the point is that the limit exists.
  const tokens = input.map((text) => Math.ceil(Buffer.byteLength(text) / 4));
  if (tokens.some((count) => count > MOST_TOKENS)) return `maximum context length is ${MOST_TOKENS} tokens`;
  const all = tokens.reduce((sum, count) => sum + count, 0);
  return all > MOST_TOKENS_IN_ALL ? `maximum request size is ${MOST_TOKENS_IN_ALL} tokens per request` : undefined;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }));
}

/** A vector of a text's words, each at a place that its letters decide; long on purpose, as some servers send them. */
function hashed(text: string, size: number): number[] {
  const vector = new Array<number>(size).fill(0);
  for (const word of text.split(/\s+/)) {
    let hash = 2166136261;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 16777619) >>> 0;
    vector[hash % size]! += 3;
  }
  return vector;
}
