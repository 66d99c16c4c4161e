import { guildField } from './deeds.ts';
import type { MessageEntity } from './entities.ts';
import type { Realm } from './realm.ts';
import { renderMember } from './render.ts';
import { Intent, MessageFlag, type Snowflake } from './wire.ts';

/** Adds or takes away a user's reaction, and tells the gateway when that changed anything. */
export function react(realm: Realm, message: MessageEntity, userId: Snowflake, emoji: string, on: boolean): void {
  const { world, gateway, activity } = realm;
  const users = message.reactions.get(emoji) ?? new Set();
  if (users.has(userId) === on) return;
  if (on) users.add(userId);
  else users.delete(userId);
  if (users.size > 0) message.reactions.set(emoji, users);
  else message.reactions.delete(emoji);
  const channel = world.channels.get(message.channelId)!;
  activity.touch(`channel:${channel.id}`);
  if ((message.flags & MessageFlag.ephemeral) !== 0 || !world.may(world.bot.id, channel, 'ViewChannel')) return;
  const member = world.guildOf(channel)?.members.get(userId);
  const data = {
    user_id: userId,
    channel_id: channel.id,
    message_id: message.id,
    message_author_id: message.authorId,
    ...guildField(channel),
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
    ...(member && on ? { member: renderMember(world, member) } : {}),
  };
  const intents = channel.recipientId === undefined ? Intent.guildMessageReactions : Intent.directMessageReactions;
  gateway.dispatch(on ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', data, {
    guildId: channel.guildId,
    intents,
  });
}
