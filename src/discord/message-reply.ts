import { type Message as DiscordMessage, PermissionFlagsBits } from 'discord.js';
import type { Language } from '../answer/answer.ts';
import type { Message } from '../chat/message.ts';
import type { Context } from './context.ts';
import { CODES, codeOf, persist, report } from './refusals.ts';
import { type Payload, render } from './render.ts';
import type { Reply } from './reply.ts';

/** Shown on a message when its author cannot be told privately why there is no answer. */
const CANNOT = '⏳';

/** The reply to something that was said: a message that answers it, edited from then on. */
export class MessageReply implements Reply {
  readonly isPrivate: boolean;
  readonly #said: DiscordMessage;
  readonly #language: Language;
  readonly #context: Pick<Context, 'client' | 'commandIds' | 'log' | 'meter'>;
  #sent: DiscordMessage | undefined;

  constructor(
    said: DiscordMessage,
    language: Language,
    context: Pick<Context, 'client' | 'commandIds' | 'log' | 'meter'>,
  ) {
    this.#said = said;
    this.#language = language;
    this.#context = context;
    this.isPrivate = said.guildId === null;
  }

  async show(message: Message): Promise<string | undefined> {
    if (!this.#channel) return this.#gone();
    const payload = this.#render(message);
    const sent = this.#sent;
    try {
      if (sent) await persist(() => sent.edit(payload));
      else this.#sent = await this.#send(payload);
      return this.#sent?.id;
    } catch (error) {
      // The answer, or the channel with it, has been deleted.
      if (sent && codeOf(error) === CODES.unknownMessage) return undefined;
      throw error;
    }
  }

  async tell(message: Message): Promise<void> {
    if (this.isPrivate) {
      await this.show(message);
      return;
    }
    await this.#sent?.delete().catch((error) => report(this.#context, error, 'delete a reply', this.#where));
    try {
      await this.#said.author.send(this.#render(message));
    } catch (error) {
      if (codeOf(error) !== CODES.directMessagesClosed) throw error;
      await this.#said.react(CANNOT);
    }
  }

  /** Shows that an answer is being made. Nothing depends on it. */
  async typing(): Promise<void> {
    const channel = this.#channel;
    if (channel?.isSendable()) await channel.sendTyping().catch(() => undefined);
  }

  async #send(payload: Payload): Promise<DiscordMessage | undefined> {
    const channel = this.#channel;
    if (!channel?.isSendable()) return undefined;
    // The nonce lets Discord recognise a second try of a request whose answer was lost.
    const once = { ...payload, nonce: this.#said.id, enforceNonce: true };
    try {
      return await this.#said.reply(once);
    } catch (error) {
      if (codeOf(error) !== CODES.replyWithoutHistory) throw error;
      return channel.send(once);
    }
  }

  /** Where it was said; undefined once that has been deleted, which the library's types do not know. */
  get #channel(): DiscordMessage['channel'] | undefined {
    return this.#said.channel ?? undefined;
  }

  #gone(): undefined {
    this.#context.log.warn(this.#where, 'the channel is gone: nowhere to answer');
  }

  get #where() {
    return { message: this.#said.id, channel: this.#said.channelId };
  }

  #render(message: Message): Payload {
    const channel = this.#channel;
    const { client, commandIds } = this.#context;
    const permissions = channel && !channel.isDMBased() ? channel.permissionsFor(client.user) : undefined;
    const embeds = permissions?.has(PermissionFlagsBits.EmbedLinks) ?? true;
    return render(message, { language: this.#language, embeds, commandIds });
  }
}
