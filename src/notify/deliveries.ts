import type { Clock } from '../clock.ts';
import { describeError } from '../describe-error.ts';
import { isPapersError, messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { markOf } from './mark.ts';
import type { Claimed, Outbox, Post } from './port.ts';

export interface DeliveryOptions {
  readonly outbox: Outbox;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Messages sent at once. Default 4. */
  readonly parallel?: number;
  /** Longest time between two looks into the outbox, in milliseconds. Default 5,000. */
  readonly pollMs?: number;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** The other side's clock may be behind by so much, in milliseconds. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Empties the outbox: every delivery is sent once. A row is claimed before the message is sent and settled by the id that
 * the other side confirms it with. Whoever stops in between leaves a row in doubt: the next try looks for the message
 * among those sent before it sends again, with the same nonce.
 */
export class Deliveries {
  readonly #options: Required<DeliveryOptions>;

  constructor(options: DeliveryOptions) {
    this.#options = { parallel: 4, pollMs: 5_000, ...options };
  }

  /** Sends what is due, and what becomes due, until `signal` aborts; what is being sent then is finished first. */
  async run(signal: AbortSignal): Promise<void> {
    const { outbox, clock, pollMs } = this.#options;
    outbox.release();
    while (!signal.aborted) {
      await this.sendDue(signal);
      const next = outbox.nextDue()?.getTime() ?? Number.POSITIVE_INFINITY;
      await clock.sleep(Math.min(pollMs, Math.max(50, next - clock.now().getTime())), signal);
    }
  }

  /** Sends everything that is due now, and returns when it is settled. */
  async sendDue(signal?: AbortSignal): Promise<void> {
    const { outbox, clock, parallel } = this.#options;
    const sender = async (): Promise<void> => {
      while (!signal?.aborted) {
        const claimed = outbox.claim(clock.now());
        if (!claimed) return;
        await this.#deliver(claimed);
      }
    };
    await Promise.all(Array.from({ length: parallel }, sender));
  }

  async #deliver(claimed: Claimed): Promise<void> {
    const { outbox, clock, log } = this.#options;
    const { id, key, target, attempts } = claimed;
    const where = { delivery: key, to: target.kind, id: target.id };
    try {
      const messageId = await this.#send(claimed);
      outbox.confirm(id, messageId, clock.now());
      log.info({ ...where, message: messageId, attempts }, 'delivered');
    } catch (error) {
      const now = clock.now();
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
      const again = new Date(now.getTime() + pause);
      const why = messageOf(error).slice(0, 300);
      const gone = isPapersError(error, 'not_found');
      if (gone || again > claimed.notAfter) {
        outbox.drop(id, why, now);
        const what = gone ? 'dropped: it cannot be delivered there' : 'dropped: it could not be delivered in time';
        log.warn({ ...where, attempts, error: describeError(error) }, what);
      } else {
        outbox.postpone(id, again, why);
        log.warn({ ...where, attempts, seconds: pause / 1000, error: describeError(error) }, 'not delivered yet');
      }
    }
  }

  async #send({ key, target, message, language, attempts, firstTriedAt }: Claimed): Promise<string> {
    const { post } = this.#options;
    const nonce = markOf(key);
    if (attempts > 1) {
      const sent = await post.find(target, nonce, new Date(firstTriedAt.getTime() - CLOCK_SKEW_MS));
      if (sent !== undefined) return sent;
    }
    return post.send(target, message, { nonce, language });
  }
}
