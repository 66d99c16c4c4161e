import type { ChannelEntity, MessageEntity } from './entities.ts';
import { renderChannel, renderUser } from './render.ts';
import { InteractionType, type Json, MessageFlag, type Snowflake } from './wire.ts';
import type { World } from './world.ts';

/** A message as Discord sends it. `depth` says how many messages it replies to come along: one, or in turn none. */
export function renderMessage(world: World, message: MessageEntity, depth = 1): Json {
  const channel = world.channels.get(message.channelId);
  const thread = world.channels.get(message.id);
  const referenced =
    message.referencedId === undefined ? undefined : (channel?.messages.get(message.referencedId) ?? null);
  const users = (ids: Snowflake[]) => ids.map((id) => renderUser(world.users.get(id)!));
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: renderUser(world.users.get(message.authorId)!),
    content: message.content,
    timestamp: world.clock.iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : world.clock.iso(message.editedAt),
    tts: false,
    pinned: false,
    mention_everyone: message.mentionEveryone,
    mentions: users(message.mentions),
    mention_roles: message.mentionRoles,
    attachments: message.attachments,
    embeds: (message.flags & MessageFlag.suppressEmbeds) === 0 ? message.embeds : [],
    components: message.components,
    flags: message.flags,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.interaction ? interactionFields(world, message) : {}),
    ...(message.referencedId === undefined
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: message.channelId,
            message_id: message.referencedId,
            ...guildId(channel),
          },
        }),
    // One level only: a reply shows what it answers, not what that answered.
    ...(referenced === undefined || depth === 0
      ? {}
      : {
          referenced_message: referenced && renderMessage(world, referenced, depth - 1),
        }),
    ...(thread ? { thread: renderChannel(world, thread) } : {}),
    ...(message.reactions.size === 0 ? {} : { reactions: reactions(world, message) }),
  };
}

function guildId(channel: ChannelEntity | undefined): Json {
  return channel?.guildId === undefined ? {} : { guild_id: channel.guildId };
}

function interactionFields(world: World, message: MessageEntity): Json {
  const { id, type, userId, name, messageId } = message.interaction!;
  const user = renderUser(world.users.get(userId)!);
  const owners = { '0': world.channels.get(message.channelId)?.guildId ?? '0' };
  return {
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: {
      id,
      type,
      user,
      authorizing_integration_owners: owners,
      ...(type === InteractionType.component ? { interacted_message_id: messageId } : {}),
      ...(type === InteractionType.modal
        ? {
            triggering_interaction_metadata:
              messageId === undefined
                ? { id, type: InteractionType.command, user, authorizing_integration_owners: owners }
                : {
                    id,
                    type: InteractionType.component,
                    user,
                    authorizing_integration_owners: owners,
                    interacted_message_id: messageId,
                  },
          }
        : {}),
    },
    ...(type === InteractionType.command ? { interaction: { id, type, name, user } } : {}),
  };
}

function reactions(world: World, message: MessageEntity): Json[] {
  return [...message.reactions].map(([name, users]) => ({
    emoji: { id: null, name },
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    burst_colors: [],
    me_burst: false,
    me: users.has(world.bot.id),
  }));
}
