import type { z } from 'zod';
import type { UploadedFile } from './body.ts';
import type { Realm } from './realm.ts';
import type { Json } from './wire.ts';

/** A request that has passed the door: known route, right token, a body of the right shape. */
export interface Call<Body> {
  realm: Realm;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Body;
  files: UploadedFile[];
  /** When it arrived, on the fake's clock. */
  at: number;
  /** Names the request in violations. */
  where: string;
}

export interface Reply {
  status: number;
  body?: Json | Json[] | undefined;
}

/** One route of Discord's REST API. */
export interface Route {
  method: string;
  /** The path in the names of Discord's specification. */
  path: string;
  /** `bot` wants the Authorization header; `token` carries its authority in the path. */
  auth: 'bot' | 'token';
  schema: z.ZodType;
  /** Query parameters the route knows. */
  query: readonly string[];
  handle: (call: Call<never>) => Reply;
}

/** Declares a route; the body's type follows from its schema. */
export function route<Schema extends z.ZodType>(
  method: string,
  path: string,
  schema: Schema,
  handle: (call: Call<z.infer<Schema>>) => Reply,
  options: { auth?: Route['auth']; query?: readonly string[] } = {},
): Route {
  return { method, path, auth: options.auth ?? 'bot', schema, query: options.query ?? [], handle };
}

/** 200 with a body, and 204 without. */
export const ok = (body: Json | Json[]): Reply => ({ status: 200, body });
export const noContent: Reply = { status: 204 };

/** A table of routes by path segments: `{name}` takes any segment, a literal one wins over it. */
export class RouteTable {
  readonly #routes: { route: Route; segments: string[] }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({ route, segments: route.path.split('/') }));
    // Literal segments first, so that `@original` and `@me` are not taken for ids.
    this.#routes.sort((a, b) => literals(b.segments) - literals(a.segments));
  }

  /** The route for a method and path, with its parameters; `known` tells whether the path exists for another method. */
  find(method: string, path: string): { route?: Route; params: Record<string, string>; known: boolean } {
    const parts = path.split('/');
    let known = false;
    for (const { route, segments } of this.#routes) {
      const params = match(segments, parts);
      if (!params) continue;
      known = true;
      if (route.method === method) return { route, params, known };
    }
    return { params: {}, known };
  }
}

function literals(segments: string[]): number {
  return segments.filter((segment) => !segment.startsWith('{')).length;
}

function match(segments: string[], parts: string[]): Record<string, string> | undefined {
  if (segments.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    // Clients write `@original` as `%40original`.
    const part = decodeURIComponent(parts[index]!);
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = part;
    else if (segment !== part) return undefined;
  }
  return params;
}
