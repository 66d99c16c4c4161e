import type { PermissionName } from './permissions.ts';

/** A server to be there from the start. */
export interface GuildSpec {
  name: string;
  /** Preferred locale. Default `ko`. */
  locale?: string;
  /** Text channels, by name. Default one, `일반`. */
  channels?: string[];
  /** What the bot's role allows. Default what an ordinary member may do. */
  botPermissions?: PermissionName[];
}

/** What a person is like. */
export interface UserSpec {
  /** Language of their client. Default `ko`. */
  locale?: string;
  /** Permissions beyond an ordinary member's, in every server they are in. */
  permissions?: PermissionName[];
  /** Names of the servers they are in. Default all. */
  guilds?: string[];
}

export interface FakeDiscordOptions {
  /** Servers. Default one named `논문 모임` with the channel `일반`. */
  guilds?: GuildSpec[];
  /** The bot's name. Default `papers`. */
  botName?: string;
  /** The bot's token. Default one of the usual shape that is no secret. */
  token?: string;
  /** Privileged intents granted in the developer portal. Default none. */
  privilegedIntents?: ('guildMembers' | 'guildPresences' | 'messageContent')[];
  /** Milliseconds to acknowledge an interaction. Default Discord's 3,000; shorter for tests of lateness. */
  ackWindowMs?: number;
  /** Milliseconds an interaction's token lives. Default Discord's 900,000. */
  tokenLifetimeMs?: number;
  /** Default Discord's 41,250. */
  heartbeatIntervalMs?: number;
  /** Milliseconds without a sign of the bot after which it is taken to have finished. Default 250. */
  quietMs?: number;
  /** Whether the rate limits of routes are enforced and announced. Default true. */
  rateLimits?: boolean;
  /** Path of Discord's OpenAPI document, to validate every request and answer against. Default: only the fake's own schemas. */
  openapi?: string | undefined;
  /** Port to listen on. Default any free one. */
  port?: number;
  /** Shards to recommend. Default 1. */
  shards?: number;
}
