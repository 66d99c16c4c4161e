import type { Patience, Topic } from './activity.ts';
import type { Realm } from './realm.ts';
import { renderMessage } from './render-message.ts';
import { SeenMessage } from './seen.ts';
import { MessageFlag } from './wire.ts';

/** What the bot does about something that was said: replies to it, or messages after it in the channel or its thread. */
export class ConversationHandle {
  readonly message: SeenMessage;
  readonly #realm: Realm;
  readonly #at: number;

  constructor(realm: Realm, message: SeenMessage, at: number) {
    this.#realm = realm;
    this.message = message;
    this.#at = at;
  }

  /** The bot's messages about this one, oldest first, as they are now. */
  get replies(): SeenMessage[] {
    const { world } = this.#realm;
    const here = [...(world.channels.get(this.message.channelId)?.messages.values() ?? [])].filter(
      ({ id, referencedId, interaction }) =>
        BigInt(id) > BigInt(this.message.id) && !interaction && (referencedId ?? this.message.id) === this.message.id,
    );
    const inThread = [...(world.channels.get(this.message.id)?.messages.values() ?? [])];
    return [...here, ...inThread]
      .filter(({ authorId, flags }) => authorId === world.bot.id && (flags & MessageFlag.ephemeral) === 0)
      .map((message) => new SeenMessage(renderMessage(world, message)));
  }

  /** Waits for the bot's reply in its last form. */
  async reply(patience: Patience = {}): Promise<SeenMessage> {
    const { id } = await this.until(() => true, patience);
    await this.settled(patience);
    const reply = this.replies.find((message) => message.id === id) ?? this.replies[0];
    if (!reply) throw new Error(`the reply to "${this.message.content}" was deleted`);
    return reply;
  }

  /** Waits until a reply is as `wanted` says. */
  until(wanted: (message: SeenMessage) => boolean, patience: Patience = {}): Promise<SeenMessage> {
    const what = () => `a reply to "${this.message.content}"`;
    return this.#realm.activity.until(
      () => this.#topics(),
      () => this.replies.find(wanted),
      what,
      patience,
    );
  }

  /** Waits until the bot does nothing more in the channel and the thread. */
  async settled(patience: Patience = {}): Promise<this> {
    const what = () => `the conversation about "${this.message.content}"`;
    await this.#realm.activity.settled(() => this.#topics(), what, patience);
    return this;
  }

  /** How often the bot showed that it is typing since. */
  get typing(): number {
    return this.#realm.journal.requests.filter(
      ({ route, path, at }) =>
        route === '/channels/{channel_id}/typing' && at >= this.#at && path.includes(this.message.channelId),
    ).length;
  }

  #topics(): Topic[] {
    return [`channel:${this.message.channelId}`, `channel:${this.message.id}`];
  }
}
