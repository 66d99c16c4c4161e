import type { Clock } from '../clock.ts';
import { describeError } from '../describe-error.ts';
import { isPapersError, messageOf, PapersError } from '../errors.ts';
import type { Log } from '../log.ts';
import { SendingInDoubt } from './doubt.ts';
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
/** The other side knows a nonce again for "a few minutes"; so long after it was used that is relied on, in milliseconds. */
const NONCE_MS = 60_000;

/** Thrown where sending again could make a second message. */
class Unconfirmed extends Error {}

/**
 * Empties the outbox: no delivery is sent twice. A row is claimed, on the disk, before the message is sent, and settled by
 * the id that the other side confirms it with. Whoever stops in between leaves a row in doubt. The next try looks for the
 * message first: it is there, and settled; it is not, and sent; or nobody can tell. Then it is sent again only while the
 * other side still knows its nonce, and after that left as unconfirmed: better perhaps never than twice.
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
    const began = clock.now();
    try {
      const messageId = await this.#send(claimed, began);
      outbox.confirm(id, messageId, clock.now());
      log.info({ ...where, message: messageId, attempts }, 'delivered');
    } catch (error) {
      const now = clock.now();
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
      const again = new Date(now.getTime() + pause);
      const doubtSince = claimed.doubtSince ?? (error instanceof SendingInDoubt ? began : undefined);
      const why = messageOf(error).slice(0, 300);
      const gone = isPapersError(error, 'not_found');
      const about = { ...where, attempts, error: describeError(error) };
      if (error instanceof Unconfirmed || ((gone || again > claimed.notAfter) && doubtSince)) {
        outbox.giveUp(id, 'unconfirmed', why, now);
        log.warn(about, 'given up: it may have been delivered, and nobody can tell');
      } else if (gone || again > claimed.notAfter) {
        outbox.giveUp(id, 'dropped', why, now);
        log.warn(about, gone ? 'dropped: it cannot be delivered there' : 'dropped: it could not be delivered in time');
      } else {
        outbox.postpone(id, again, why, doubtSince);
        log.warn({ ...about, seconds: pause / 1000 }, 'not delivered yet');
      }
    }
  }

  async #send({ key, target, message, language, notAfter, doubtSince }: Claimed, now: Date): Promise<string> {
    const { post } = this.#options;
    const nonce = markOf(key);
    if (doubtSince) {
      const sighting = await post.find(target, nonce, new Date(doubtSince.getTime() - CLOCK_SKEW_MS));
      if (typeof sighting === 'object') return sighting.id;
      if (sighting === 'unknown' && now.getTime() - doubtSince.getTime() > NONCE_MS) {
        throw new Unconfirmed('an earlier try may have sent it, and earlier messages cannot be read there');
      }
    }
    // What waited for a program that was not running may have become old.
    if (now > notAfter) throw new PapersError('unavailable', `it was worth sending until ${notAfter.toISOString()}`);
    return post.send(target, message, { nonce, language });
  }
}
