import type { ChannelEntity, GuildEntity, MessageEntity } from '../entities.ts';
import type { PermissionName } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { refusals } from '../refusal.ts';
import { MessageFlag } from '../wire.ts';

/** What the bot may reach, and the refusals for the rest, in the order in which Discord gives them. */

/** The channel, if it exists (10003) and the bot sees it (50001). */
export function reachChannel({ world }: Realm, id: string): ChannelEntity {
  const channel = world.channels.get(id);
  if (!channel) throw refusals.unknownChannel();
  if (!world.may(world.bot.id, channel, 'ViewChannel')) throw refusals.missingAccess();
  return channel;
}

/** Refuses with 50013 when the bot lacks one of the permissions in the channel. */
export function demand({ world }: Realm, channel: ChannelEntity, ...permissions: PermissionName[]): void {
  for (const permission of permissions) {
    if (!world.may(world.bot.id, channel, permission)) throw refusals.missingPermissions();
  }
}

/** A message of a channel; ephemeral ones are out of reach there (10008). */
export function reachMessage(channel: ChannelEntity, id: string): MessageEntity {
  const message = channel.messages.get(id);
  if (!message || (message.flags & MessageFlag.ephemeral) !== 0) throw refusals.unknownMessage();
  return message;
}

/** A guild the bot is in: 10004 when there is none, 50001 when the bot is not a member. */
export function reachGuild({ world }: Realm, id: string): GuildEntity {
  const guild = world.guilds.get(id);
  if (!guild) throw refusals.unknownGuild();
  if (!guild.members.has(world.bot.id)) throw refusals.missingAccess();
  return guild;
}
