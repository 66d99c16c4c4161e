import {
  type Client,
  DiscordAPIError,
  type Message as DiscordMessage,
  PermissionFlagsBits,
  type SendableChannels,
} from 'discord.js';
import type { Message } from '../chat/message.ts';
import { PapersError } from '../errors.ts';
import { SendingInDoubt } from '../notify/doubt.ts';
import type { Post, PostOptions, Sighting, Target } from '../notify/port.ts';
import { CODES, codeOf } from './refusals.ts';
import { type CommandIds, render } from './render.ts';

/** Refusals that stay: the place or the person is gone, or does not want to hear from the bot. */
const GONE: ReadonlySet<number> = new Set([
  CODES.unknownChannel,
  CODES.missingAccess,
  CODES.missingPermissions,
  CODES.directMessagesClosed,
  CODES.threadArchived,
  10004, // unknown server
  10013, // unknown user
]);

/** Messages looked through at a time, and at most. */
const PAGE = 100;
const PAGES = 5;

/** {@link Post} over Discord. */
export class DiscordPost implements Post {
  readonly #client: Client<true>;
  readonly #commandIds: CommandIds;

  /** @param commandIds by name, for messages that name commands. Default none. */
  constructor(client: Client<true>, commandIds: CommandIds = new Map()) {
    this.#client = client;
    this.#commandIds = commandIds;
  }

  async send(target: Target, message: Message, { nonce, language }: PostOptions): Promise<string> {
    return this.#tried(target, async (channel) => {
      const embeds = this.#may(channel, PermissionFlagsBits.EmbedLinks);
      const body = render(message, { language, embeds, commandIds: this.#commandIds });
      try {
        return (await channel.send({ ...body, nonce, enforceNonce: true })).id;
      } catch (error) {
        // A refusal is an answer; anything else, a server error included, leaves open what became of the message.
        if (error instanceof DiscordAPIError && error.status < 500) throw error;
        const what = `no answer from Discord to what was posted to ${target.kind} ${target.id}`;
        throw new SendingInDoubt(what, { cause: error instanceof DiscordAPIError ? undefined : error });
      }
    });
  }

  async find(target: Target, mark: string, since: Date): Promise<Sighting> {
    return this.#tried(target, async (channel) => {
      // Without this permission Discord gives an empty list, not a refusal.
      if (!this.#may(channel, PermissionFlagsBits.ReadMessageHistory)) return 'unknown';
      let before: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const messages = await channel.messages.fetch({
          limit: PAGE,
          cache: false,
          ...(before !== undefined && { before }),
        });
        const found = messages.find((one) => one.author.id === this.#client.user.id && bears(one, mark));
        if (found) return { id: found.id };
        const oldest = messages.last();
        if (!oldest || messages.size < PAGE || oldest.createdAt < since) return 'none';
        before = oldest.id;
      }
      return 'unknown';
    });
  }

  /** Whether the bot may do something in a channel; what is not known is tried. */
  #may(channel: SendableChannels, what: bigint): boolean {
    return channel.isDMBased() || (channel.permissionsFor(this.#client.user)?.has(what) ?? true);
  }

  async #tried<T>(target: Target, work: (channel: SendableChannels) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#channel(target));
    } catch (error) {
      if (error instanceof PapersError) throw error;
      const code = codeOf(error);
      const why = code === undefined ? 'Discord cannot be reached' : `Discord refused (${code})`;
      const gone = code !== undefined && GONE.has(code);
      // Its own message may hold what was to be sent; the cause is described for the log without it.
      throw new PapersError(gone ? 'not_found' : 'unavailable', `${why} to post to ${target.kind} ${target.id}`, {
        cause: error instanceof DiscordAPIError ? undefined : error,
      });
    }
  }

  async #channel({ kind, id }: Target): Promise<SendableChannels> {
    if (kind === 'user') return this.#client.users.createDM(id);
    const channel = await this.#client.channels.fetch(id);
    if (channel?.isSendable()) return channel;
    throw new PapersError('not_found', `${id} is no channel that messages can be sent to`);
  }
}

/** Whether a control of a message ends in a mark. */
function bears({ components }: DiscordMessage, mark: string): boolean {
  return components.some(
    (row) =>
      'components' in row &&
      row.components.some((one) => 'customId' in one && (one.customId?.endsWith(`:${mark}`) ?? false)),
  );
}
