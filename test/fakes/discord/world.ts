import type { Clock } from './clock.ts';
import { Snowflakes } from './clock.ts';
import type {
  ChannelEntity,
  CommandEntity,
  GuildEntity,
  MemberEntity,
  MessageEntity,
  RoleEntity,
  UserEntity,
} from './entities.ts';
import { EVERY_PERMISSION, ORDINARY_PERMISSIONS, PERMISSIONS } from './permissions.ts';
import { ChannelType, MessageFlag, type Snowflake } from './wire.ts';

/** Everything that exists on the fake Discord: who, where, and what was said. It knows nothing of sockets. */
export class World {
  readonly clock: Clock;
  readonly ids: Snowflakes;
  readonly users = new Map<Snowflake, UserEntity>();
  readonly guilds = new Map<Snowflake, GuildEntity>();
  readonly channels = new Map<Snowflake, ChannelEntity>();
  /** Commands registered globally. */
  readonly commands = new Map<Snowflake, CommandEntity>();
  /** The bot; its id is also the application's. */
  readonly bot: UserEntity;

  constructor(clock: Clock, botName: string) {
    this.clock = clock;
    this.ids = new Snowflakes(clock);
    this.bot = this.addUser(botName, 'en-US', true);
  }

  addUser(name: string, locale: string, bot = false): UserEntity {
    const id = this.ids.next();
    // Usernames are lower-case ASCII on Discord; the name given is the one shown.
    const username = /^[a-z0-9._]{2,32}$/.test(name) ? name : `user${id}`;
    const user = { id, username, globalName: name, bot, locale, directMessagesOpen: true };
    this.users.set(id, user);
    return user;
  }

  /** Adds a guild with its @everyone role, an owner who never speaks, and the bot with a role of its own. */
  addGuild(name: string, locale: string, botPermissions = ORDINARY_PERMISSIONS): GuildEntity {
    const id = this.ids.next();
    const owner = this.addUser(`${name} 주인`, locale);
    const guild: GuildEntity = {
      id,
      name,
      ownerId: owner.id,
      locale,
      roles: new Map(),
      members: new Map(),
      commands: new Map(),
    };
    guild.roles.set(id, { id, name: '@everyone', permissions: ORDINARY_PERMISSIONS, mentionable: false });
    this.guilds.set(id, guild);
    this.addMember(guild, owner.id);
    const botRole = this.addRole(guild, this.bot.username, botPermissions);
    botRole.botId = this.bot.id;
    this.addMember(guild, this.bot.id).roles.push(botRole.id);
    return guild;
  }

  addRole(guild: GuildEntity, name: string, permissions: bigint): RoleEntity {
    const role: RoleEntity = { id: this.ids.next(), name, permissions, mentionable: true };
    guild.roles.set(role.id, role);
    return role;
  }

  addMember(guild: GuildEntity, userId: Snowflake, extra = 0n): MemberEntity {
    const member = { userId, nick: null, roles: [], extra, joinedAt: this.clock.now() };
    guild.members.set(userId, member);
    return member;
  }

  addChannel(channel: Pick<ChannelEntity, 'type' | 'name'> & Partial<ChannelEntity>): ChannelEntity {
    const made: ChannelEntity = { id: this.ids.next(), overwrites: [], messages: new Map(), ...channel };
    this.channels.set(made.id, made);
    return made;
  }

  /** The direct message channel between the bot and a user, made on first use. */
  directChannel(userId: Snowflake): ChannelEntity {
    for (const channel of this.channels.values()) if (channel.recipientId === userId) return channel;
    return this.addChannel({ type: ChannelType.dm, name: '', recipientId: userId });
  }

  guildOf(channel: ChannelEntity): GuildEntity | undefined {
    return channel.guildId === undefined ? undefined : this.guilds.get(channel.guildId);
  }

  channelsOf(guild: GuildEntity): ChannelEntity[] {
    return [...this.channels.values()].filter((channel) => channel.guildId === guild.id);
  }

  findMessage(id: Snowflake): MessageEntity | undefined {
    for (const channel of this.channels.values()) {
      const message = channel.messages.get(id);
      if (message) return message;
    }
    return undefined;
  }

  /** What a user may do in a channel: roles, then the channel's overwrites (a thread has its parent's), as Discord computes it. */
  permissions(userId: Snowflake, channel: ChannelEntity): bigint {
    if (channel.recipientId !== undefined) {
      return channel.recipientId === userId || userId === this.bot.id ? EVERY_PERMISSION : 0n;
    }
    const guild = this.guildOf(channel);
    const member = guild?.members.get(userId);
    if (!guild || !member) return 0n;
    const base = this.guildPermissions(userId, guild);
    if (base === EVERY_PERMISSION) return base;
    const { overwrites } = channel.parentId ? (this.channels.get(channel.parentId) ?? channel) : channel;
    const everyone = overwrites.filter(({ id }) => id === guild.id);
    const roles = overwrites.filter(({ id, type }) => type === 0 && member.roles.includes(id));
    const own = overwrites.filter(({ id, type }) => type === 1 && id === userId);
    let bits = base;
    for (const layer of [everyone, roles, own]) {
      bits &= ~layer.reduce((denied, { deny }) => denied | deny, 0n);
      bits |= layer.reduce((allowed, { allow }) => allowed | allow, 0n);
    }
    return (bits & PERMISSIONS.ViewChannel) === 0n ? 0n : bits;
  }

  /** What a member may do in the guild before any channel has its say; the owner and administrators may do everything. */
  guildPermissions(userId: Snowflake, guild: GuildEntity): bigint {
    const member = guild.members.get(userId);
    if (!member) return 0n;
    if (guild.ownerId === userId) return EVERY_PERMISSION;
    const bits = [guild.id, ...member.roles].reduce(
      (all, id) => all | (guild.roles.get(id)?.permissions ?? 0n),
      member.extra,
    );
    return (bits & PERMISSIONS.Administrator) !== 0n ? EVERY_PERMISSION : bits;
  }

  may(userId: Snowflake, channel: ChannelEntity, permission: keyof typeof PERMISSIONS): boolean {
    return (this.permissions(userId, channel) & PERMISSIONS[permission]) !== 0n;
  }

  /** Whether a user sees a message: the channel is open to them, and an ephemeral one is theirs. */
  sees(userId: Snowflake, message: MessageEntity): boolean {
    const channel = this.channels.get(message.channelId);
    if (!channel?.messages.has(message.id)) return false;
    if ((message.flags & MessageFlag.ephemeral) !== 0 && message.onlyFor !== userId) return false;
    return this.may(userId, channel, 'ViewChannel');
  }
}
