import { type Client, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import type { Channels, Posting, PostingRight } from '../chat/channels.ts';
import { CODES, codeOf } from './refusals.ts';

/** The channels of Discord. */
export class DiscordChannels implements Channels {
  readonly #client: Client<true>;

  constructor(client: Client<true>) {
    this.#client = client;
  }

  async posting(channelId: string): Promise<Posting> {
    try {
      const channel = await this.#client.channels.fetch(channelId);
      if (!channel?.isSendable()) return { possible: false, lacking: [] };
      return channel.isDMBased() ? { possible: true, lacking: [] } : this.#in(channel);
    } catch (error) {
      const code = codeOf(error);
      if (code === CODES.unknownChannel) return { possible: false, lacking: [] };
      if (code === CODES.missingAccess) return { possible: true, lacking: ['view'] };
      throw error;
    }
  }

  #in(channel: GuildBasedChannel): Posting {
    const mine = channel.permissionsFor(this.#client.user);
    const isThread = channel.isThread();
    const needed: [PostingRight, bigint][] = [
      ['view', PermissionFlagsBits.ViewChannel],
      isThread
        ? ['sendInThreads', PermissionFlagsBits.SendMessagesInThreads]
        : ['send', PermissionFlagsBits.SendMessages],
      ['embed', PermissionFlagsBits.EmbedLinks],
    ];
    // What one may not see, one may do nothing else in: Discord says no to all of it then, whatever is set.
    const seen = mine === null || mine.has(PermissionFlagsBits.ViewChannel);
    const lacking = needed.filter(([right, bit]) => (seen || right === 'view') && mine?.has(bit) === false);
    return { possible: !(isThread && channel.locked), lacking: lacking.map(([right]) => right) };
  }
}
