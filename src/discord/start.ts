import { type Client, Events, RESTEvents } from 'discord.js';
import type { Command } from '../chat/command.ts';
import type { Services } from '../chat/services.ts';
import { describeError } from '../describe-error.ts';
import type { PapersError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Post } from '../notify/port.ts';
import { DiscordChannels } from './channels.ts';
import { createClient } from './client.ts';
import type { AllowanceBook, AskingLimits, ConversationLinks, ProgressTimes } from './context.ts';
import { dispatch } from './dispatch.ts';
import { noAccess } from './examine.ts';
import { type JobLimits, Jobs } from './jobs.ts';
import { logIn, whyUnrecoverable } from './login.ts';
import type { Meter } from './meter.ts';
import { DiscordPost } from './post.ts';
import { CODES, codeOf, report } from './refusals.ts';
import { heldCommands, commandIds as idsOf, registerCommands } from './registration.ts';
import type { CommandIds } from './render.ts';
import { discordTexts } from './texts.ts';

/** What the Discord front end is made of. */
export interface DiscordOptions {
  readonly token: string;
  /** Address of Discord's API without a version. */
  readonly apiUrl: string;
  /** Register commands in this server alone. */
  readonly guildId?: string | undefined;
  /** Whether commands are registered where they differ. */
  readonly register: boolean;
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly links: ConversationLinks;
  readonly allowances: AllowanceBook;
  readonly limits: AskingLimits;
  readonly jobs: JobLimits;
  readonly meter: Meter;
  readonly log: Log;
  /** Default: after 10 seconds, once a second. */
  readonly progress?: ProgressTimes;
  /** Milliseconds before a lost session is opened anew. Default Discord's five seconds. */
  readonly identifyPauseMs?: number;
  /** How long ending may take. Default {@link ENDING}. */
  readonly ending?: EndingTimes;
  /** Ends the start when it aborts. */
  readonly signal?: AbortSignal;
}

/** How long ending may take, in milliseconds. */
export interface EndingTimes {
  /** For work in hand. */
  readonly graceMs: number;
  /** After that, for what is left to say. */
  readonly lastWordsMs: number;
  /** For logging out. */
  readonly goodbyeMs: number;
}

/** The bot in Discord. */
export interface DiscordBot {
  /** Whether the gateway delivers and work is taken. */
  readonly connected: boolean;
  readonly running: number;
  readonly waiting: number;
  /** Sends what nobody called for. */
  readonly post: Post;
  /** Settles with an error when Discord shuts the bot out for good, as after a reset of its token; never otherwise. */
  readonly shutOut: Promise<PapersError>;
  /** Takes no further work, finishes or apologises for what is in hand, and logs out; within about four seconds. */
  stop(): Promise<void>;
}

const PROGRESS: ProgressTimes = { afterMs: 10_000, everyMs: 1_000 };
/** Together less than the five seconds after which people, and many supervisors, lose patience. */
export const ENDING: EndingTimes = { graceMs: 2_500, lastWordsMs: 1_000, goodbyeMs: 500 };

const OTHER_WAYS = { en: discordTexts('en').otherWays, ko: discordTexts('ko').otherWays };

/**
 * Logs in, registers commands where they differ, and answers from then on.
 *
 * @throws PapersError `bad_config` when Discord does not let the bot in (a wrong token, a server it is not in),
 *   `unavailable` when Discord cannot be reached, `cancelled` when `signal` aborts.
 */
