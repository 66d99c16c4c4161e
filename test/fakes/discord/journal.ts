import type { Json } from './wire.ts';

/** One REST request of the bot, as it came and as it was answered. */
export interface RequestRecord {
  /** Arrival, milliseconds since 1970 on the fake's clock. */
  at: number;
  method: string;
  /** Path under `/api/v10`, without the query. */
  path: string;
  /** The route's template in the names of Discord's specification (`/channels/{channel_id}/messages`), or undefined when there is none. */
  route: string | undefined;
  query: Record<string, string>;
  /** Parsed JSON body, or undefined. */
  body: unknown;
  /** HTTP status answered; 0 when the connection was cut instead. */
  status: number;
  /** Body answered, or undefined. */
  response: unknown;
  /** Milliseconds from arrival to answer. */
  durationMs: number;
}

/** Something the bot did that it should never do, or an answer of the fake's own that is not Discord's. */
export interface Violation {
  /**
   * Who noticed: `form` the fake's schemas and Discord's hard limits (the request was refused), `openapi-…` Discord's specification,
   * `conduct` a rule that Discord does not enforce, `gateway` a frame, `route` something the fake does not speak, or a bug of its own.
   */
  source: 'form' | 'openapi-request' | 'openapi-response' | 'conduct' | 'gateway' | 'route';
  /** The request (`PATCH /webhooks/…`) or gateway frame at fault. */
  where: string;
  message: string;
}

/** A frame the bot sent through the gateway. */
export interface FrameRecord {
  at: number;
  op: number;
  d: unknown;
}

/** All that the fake has written down. Arrays only grow; tests may empty them between cases. */
export class Journal {
  readonly requests: RequestRecord[] = [];
  readonly frames: FrameRecord[] = [];
  readonly #violations: Violation[] = [];
  readonly #pending: (() => void)[] = [];

  /** Everything found wrong; checks put off until now are made first. */
  get violations(): Violation[] {
    for (const check of this.#pending.splice(0)) check();
    return this.#violations;
  }

  /** Puts a check off until violations are asked for: those that take long would make the fake slow to answer. */
  later(check: () => void): void {
    this.#pending.push(check);
  }

  violation(source: Violation['source'], where: string, message: string): void {
    this.#violations.push({ source, where, message });
  }
}

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
