import { type Channel, ChannelType } from 'discord.js';
import type { ConversationLinks } from './context.ts';

/** Something that was asked, somewhere. */
export interface Asked {
  /** Of the interaction or message. */
  readonly id: string;
  readonly channelId: string | null;
  readonly guildId: string | null;
  /** The message it answers. */
  readonly answers?: string | undefined;
}

/**
 * The conversation that a question belongs to: the one of the message it answers or of the thread it is asked in; all direct
 * messages of a person are one; anything else begins a new one.
 */
export async function conversationOf(asked: Asked, isThread: boolean, links: ConversationLinks): Promise<string> {
  const answered = asked.answers === undefined ? undefined : await links.of(asked.answers);
  if (answered !== undefined) return answered;
  const { id, channelId, guildId } = asked;
  if (channelId !== null && (isThread || guildId === null)) return (await links.of(channelId)) ?? channelId;
  return id;
}

/** Whether a thread can be opened from a message in a channel: servers have them, and not inside of threads. */
export function mayOpenThread(channel: Channel | null): boolean {
  return channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
}
