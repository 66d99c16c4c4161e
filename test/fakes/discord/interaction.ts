import { randomBytes } from 'node:crypto';
import type { Json, Snowflake } from './wire.ts';

/** What the bot answered first, and when. */
export interface Acknowledgement {
  /** Callback type: 4 message, 5 deferred, 6 deferred update, 7 update, 8 autocomplete, 9 modal. */
  type: number;
  /** Message flags of the answer; 64 is ephemeral. */
  flags: number;
  ephemeral: boolean;
  /** Milliseconds from the dispatch on the gateway to the arrival of the callback. */
  latencyMs: number;
}

/** Something the bot did to an interaction's messages. */
export interface Deed {
  kind: 'reply' | 'edit' | 'delete' | 'followup';
  messageId: Snowflake;
  /** Milliseconds from the dispatch of the interaction. */
  afterMs: number;
  /** The message as it was then; absent for a deletion. */
  snapshot?: Json;
}

/** One interaction, from its dispatch to the end of its token. */
export class Interaction {
  readonly id: Snowflake;
  readonly token: string;
  readonly type: number;
  readonly userId: Snowflake;
  readonly channelId: Snowflake;
  /** The message a component is on, or that opened the modal. */
  readonly messageId: Snowflake | undefined;
  /** Name and type of the command, where it is one. */
  readonly commandName: string | undefined;
  readonly commandType: number | undefined;
  /** Type of the value that autocompletion asks for. */
  readonly choiceType: 'string' | 'number';
  /** When it was sent, on the fake's clock. */
  readonly createdAt: number;
  acknowledgement: Acknowledgement | undefined;
  /** The message that `@original` names. */
  originalId: Snowflake | undefined;
  /** Choices of an autocompletion, or the modal shown, as sent. */
  data: unknown;
  readonly followups: Snowflake[] = [];
  readonly deeds: Deed[] = [];
  /** Refusals the bot met with this interaction: Discord's JSON error codes. */
  readonly refused: number[] = [];

  constructor(fields: {
    id: Snowflake;
    type: number;
    userId: Snowflake;
    channelId: Snowflake;
    createdAt: number;
    messageId?: Snowflake | undefined;
    commandName?: string | undefined;
    commandType?: number | undefined;
    choiceType?: 'string' | 'number' | undefined;
  }) {
    this.id = fields.id;
    this.type = fields.type;
    this.userId = fields.userId;
    this.channelId = fields.channelId;
    this.createdAt = fields.createdAt;
    this.messageId = fields.messageId;
    this.commandName = fields.commandName;
    this.commandType = fields.commandType;
    this.choiceType = fields.choiceType ?? 'string';
    const secret = randomBytes(48).toString('base64url');
    this.token = Buffer.from(`interaction:${fields.id}:${secret}`).toString('base64url');
  }
}
