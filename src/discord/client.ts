import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import { NO_MENTIONS } from './render.ts';
import { DiscordRest } from './rest.ts';

/** What a client is made of. */
export interface ClientOptions {
  /** Address of Discord's API without a version. */
  readonly apiUrl: string;
  /** Waits before a gateway session is opened anew. Default Discord's five seconds. */
  readonly identifyPauseMs?: number;
}

/** Milliseconds after which a request to Discord is given up; an acknowledgement has three seconds in all. */
const REQUEST_TIMEOUT = 15_000;

/**
 * A client that asks for no privileged intent, mentions nobody, and keeps little in memory: of messages and members only what
 * came last.
 */
export function createClient({ apiUrl, identifyPauseMs }: ClientOptions): Client {
  const rest = { api: apiUrl, timeout: REQUEST_TIMEOUT };
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // A direct message comes in a channel the client has not seen.
    partials: [Partials.Channel],
    allowedMentions: NO_MENTIONS,
    // The message a reply answers may be gone by then.
    failIfNotExists: false,
    shards: 'auto',
    rest,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 25,
      ReactionManager: 0,
      ThreadMemberManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 500, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    ...(identifyPauseMs === undefined ? {} : { ws: { buildIdentifyThrottler: async () => pause(identifyPauseMs) } }),
  });
  client.rest.clearHashSweeper();
  client.rest.clearHandlerSweeper();
  client.rest = new DiscordRest({ ...client.options.rest, ...rest });
  return client;
}

function pause(ms: number) {
  return { waitForIdentify: () => new Promise<void>((resolve) => setTimeout(resolve, ms)) };
}
