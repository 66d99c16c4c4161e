import type { CommandEntity } from './entities.ts';
import { Interaction } from './interaction.ts';
import { EVERY_PERMISSION } from './permissions.ts';
import type { Realm } from './realm.ts';
import { renderChannel, renderMember, renderUser } from './render.ts';
import type { Json, Snowflake } from './wire.ts';

/** What a person does that becomes an interaction. */
export interface NewInteraction {
  type: number;
  userId: Snowflake;
  channelId: Snowflake;
  data: Json;
  /** The message a component or its modal belongs to, as sent along. */
  message?: Json | undefined;
  command?: CommandEntity;
  /** Type of the values an autocompletion asks for. */
  choiceType?: 'string' | 'number';
}

/** Makes an interaction and sends it through the gateway. It reaches the bot even in a channel the bot may not see. */
export function dispatchInteraction(realm: Realm, made: NewInteraction): Interaction {
  const { world } = realm;
  const id = world.ids.next();
  const interaction = new Interaction({
    id,
    type: made.type,
    userId: made.userId,
    channelId: made.channelId,
    createdAt: world.clock.now(),
    messageId: made.message?.id as string | undefined,
    commandName: made.command?.body.name,
    commandType: made.command && (made.command.body.type ?? 1),
    choiceType: made.choiceType,
  });
  realm.interactions.set(interaction.token, interaction);
  const guildId = world.channels.get(made.channelId)?.guildId;
  realm.gateway.dispatch('INTERACTION_CREATE', payload(realm, interaction, made), { guildId });
  return interaction;
}

function payload({ world }: Realm, interaction: Interaction, { data, message }: NewInteraction): Json {
  const user = world.users.get(interaction.userId)!;
  const channel = world.channels.get(interaction.channelId)!;
  const guild = world.guildOf(channel);
  const permissions = (userId: Snowflake) => (guild ? world.permissions(userId, channel) : EVERY_PERMISSION).toString();
  return {
    id: interaction.id,
    application_id: world.bot.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    locale: user.locale,
    channel_id: channel.id,
    channel: { ...renderChannel(world, channel), permissions: permissions(user.id) },
    app_permissions: permissions(world.bot.id),
    entitlements: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? 0 : 1,
    ...(guild
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: { ...renderMember(world, guild.members.get(user.id)!), permissions: permissions(user.id) },
        }
      : { user: renderUser(user) }),
    data,
    ...(message ? { message } : {}),
  };
}
