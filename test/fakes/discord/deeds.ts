import { sanitiseEmbed, withIds } from './content.ts';
import type { ChannelEntity, MessageEntity } from './entities.ts';
import { mentionsOf } from './mentions.ts';
import type { Realm } from './realm.ts';
import { renderMessage } from './render-message.ts';
import type { AllowedMentions, EditBody } from './schemas.ts';
import { Intent, type Json, MessageFlag, MessageType, type Snowflake } from './wire.ts';

/** What changes a message, with the gateway event each change causes. */

/** What a new message is made of; the rest has defaults. */
export interface NewMessage {
  channel: ChannelEntity;
  authorId: Snowflake;
  body: EditBody & { nonce?: string | number | null | undefined };
  attachments?: Json[];
  /** Who may be notified; absent, everyone named is. */
  allowed?: AllowedMentions | null | undefined;
  more?: Partial<MessageEntity>;
}

export function createMessage(
  realm: Realm,
  { channel, authorId, body, attachments = [], allowed, more = {} }: NewMessage,
): MessageEntity {
  const { world } = realm;
  const message: MessageEntity = {
    id: world.ids.next(),
    channelId: channel.id,
    authorId,
    type: MessageType.default,
    content: body.content?.trim() ?? '',
    embeds: (body.embeds ?? []).map(sanitiseEmbed),
    components: withIds(body.components ?? [], world.ids),
    attachments,
    flags: body.flags ?? 0,
    createdAt: world.clock.now(),
    editedAt: null,
    mentions: [],
    mentionRoles: [],
    mentionEveryone: false,
    reactions: new Map(),
    ...(body.nonce == null ? {} : { nonce: body.nonce }),
    ...more,
  };
  Object.assign(message, mentionsOf(world, channel, message, allowed));
  channel.messages.set(message.id, message);
  if (channel.thread && !channel.thread.locked) channel.thread.archived = false;
  announce(realm, 'MESSAGE_CREATE', channel, message);
  return message;
}

/** Applies the fields that are present in `body`, as Discord's PATCH does. */
export function editMessage(realm: Realm, message: MessageEntity, body: EditBody, attachments?: Json[]): void {
  const { world } = realm;
  const channel = world.channels.get(message.channelId)!;
  const filled = (message.flags & MessageFlag.loading) !== 0;
  if (body.content !== undefined) message.content = body.content?.trim() ?? '';
  if (body.embeds !== undefined) message.embeds = (body.embeds ?? []).map(sanitiseEmbed);
  if (body.components !== undefined) message.components = withIds(body.components ?? [], world.ids);
  if (attachments) message.attachments = attachments;
  const settable = MessageFlag.suppressEmbeds | MessageFlag.componentsV2;
  if (body.flags != null) message.flags = (message.flags & ~MessageFlag.suppressEmbeds) | (body.flags & settable);
  message.flags &= ~MessageFlag.loading;
  if (!filled) message.editedAt = world.clock.now();
  if (body.content !== undefined) Object.assign(message, mentionsOf(world, channel, message, body.allowed_mentions));
  announce(realm, 'MESSAGE_UPDATE', channel, message);
}

export function deleteMessage(realm: Realm, message: MessageEntity): void {
  const channel = realm.world.channels.get(message.channelId)!;
  channel.messages.delete(message.id);
  if ((message.flags & MessageFlag.ephemeral) === 0) {
    const data = { id: message.id, channel_id: channel.id, ...guildField(channel) };
    realm.gateway.dispatch('MESSAGE_DELETE', data, { guildId: channel.guildId, intents: messageIntent(channel) });
  }
  realm.activity.touch(`channel:${channel.id}`);
}

/** Sends a message event. Ephemeral messages are not announced, nor is what the bot may not see. */
export function announce(realm: Realm, event: string, channel: ChannelEntity, message: MessageEntity): void {
  const { world, gateway } = realm;
  realm.activity.touch(`channel:${channel.id}`);
  if ((message.flags & MessageFlag.ephemeral) !== 0 || !world.may(world.bot.id, channel, 'ViewChannel')) return;
  const member = world.guildOf(channel)?.members.get(message.authorId);
  const data: Json = {
    ...renderMessage(world, message),
    ...guildField(channel),
    // Only on the gateway, and what lets a client know a direct message whose channel it has never seen.
    channel_type: channel.type,
    ...(member
      ? {
          member: {
            roles: member.roles,
            nick: member.nick,
            joined_at: world.clock.iso(member.joinedAt),
            deaf: false,
            mute: false,
            flags: 0,
            pending: false,
          },
        }
      : {}),
  };
  const readable = contentVisible(realm, channel, message);
  gateway.dispatch(
    event,
    (session) =>
      readable || session.has(Intent.messageContent)
        ? data
        : { ...data, content: '', embeds: [], attachments: [], components: [] },
    { guildId: channel.guildId, intents: messageIntent(channel) },
  );
}

/** Without the message-content intent a bot reads its own messages, direct ones, and those that mention it. */
function contentVisible({ world }: Realm, channel: ChannelEntity, message: MessageEntity): boolean {
  return (
    message.authorId === world.bot.id || channel.recipientId !== undefined || message.mentions.includes(world.bot.id)
  );
}

export function messageIntent(channel: ChannelEntity): number {
  return channel.recipientId === undefined ? Intent.guildMessages : Intent.directMessages;
}

export function guildField(channel: ChannelEntity): Json {
  return channel.guildId === undefined ? {} : { guild_id: channel.guildId };
}
