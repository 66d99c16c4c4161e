import type { Json } from './wire.ts';

/** Where in a body a form error is: keys and indexes from the outside in. */
export type Path = readonly (string | number)[];

/** An answer that is a refusal, in Discord's words: an HTTP status, a JSON error code and, for 50035, the nested `errors`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly body: Json;

  constructor(status: number, code: number, message: string, extra: Json = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.body = { message, code, ...extra };
  }
}

/** The refusals a bot meets, with the statuses, codes and messages that Discord gives them. */
export const refusals = {
  unauthorized: () => new Refusal(401, 0, '401: Unauthorized'),
  notFound: () => new Refusal(404, 0, '404: Not Found'),
  methodNotAllowed: () => new Refusal(405, 0, '405: Method Not Allowed'),
  unknownApplication: () => new Refusal(404, 10002, 'Unknown Application'),
  unknownChannel: () => new Refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new Refusal(404, 10004, 'Unknown Guild'),
  unknownMember: () => new Refusal(404, 10007, 'Unknown Member'),
  unknownMessage: () => new Refusal(404, 10008, 'Unknown Message'),
  unknownUser: () => new Refusal(404, 10013, 'Unknown User'),
  unknownEmoji: () => new Refusal(400, 10014, 'Unknown Emoji'),
  unknownWebhook: () => new Refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new Refusal(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new Refusal(404, 10063, 'Unknown application command'),
  alreadyAcknowledged: () => new Refusal(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new Refusal(403, 50001, 'Missing Access'),
  notTheAuthor: () => new Refusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new Refusal(400, 50006, 'Cannot send an empty message'),
  directMessagesClosed: () => new Refusal(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new Refusal(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: () => new Refusal(401, 50027, 'Invalid Webhook Token'),
  threadArchived: () => new Refusal(400, 50083, 'Thread is archived'),
  invalidJson: () => new Refusal(400, 50109, 'The request body contains invalid JSON.'),
  replyWithoutHistory: () => new Refusal(400, 160002, 'Cannot reply without permission to read message history'),
  threadExists: () => new Refusal(400, 160004, 'A thread has already been created for this message'),
  tooManyCommands: () => new Refusal(400, 30032, 'Maximum number of application commands reached (100).'),
} as const;

/** Gathers the errors of one body, so that one refusal names them all, as Discord's does. */
export class FormErrors {
  readonly #found: { path: Path; code: string; message: string }[] = [];

  add(path: Path, code: string, message: string): void {
    this.#found.push({ path, code, message });
  }

  get size(): number {
    return this.#found.length;
  }

  /** `must be N or fewer in length` when `text` is longer than `max`, counted in code points after trimming, as Discord counts. */
  maxLength(path: Path, text: string | null | undefined, max: number): void {
    if (text != null && codePoints(text.trim()) > max) {
      this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
  }

  /** Refuses a text or list whose length is outside `min`-`max`; an absent one is left to the caller. */
  lengthBetween(path: Path, value: string | readonly unknown[] | null | undefined, min: number, max: number): void {
    if (value == null) return;
    const length = typeof value === 'string' ? codePoints(value.trim()) : value.length;
    if (length < min || length > max) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** The 50035 refusal with everything gathered, nested by path. */
  refusal(): Refusal {
    const errors: Json = {};
    for (const { path, code, message } of this.#found) {
      let node = errors;
      for (const key of path) {
        node[key] ??= {};
        node = node[key] as Json;
      }
      node._errors ??= [];
      (node._errors as Json[]).push({ code, message });
    }
    return new Refusal(400, 50035, 'Invalid Form Body', { errors });
  }

  /** Throws the refusal if there is anything to refuse. */
  throwIfAny(): void {
    if (this.size > 0) throw this.refusal();
  }
}

/** Length in Unicode code points: Discord's API is Python, whose strings are counted so. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
