import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatBody, type Lack, refusalOf, tokensOf } from './checks.ts';

/** What the model answers to one request, well or badly. */
export type Reply =
  /** Text, streamed where the request asks for that. */
  | {
      readonly content: string;
      readonly finish?: 'stop' | 'length' | 'content_filter';
      /** The connection breaks after so many characters. */
      readonly cutAfter?: number;
      /** How it breaks: torn, or closed as if all were well (what some proxies do). Default torn. */
      readonly cut?: 'torn' | 'closed';
      /** Nothing more comes after so many characters, and the connection stays open. */
      readonly stallAfter?: number;
      /** Milliseconds before each piece. */
      readonly pauseMs?: number;
    }
  | { readonly refusal: string }
  | { readonly status: number; readonly message?: string; readonly headers?: Record<string, string> }
  /** Something else than the API: a page of a proxy, an empty body. */
  | { readonly raw: string; readonly type?: string }
  /** No answer at all: silence, or the connection torn. */
  | { readonly fault: 'hang' | 'reset' };

/** Decides what to answer; a string stands for its content. */
export type Script = (body: ChatBody, call: number) => Reply | string;

export interface OpenAiServerOptions {
  /** Default: any that is free. */
  readonly port?: number;
  /** Requests must bear it. Default: any or none will do. */
  readonly key?: string;
  /** Models it has. Default: any. */
  readonly models?: readonly string[];
  readonly lacks?: readonly Lack[];
  /** Whether it tells what was used. Default true. */
  readonly tellsUsage?: boolean;
}

/** Characters of one streamed piece: small, so that marks and keys are torn apart as they are in life. */
const PIECE = 7;

/** An OpenAI-compatible `/chat/completions` on loopback that refuses what the real one refuses and answers as a script says. */
export class OpenAiServer {
  /** All requests that were well formed enough to be read, refused ones included. */
  readonly seen: ChatBody[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** Requests whose connection the client closed before the answer was whole. */
  abandoned = 0;
  script: Script = () => 'Hello.';
  readonly #server: Server;
  readonly #options: OpenAiServerOptions;
  readonly #lacks: ReadonlySet<Lack>;
  #answered = 0;

  private constructor(options: OpenAiServerOptions) {
    this.#options = options;
    this.#lacks = new Set(options.lacks);
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(options: OpenAiServerOptions = {}): Promise<OpenAiServer> {
    const server = new OpenAiServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
    });
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
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      return refuse(response, 404, 'Invalid URL');
    let body: ChatBody;
    try {
      body = JSON.parse(raw) as ChatBody;
    } catch {
      return refuse(response, 400, 'We could not parse the JSON body of your request.');
    }
    this.seen.push(body);
    const { authorization } = request.headers;
    this.authorizations.push(authorization);
    const { key, models } = this.#options;
    if (key !== undefined && authorization !== `Bearer ${key}`) {
      return refuse(response, 401, `Incorrect API key provided: ${authorization?.slice(7)}.`, null, 'invalid_api_key');
    }
    if (models && !models.includes(body.model)) {
      return refuse(response, 404, `The model '${body.model}' does not exist`, null, 'model_not_found');
    }
    const refusal = refusalOf(body, this.#lacks);
    if (refusal)
      return refuse(response, refusal.status, refusal.error.message, refusal.error.param, refusal.error.code);
    const said = this.script(body, this.#answered++);
    response.on('close', () => {
      if (!response.writableFinished) this.abandoned++;
    });
    await this.#send(typeof said === 'string' ? { content: said } : said, body, response);
  }

  async #send(reply: Reply, body: ChatBody, response: ServerResponse): Promise<void> {
    if ('fault' in reply) return reply.fault === 'hang' ? undefined : void response.destroy();
    if ('raw' in reply)
      return void response.writeHead(200, { 'content-type': reply.type ?? 'text/html' }).end(reply.raw);
    if ('status' in reply) {
      for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
      return refuse(response, reply.status, reply.message ?? 'The server had an error while processing your request.');
    }
    if (body.stream) await this.#stream(reply, body, response);
    else this.#whole(reply, body, response);
  }

  #whole(
    reply: Exclude<Reply, { fault: string } | { status: number } | { raw: string }>,
    body: ChatBody,
    response: ServerResponse,
  ): void {
    const content = 'content' in reply ? reply.content : null;
    const refusal = 'refusal' in reply ? reply.refusal : null;
    const finish_reason = 'content' in reply ? (reply.finish ?? 'stop') : 'stop';
    const answer = {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_700_000_000,
      model: body.model,
      choices: [{ index: 0, message: { role: 'assistant', content, refusal }, logprobs: null, finish_reason }],
      ...this.#usage(body, content ?? refusal ?? ''),
    };
    const text = JSON.stringify(answer);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    if ('content' in reply && reply.cutAfter !== undefined) {
      response.write(text.slice(0, reply.cutAfter));
      return void setTimeout(() => response.destroy(), 10);
    }
    response.end(text);
  }

  async #stream(
    reply: Exclude<Reply, { fault: string } | { status: number } | { raw: string }>,
    body: ChatBody,
    response: ServerResponse,
  ): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (choices: object[], more: object = {}): void => {
      const chunk = {
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1_700_000_000,
        model: body.model,
        choices,
      };
      response.write(`data: ${JSON.stringify({ ...chunk, ...more })}\n\n`);
    };
    const delta = (change: object, finish_reason: string | null = null) =>
      send([{ index: 0, delta: change, finish_reason }]);
    delta({ role: 'assistant', content: '' });
    if ('refusal' in reply) delta({ refusal: reply.refusal });
    if ('content' in reply) {
      const { content, cutAfter = Number.POSITIVE_INFINITY, stallAfter = Number.POSITIVE_INFINITY, pauseMs } = reply;
      const points = [...content];
      for (let at = 0; at < points.length; at += PIECE) {
        if (at >= stallAfter) return;
        if (at >= cutAfter)
          return void (reply.cut === 'closed' ? response.end() : setTimeout(() => response.destroy(), 10));
        if (pauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (response.destroyed) return;
        delta({ content: points.slice(at, at + PIECE).join('') });
      }
    }
    delta({}, 'content' in reply ? (reply.finish ?? 'stop') : 'stop');
    if (body.stream_options?.include_usage) send([], this.#usage(body, 'content' in reply ? reply.content : ''));
    response.end('data: [DONE]\n\n');
  }

  #usage(body: ChatBody, said: string): object {
    if (this.#options.tellsUsage === false) return {};
    const [prompt_tokens, completion_tokens] = [tokensOf(body), Math.ceil(Buffer.byteLength(said) / 4)];
    return { usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens } };
  }
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  param: string | null = null,
  code: string | null = null,
): void {
  const type = status === 401 ? 'authentication_error' : status >= 500 ? 'server_error' : 'invalid_request_error';
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type, param, code } }));
}
