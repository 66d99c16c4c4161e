import { createHash } from 'node:crypto';
import type { Json } from './wire.ts';

/** `limit` requests in `windowMs` milliseconds for each major parameter (channel, guild, or webhook and its token). */
export interface Rate {
  limit: number;
  windowMs: number;
}

/** What the limiter says of one request. */
export interface Verdict {
  headers: Record<string, string>;
  /** Body of the 429, when the request is over a limit. */
  refused?: Json;
}

/** Observed limits of Discord's busiest routes; they are not documented and change, so a client must go by the headers. */
const RATES: Record<string, Rate> = {
  'POST /channels/{channel_id}/messages': { limit: 5, windowMs: 5_000 },
  'PATCH /channels/{channel_id}/messages/{message_id}': { limit: 5, windowMs: 5_000 },
  'DELETE /channels/{channel_id}/messages/{message_id}': { limit: 5, windowMs: 1_000 },
  'POST /channels/{channel_id}/typing': { limit: 5, windowMs: 5_000 },
  'PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me': { limit: 1, windowMs: 250 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { limit: 5, windowMs: 2_000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': { limit: 5, windowMs: 2_000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': { limit: 5, windowMs: 2_000 },
};
const USUAL: Rate = { limit: 10, windowMs: 10_000 };
const GLOBAL: Rate = { limit: 50, windowMs: 1_000 };

/** Fixed windows per bucket, and the global 50 a second from which interaction routes are exempt. Real time, not the fake's clock. */
export class RateLimits {
  readonly #windows = new Map<string, { resetAt: number; used: number }>();

  /** Counts a request. `major` tells buckets of one route apart. */
  take(method: string, route: string, major: string): Verdict {
    if (route.startsWith('/interactions/')) return { headers: {} };
    const rate = RATES[`${method} ${route}`] ?? USUAL;
    const exempt = route.startsWith('/webhooks/');
    const global = exempt ? undefined : this.#count('global', GLOBAL);
    if (global?.over) return refusal(global.resetAfter, true, {});
    const bucket = createHash('md5').update(`${method} ${route}`).digest('hex');
    const { over, used, resetAt, resetAfter } = this.#count(`${bucket}:${major}`, rate);
    const headers = {
      'x-ratelimit-limit': String(rate.limit),
      'x-ratelimit-remaining': String(Math.max(0, rate.limit - used)),
      'x-ratelimit-reset': (resetAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': (resetAfter / 1000).toFixed(3),
      'x-ratelimit-bucket': bucket,
    };
    return over ? refusal(resetAfter, false, headers) : { headers };
  }

  #count(key: string, rate: Rate): { over: boolean; used: number; resetAt: number; resetAfter: number } {
    const now = Date.now();
    let window = this.#windows.get(key);
    if (!window || window.resetAt <= now) {
      window = { resetAt: now + rate.windowMs, used: 0 };
      this.#windows.set(key, window);
    }
    window.used++;
    return {
      over: window.used > rate.limit,
      used: window.used,
      resetAt: window.resetAt,
      resetAfter: window.resetAt - now,
    };
  }
}

function refusal(resetAfter: number, global: boolean, headers: Record<string, string>): Verdict {
  const seconds = resetAfter / 1000;
  return {
    headers: {
      ...headers,
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
    refused: { message: 'You are being rate limited.', retry_after: seconds, global },
  };
}
