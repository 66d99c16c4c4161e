import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { Topic } from './activity.ts';
import { type ParsedBody, parseBody, readBody } from './body.ts';
import type { Fault, Faults } from './faults.ts';
import type { Interaction } from './interaction.ts';
import type { RequestRecord } from './journal.ts';
import type { Specification } from './openapi.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Realm } from './realm.ts';
import { FormErrors, type Path, Refusal, refusals } from './refusal.ts';
import type { Reply, Route, RouteTable } from './route.ts';

/** What the REST side needs besides the realm. */
export interface RestOptions {
  routes: RouteTable;
  faults: Faults;
  /** Undefined: no limits are enforced and no headers sent. */
  rateLimits: RateLimits | undefined;
  specification: Specification | undefined;
  /** The bot's token. */
  token: () => string;
}

/** Codes of refusals that no circumstance excuses: a good client never sends what earns them. */
const MALFORMED = [30032, 50006, 50035, 50109];

interface Answer extends Reply {
  headers?: Record<string, string>;
}

/** Discord's REST API on loopback: takes a request to its route, or refuses it in Discord's words, and writes both down. */
export class Rest {
  readonly server: Server;
  readonly #realm: Realm;
  readonly #options: RestOptions;

  constructor(realm: Realm, options: RestOptions) {
    this.#realm = realm;
    this.#options = options;
    this.server = createServer((request, response) => {
      this.#serve(request, response).catch((error) => {
        // A bug of the fake's: loud in the journal, and a 500 for the client.
        realm.journal.violation('route', `${request.method} ${request.url}`, `the fake failed: ${error?.stack}`);
        if (!response.headersSent) response.writeHead(500).end();
      });
    });
    // Longer than any pause in a test, so that a kept-alive connection is never closed under a request.
    this.server.keepAliveTimeout = 120_000;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { world, journal, activity } = this.#realm;
    const url = new URL(request.url ?? '/', 'http://fake');
    const method = request.method ?? 'GET';
    const path = url.pathname.replace(/^\/api/, '').replace(/^\/v10/, '');
    const found = this.#options.routes.find(method, path);
    const record: RequestRecord = {
      at: world.clock.now(),
      method,
      path,
      route: found.route?.path,
      query: Object.fromEntries(url.searchParams),
      body: undefined,
      status: 0,
      response: undefined,
      durationMs: 0,
    };
    journal.requests.push(record);
    const end = activity.begin(...this.#topics(found.params));
    try {
      const raw = await readBody(request);
      const faults = this.#options.faults.take(method, record.route, path);
      for (const { delayMs = 0 } of faults) {
        if (delayMs > 0) await sleep(delayMs);
        record.at += delayMs;
      }
      const failure = faults.find(({ status, drop }) => status !== undefined || drop);
      let answer: Answer | undefined;
      if (!failure || failure.afterwards) {
        answer = await this.#answer(request, raw, url, found, record);
        this.#consult(record, answer);
      }
      record.durationMs = world.clock.now() - record.at;
      if (failure) fail(failure, response, record);
      else send(response, answer!, record);
    } finally {
      end();
    }
  }

  /** Which topics a request is activity on: its channel, and its interaction with the channel that one is in. */
  #topics(params: Record<string, string>): Topic[] {
    const interaction = this.#interaction(params);
    if (interaction) return [`interaction:${interaction.id}`, `channel:${interaction.channelId}`];
    return params.channel_id === undefined ? [] : [`channel:${params.channel_id}`];
  }

  /** The interaction whose token is in a path. */
  #interaction(params: Record<string, string>): Interaction | undefined {
    return this.#realm.interactions.get(params.interaction_token ?? params.webhook_token ?? '');
  }

  async #answer(
    request: IncomingMessage,
    raw: Buffer,
    url: URL,
    found: ReturnType<RouteTable['find']>,
    record: RequestRecord,
  ): Promise<Answer> {
    const { route, params } = found;
    const where = `${record.method} ${record.path}`;
    let headers: Record<string, string> = {};
    try {
      this.#checkClient(request, where);
      if (!route) {
        this.#realm.journal.violation('route', where, 'this route is not spoken here');
        throw found.known ? refusals.methodNotAllowed() : refusals.notFound();
      }
      if (route.auth === 'bot' && request.headers.authorization !== `Bot ${this.#options.token()}`) {
        throw refusals.unauthorized();
      }
      const major = params.channel_id ?? params.guild_id ?? params.webhook_token ?? '';
      const verdict = this.#options.rateLimits?.take(route.method, route.path, major);
      headers = verdict?.headers ?? {};
      if (verdict?.refused) return { status: 429, body: verdict.refused, headers };
      const parsed = await parseBody(raw, request.headers['content-type']);
      record.body = parsed.json;
      this.#validateRequest(route, parsed, url, where);
      const reply = route.handle({
        realm: this.#realm,
        params,
        query: url.searchParams,
        body: parsed.json as never,
        files: parsed.files,
        at: record.at,
        where,
      });
      return { ...reply, headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#interaction(params)?.refused.push(error.code);
      if (MALFORMED.includes(error.code)) this.#realm.journal.violation('form', where, JSON.stringify(error.body));
      return { status: error.status, body: error.body, headers };
    }
  }

  #checkClient(request: IncomingMessage, where: string): void {
    if (!/^DiscordBot \(.+\)/.test(request.headers['user-agent'] ?? '')) {
      this.#realm.journal.violation('conduct', where, `User-Agent "${request.headers['user-agent']}" is not a bot's`);
    }
  }

  /** The fake's own schemas refuse. */
  #validateRequest(route: Route, parsed: ParsedBody, url: URL, where: string): void {
    const { journal } = this.#realm;
    for (const name of url.searchParams.keys()) {
      if (!route.query.includes(name)) journal.violation('form', where, `unknown query parameter ${name}`);
    }
    const checked = route.schema.safeParse(parsed.json);
    if (checked.success) return;
    const errors = new FormErrors();
    for (const issue of leaves(checked.error.issues)) {
      const path = issue.path as Path;
      if (issue.code === 'invalid_type' && / received undefined$/.test(issue.message)) errors.required(path);
      else errors.add(path, issue.code.toUpperCase(), issue.message);
    }
    errors.throwIfAny();
  }

  /** Discord's document does not refuse, it testifies: on the request and on the fake's own answer, once somebody asks. */
  #consult(record: RequestRecord, answer: Answer): void {
    const { specification } = this.#options;
    const { journal } = this.#realm;
    const { method, route, path, body } = record;
    if (!specification || route === undefined || !specification.knows(method, route)) return;
    // As text, because what the answer was made from goes on changing.
    const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
    journal.later(() => {
      const refused = answer.status >= 400;
      const asked = refused ? undefined : specification.request(method, route, body);
      if (asked) journal.violation('openapi-request', `${method} ${path}`, asked);
      const given = specification.response(
        method,
        route,
        answer.status,
        text === undefined ? undefined : JSON.parse(text),
      );
      if (given) journal.violation('openapi-response', `${method} ${path} -> ${answer.status}`, given);
    });
  }
}

/** The issues inside unions, where the branch that came nearest says what is wrong. */
function leaves(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0]!;
    return leaves(nearest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

function send(response: ServerResponse, answer: Answer, record: RequestRecord): void {
  record.status = answer.status;
  record.response = answer.body;
  const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  response.writeHead(answer.status, { ...(text ? { 'content-type': 'application/json' } : {}), ...answer.headers });
  response.end(text);
}

function fail(fault: Fault, response: ServerResponse, record: RequestRecord): void {
  if (fault.drop) {
    response.socket?.destroy();
    return;
  }
  record.status = fault.status!;
  record.response = fault.body;
  const json = fault.body !== undefined;
  response.writeHead(fault.status!, { 'content-type': json ? 'application/json' : 'text/html', ...fault.headers });
  response.end(json ? JSON.stringify(fault.body) : '<html>error</html>');
}
