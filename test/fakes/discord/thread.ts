import type { ChannelEntity } from './entities.ts';
import type { Realm } from './realm.ts';
import { renderChannel } from './render.ts';
import { ChannelType, Intent, type Snowflake } from './wire.ts';

/** Opens a thread in a channel and announces it; `id` is the message's it grows from. The bot is in those it opens. */
export function openThread(
  realm: Realm,
  parent: ChannelEntity,
  ownerId: Snowflake,
  fields: { id?: Snowflake; name: string; type?: number; autoArchive?: number },
): ChannelEntity {
  const { world, gateway, activity } = realm;
  const { autoArchive = 1440, type = ChannelType.publicThread, ...rest } = fields;
  const thread = world.addChannel({
    ...rest,
    type,
    guildId: parent.guildId!,
    parentId: parent.id,
    thread: {
      ownerId,
      archived: false,
      locked: false,
      autoArchive,
      members: new Set([ownerId]),
      createdAt: world.clock.now(),
    },
  });
  if (world.may(world.bot.id, thread, 'ViewChannel')) {
    const data = { ...renderChannel(world, thread), newly_created: true };
    gateway.dispatch('THREAD_CREATE', data, { guildId: parent.guildId, intents: Intent.guilds });
  }
  activity.touch(`channel:${parent.id}`);
  return thread;
}
