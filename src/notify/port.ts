import type { Language } from '../answer/answer.ts';
import type { Message } from '../chat/message.ts';

/** Where something is sent. Ids are the front end's. */
export interface Target {
  readonly kind: 'channel' | 'user';
  readonly id: string;
}

/** How a message is sent. */
export interface PostOptions {
  /** At most 25 characters: a second try with the same nonce within a few minutes makes no second message. */
  readonly nonce: string;
  /** Language of what is said about the message itself. */
  readonly language: Language;
}

/** Sends messages that nobody called for. */
export interface Post {
  /**
   * Sends a message to a channel, or to a person directly.
   *
   * @returns the id of the message, once it is confirmed.
   * @throws PapersError `not_found` when it can never be sent there (the channel is gone, the bot may not write in it,
   *   the person takes no direct messages); `unavailable` when it was not sent and may be sent later; and a
   *   {@link SendingInDoubt} when it may have been sent.
   */
  send(target: Target, message: Message, options: PostOptions): Promise<string>;
  /**
   * Looks among the messages that the bot sent there since `since` for one with a control whose action ends in `:mark`.
   *
   * @throws PapersError `not_found` and `unavailable` like {@link send}.
   */
  find(target: Target, mark: string, since: Date): Promise<Sighting>;
}

/** What became of looking for a message: its id; `none` is there; nobody can tell (`unknown`). */
export type Sighting = { readonly id: string } | 'none' | 'unknown';

/** A message to be sent once. */
export interface Delivery {
  /** What makes it this message and no other (`digest:<server>:<day>`): a second one of the same key is none. */
  readonly key: string;
  readonly target: Target;
  readonly language: Language;
  /** Survives JSON. One of its controls has {@link markOf} its key at the end of its action. */
  readonly message: Message;
  /** When it is no longer worth sending. */
  readonly notAfter: Date;
}

/** A delivery that is being made. */
export interface Claimed extends Delivery {
  readonly id: number;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** When the first of those earlier tries began that may have sent it, for all we know; absent when none has. */
  readonly doubtSince?: Date;
}

/** What is to be sent, kept until it is known to be sent. Everything is synchronous: it lies in a local database. */
export interface Outbox {
  /** Takes a delivery in, due at once. @returns false when one of the same key was taken in before. */
  put(delivery: Delivery, now: Date): boolean;
  /** Takes the next delivery that is due for sending; it is nobody else's until it is settled or {@link release}d. */
  claim(now: Date): Claimed | undefined;
  /** It was sent. */
  confirm(id: number, messageId: string, now: Date): void;
  /** It failed and is due again then. @param doubtSince as in {@link Claimed}, this try included. */
  postpone(id: number, until: Date, why: string, doubtSince: Date | undefined): void;
  /** It will not be sent any more: it never was (`dropped`), or it may have been (`unconfirmed`). */
  giveUp(id: number, state: 'unconfirmed' | 'dropped', why: string, now: Date): void;
  /** Gives back what was claimed by a program that is gone. Call it once at the start, before anything is claimed. */
  release(): void;
  /** When the next delivery is due; undefined when nothing waits. */
  nextDue(): Date | undefined;
}
