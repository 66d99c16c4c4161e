import type { CommandBody } from './schemas.ts';
import type { Json, Snowflake } from './wire.ts';

/** A person or a bot. */
export interface UserEntity {
  id: Snowflake;
  username: string;
  /** The name shown, as typed by the test; null for none. */
  globalName: string | null;
  bot: boolean;
  /** Language of the person's client, sent with every interaction. */
  locale: string;
  /** Whether a bot may write to them privately (50007 when not). */
  directMessagesOpen: boolean;
}

export interface RoleEntity {
  id: Snowflake;
  name: string;
  permissions: bigint;
  mentionable: boolean;
  /** Set for the role that Discord makes for the bot. */
  botId?: Snowflake;
}

export interface MemberEntity {
  userId: Snowflake;
  nick: string | null;
  roles: Snowflake[];
  /** Permissions beyond those of the roles: the fake's shorthand for a role of one's own. */
  extra: bigint;
  joinedAt: number;
}

export interface GuildEntity {
  id: Snowflake;
  name: string;
  ownerId: Snowflake;
  /** Preferred locale, sent as `guild_locale`. */
  locale: string;
  roles: Map<Snowflake, RoleEntity>;
  members: Map<Snowflake, MemberEntity>;
  /** Commands registered for this guild alone. */
  commands: Map<Snowflake, CommandEntity>;
}

/** A permission overwrite of a channel for a role (type 0) or a member (type 1). */
export interface Overwrite {
  id: Snowflake;
  type: 0 | 1;
  allow: bigint;
  deny: bigint;
}

export interface ChannelEntity {
  id: Snowflake;
  type: number;
  name: string;
  guildId?: Snowflake;
  /** The channel a thread is in. */
  parentId?: Snowflake;
  /** The other side of a direct message. */
  recipientId?: Snowflake;
  overwrites: Overwrite[];
  messages: Map<Snowflake, MessageEntity>;
  thread?: ThreadState;
}

export interface ThreadState {
  ownerId: Snowflake;
  archived: boolean;
  locked: boolean;
  /** Minutes without messages until it is archived. */
  autoArchive: number;
  members: Set<Snowflake>;
  createdAt: number;
}

export interface MessageEntity {
  id: Snowflake;
  channelId: Snowflake;
  authorId: Snowflake;
  type: number;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Json[];
  flags: number;
  createdAt: number;
  editedAt: number | null;
  /** Users and roles that were notified, after allowed_mentions. */
  mentions: Snowflake[];
  mentionRoles: Snowflake[];
  mentionEveryone: boolean;
  referencedId?: Snowflake;
  nonce?: string | number;
  /** The one person who sees an ephemeral message. */
  onlyFor?: Snowflake;
  /** The interaction this answers. */
  interaction?: { id: Snowflake; type: number; userId: Snowflake; name?: string; messageId?: Snowflake };
  /** Emoji to the users who reacted with it. */
  reactions: Map<string, Set<Snowflake>>;
}

/** A registered application command: what was sent, with the ids that Discord adds. */
export interface CommandEntity {
  id: Snowflake;
  version: Snowflake;
  guildId?: Snowflake;
  body: CommandBody;
}