export async function startDiscord(options: DiscordOptions): Promise<DiscordBot> {
  const { apiUrl, token, signal, identifyPauseMs, log, meter } = options;
  const jobs = new Jobs(options.jobs);
  const leaving = { now: false };
  const create = () => {
    const client = createClient({ apiUrl, ...(identifyPauseMs === undefined ? {} : { identifyPauseMs }) });
    return { client, shutOut: watch(client, log, meter, leaving) };
  };
  const { client, shutOut } = await logIn({ token, apiUrl, create, signal });
  // Known a moment later than the first question can come.
  const commandIds = new Map<string, string>();
  try {
    dispatch({
      client,
      commands: options.commands,
      commandIds,
      services: { ...options.services, otherWays: OTHER_WAYS, channels: new DiscordChannels(client) },
      links: options.links,
      allowances: options.allowances,
      limits: options.limits,
      jobs,
      progress: options.progress ?? PROGRESS,
      told: new Map(),
      meter,
      log,
    });
    for (const [name, id] of await commandsOf(client, options)) commandIds.set(name, id);
    log.info({ bot: client.user.id, servers: client.guilds.cache.size }, 'ready');
  } catch (error) {
    await client.destroy();
    throw error;
  }
  return {
    get connected() {
      return !jobs.stopping && client.isReady() && client.ws.shards.every(({ status }) => status === 0);
    },
    get running() {
      return jobs.running;
    },
    get waiting() {
      return jobs.waiting;
    },
    post: new DiscordPost(client, commandIds),
    shutOut,
    async stop() {
      log.info({ running: jobs.running, waiting: jobs.waiting }, 'stopping');
      const { graceMs, lastWordsMs, goodbyeMs } = options.ending ?? ENDING;
      await jobs.stop(graceMs, lastWordsMs);
      leaving.now = true;
      // The goodbye is a courtesy: it must not keep the program from ending.
      await Promise.race([client.destroy(), new Promise((resolve) => setTimeout(resolve, goodbyeMs))]);
      log.info('logged out');
    },
  };
}

/**
 * Registers commands where that is wanted, and gives their ids. That Discord does not take them now is no reason not to answer;
 * that it never will is.
 */
async function commandsOf(client: Client<true>, options: DiscordOptions): Promise<CommandIds> {
  const { guildId, commands, log, meter } = options;
  const home = { applicationId: client.application.id, guildId };
  try {
    if (!options.register) return idsOf(await heldCommands(client.rest, home));
    const { outcome, ids } = await registerCommands(client.rest, home, commands);
    log.info({ server: guildId, commands: commands.length }, `commands ${outcome}`);
    return ids;
  } catch (error) {
    if (options.register && guildId !== undefined && codeOf(error) === CODES.missingAccess)
      throw noAccess(guildId, error);
    report({ log, meter }, error, options.register ? 'register commands' : 'read the commands', { server: guildId });
    return new Map();
  }
}

/** Writes down what happens to the connection; settles when it cannot be mended. */
function watch(client: Client, log: Log, meter: Meter, leaving: { readonly now: boolean }): Promise<PapersError> {
  client.on(Events.Error, (error) => log.error({ error: describeError(error) }, 'the client failed'));
  client.on(Events.Warn, () => log.warn('the client warns'));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, error: describeError(error) }, 'gateway error'));
  client.on(Events.ShardReady, (shard) => {
    meter.gateway('ready');
    log.info({ shard }, 'gateway session ready');
  });
  client.on(Events.ShardReconnecting, (shard) => {
    // The library says so of a connection that it closes itself, too.
    if (leaving.now) return;
    meter.gateway('lost');
    log.warn({ shard }, 'gateway lost, reconnecting');
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    meter.gateway('resumed');
    log.info({ shard, replayed }, 'gateway session resumed');
  });
  client.rest.on(RESTEvents.RateLimited, ({ method, route, timeToReset, global, scope }) =>
    log.warn({ method, route, ms: timeToReset, global, scope }, 'rate limited by Discord'),
  );
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
    log.error({ count, ms: remainingTime }, 'many invalid requests: 10,000 in ten minutes are a ban'),
  );
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      log.error({ shard, code }, 'gateway closed for good');
      resolve(whyUnrecoverable(code));
    });
    client.on(Events.Invalidated, () => resolve(whyUnrecoverable(4004)));
  });
}
