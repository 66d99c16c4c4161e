import type { ChannelEntity, GuildEntity, MemberEntity, RoleEntity, UserEntity } from './entities.ts';
import { ChannelType, type Json } from './wire.ts';
import type { World } from './world.ts';

/** Things of the world in the forms in which Discord sends them. */

export function renderUser(user: UserEntity): Json {
  return {
    id: user.id,
    username: user.username,
    global_name: user.globalName,
    discriminator: user.bot ? '0001' : '0',
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function renderRole(role: RoleEntity): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.name === '@everyone' ? 0 : 1,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.botId !== undefined,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.botId === undefined ? {} : { tags: { bot_id: role.botId } }),
  };
}

export function renderMember(world: World, member: MemberEntity): Json {
  return { user: renderUser(world.users.get(member.userId)!), ...memberFields(world, member) };
}

/** A member without its user, as it stands beside a message's author. */
export function memberFields(world: World, member: MemberEntity): Json {
  return {
    nick: member.nick,
    roles: member.roles,
    joined_at: world.clock.iso(member.joinedAt),
    avatar: null,
    banner: null,
    premium_since: null,
    communication_disabled_until: null,
    flags: 0,
    pending: false,
    mute: false,
    deaf: false,
  };
}

export function renderChannel(world: World, channel: ChannelEntity): Json {
  const last = [...channel.messages.keys()].at(-1) ?? null;
  const common = { id: channel.id, type: channel.type, last_message_id: last, flags: 0 };
  if (channel.recipientId !== undefined) {
    return { ...common, recipients: [renderUser(world.users.get(channel.recipientId)!)] };
  }
  if (channel.thread) return { ...common, ...threadFields(world, channel) };
  return {
    ...common,
    guild_id: channel.guildId,
    name: channel.name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
  };
}

function threadFields(world: World, channel: ChannelEntity): Json {
  const thread = channel.thread!;
  const at = world.clock.iso(thread.createdAt);
  return {
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    message_count: channel.messages.size,
    total_message_sent: channel.messages.size,
    member_count: thread.members.size,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchive,
      archive_timestamp: at,
      create_timestamp: at,
    },
    ...(thread.members.has(world.bot.id)
      ? { member: { id: channel.id, user_id: world.bot.id, join_timestamp: at, flags: 0 } }
      : {}),
  };
}

/** A guild as REST gives it. */
export function renderGuild(guild: GuildEntity): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: [...guild.roles.values()].map(renderRole),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** A guild as the gateway announces it, with its members, channels and threads. Without the members intent only the bot is listed. */
export function renderGuildCreate(world: World, guild: GuildEntity, allMembers: boolean): Json {
  const channels = world.channelsOf(guild).filter((channel) => world.may(world.bot.id, channel, 'ViewChannel'));
  const members = [...guild.members.values()].filter(({ userId }) => allMembers || userId === world.bot.id);
  return {
    ...renderGuild(guild),
    joined_at: world.clock.iso(guild.members.get(world.bot.id)!.joinedAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: members.map((member) => renderMember(world, member)),
    channels: channels.filter(({ thread }) => !thread).map((channel) => renderChannel(world, channel)),
    threads: channels.filter(({ thread }) => thread && !thread.archived).map((thread) => renderChannel(world, thread)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function isThread(channel: ChannelEntity): boolean {
  return channel.type === ChannelType.publicThread || channel.type === ChannelType.privateThread;
}
