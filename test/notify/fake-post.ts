import type { Message } from '../../src/chat/message.ts';
import { type ErrorCode, PapersError } from '../../src/errors.ts';
import { SendingInDoubt } from '../../src/notify/doubt.ts';
import type { Post, PostOptions, Sighting, Target } from '../../src/notify/port.ts';

/** A message as it arrived. */
export interface Posted {
  readonly id: string;
  readonly target: Target;
  readonly message: Message;
  readonly nonce: string;
  readonly at: number;
}

/** How the next sending goes wrong; `lost` arrives and is not confirmed. */
export type PostFault = 'refused' | 'gone' | 'lost';

/** The other side of a post, which knows nonces for a few minutes only, as Discord does. */
export class FakePost implements Post {
  readonly posted: Posted[] = [];
  readonly faults: PostFault[] = [];
  readonly #now: () => Date;
  /** Whether earlier messages can be read. */
  history = true;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async send(target: Target, message: Message, { nonce }: PostOptions): Promise<string> {
    const fault = this.faults.shift();
    if (fault === 'refused') throw failure('unavailable');
    if (fault === 'gone') throw failure('not_found');
    const now = this.#now().getTime();
    const same = this.posted.find((one) => one.nonce === nonce && now - one.at < 3 * 60_000);
    const id = same?.id ?? String(this.posted.length + 1);
    if (!same) this.posted.push({ id, target, message, nonce, at: now });
    if (fault === 'lost') throw new SendingInDoubt('no answer came');
    return id;
  }

  async find({ id }: Target, mark: string, since: Date): Promise<Sighting> {
    if (!this.history) return 'unknown';
    const bears = ({ message }: Posted): boolean =>
      (message.controls ?? []).flat().some((control) => 'action' in control && control.action.endsWith(`:${mark}`));
    const found = this.posted.find((one) => one.target.id === id && one.at >= since.getTime() && bears(one));
    return found ? { id: found.id } : 'none';
  }
}

function failure(code: ErrorCode): PapersError {
  return new PapersError(code, `the post says ${code}`);
}
