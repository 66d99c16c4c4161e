import {
  type Client,
  DiscordAPIError,
  type Message as DiscordMessage,
  PermissionFlagsBits,
  type SendableChannels,
} from 'discord.js';
import type { Message } from '../chat/message.ts';
import { PapersError } from '../errors.ts';
import type { Post, PostOptions, Target } from '../notify/port.ts';
import { CODES, codeOf } from './refusals.ts';
import { render } from './render.ts';

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

  constructor(client: Client<true>) {
    this.#client = client;
  }

  async send(target: Target, message: Message, { nonce, language }: PostOptions): Promise<string> {
    return this.#tried(target, async (channel) => {
      const me = this.#client.user;
      const embeds = channel.isDMBased() || (channel.permissionsFor(me)?.has(PermissionFlagsBits.EmbedLinks) ?? true);
      const sent = await channel.send({ ...render(message, { language, embeds }), nonce, enforceNonce: true });
      return sent.id;
    });
  }

  async find(target: Target, mark: string, since: Date): Promise<string | undefined> {
    return this.#tried(target, async (channel) => {
      let before: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const messages = await channel.messages.fetch({
          limit: PAGE,
          cache: false,
          ...(before !== undefined && { before }),
        });
        const found = messages.find((one) => one.author.id === this.#client.user.id && bears(one, mark));
        if (found) return found.id;
        const oldest = messages.last();
        if (!oldest || messages.size < PAGE || oldest.createdAt < since) return undefined;
        before = oldest.id;
      }
      return undefined;
    });
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
