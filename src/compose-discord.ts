import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { commands } from '../commands/index.ts';
import { CachedAnswerer } from './answer/cached.ts';
import { prepareComparing } from './answer/intent.ts';
import { createServices, todayOf } from './compose.ts';
import { answerNotes } from './compose-answer-notes.ts';
import { type Daily, openDaily } from './compose-daily.ts';
import { chosenEmbedder } from './compose-embedder.ts';
import type { Config } from './config.ts';
import { describeError } from './describe-error.ts';
import { type DiscordBot, startDiscord } from './discord/start.ts';
import { messageOf, PapersError } from './errors.ts';
import { type Health, Metrics, serveHealth } from './health.ts';
import { WriterLock } from './library/lock.ts';
import type { Library } from './library/port.ts';
import { RemoteLibrary } from './library/remote.ts';
import type { ReloadableLibrary } from './library/switch.ts';
import { createLog, type Log } from './log.ts';
import { openState, type State } from './state/state.ts';

const MINUTE = 60_000;
/** How often what has outlived its use is deleted from the database. */
const FORGET_EVERY = 60 * MINUTE;

/** Opens the library in a thread of its own, so that a long search holds up no acknowledgement. */
export async function openRemoteLibrary(config: Config): Promise<RemoteLibrary> {
  const chosen = await chosenEmbedder(config);
  return RemoteLibrary.open({
    indexDir: config.INDEX_DIR,
    today: () => todayOf(config),
    ...(chosen.kind === 'given' && { embedder: chosen.embedder }),
  });
}

/** What the bot answers from. */
export interface Opened {
  readonly library: ReloadableLibrary;
  /** State of the folder of daily files that the index is known to hold, if it is. */
  readonly indexed?: string | undefined;
}

/**
 * Runs the bot in Discord until `signal` aborts.
 *
 * @throws PapersError what `startDiscord` and `openState` throw, and when Discord shuts the bot out.
 */
export async function runDiscord(
  config: Config,
  { library, indexed }: Opened,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  const log = createLog(config.LOG_LEVEL);
  const metrics = new Metrics();
  const lock = await lockState(config.STATE_DIR);
  const state = openState(config.STATE_DIR);
  const forgetting = setInterval(() => state.forget(), FORGET_EVERY);
  process.on('unhandledRejection', (error) => log.error({ error: describeError(error) }, 'a failure nobody awaited'));
  const daily = openDaily(config, { library, indexed, servers: state.servers, log });
  let bot: DiscordBot | undefined;
  const health =
    config.HEALTH_PORT === undefined
      ? undefined
      : await serveHealth(config.HEALTH_PORT, () => healthOf(bot, library), metrics);
  if (health) log.info({ port: health.port }, 'serving health and metrics');
  try {
    bot = await startBot(config, { library, state, daily, metrics, log, token, signal });
    count(metrics, bot);
    await daily.begin(bot.post);
    await ended(signal, bot);
  } finally {
    // Side by side: together they must be done before the program is ended by force.
    await Promise.all([daily.stop(), bot?.stop()]);
    clearInterval(forgetting);
    await health?.close();
    state.close();
    await lock.release();
  }
}

/** Two bots on one folder of state would each take what the other is sending for left behind, and send it again. */
async function lockState(stateDir: string): Promise<WriterLock> {
  try {
    await mkdir(stateDir, { recursive: true });
  } catch (cause) {
    throw new PapersError('bad_config', `STATE_DIR ${stateDir} cannot be made: ${messageOf(cause)}`, { cause });
  }
  return WriterLock.acquire(path.join(stateDir, 'bot.lock'), {
    taken: `STATE_DIR ${stateDir} is in use`,
    advice: 'two bots cannot share it. Stop that one first, or give this one another',
  });
}

interface Parts {
  readonly library: Library;
  readonly state: State;
  readonly daily: Daily;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly token: string;
  readonly signal: AbortSignal;
}

async function startBot(config: Config, parts: Parts): Promise<DiscordBot> {
  const { library, state, daily, metrics, log, token, signal } = parts;
  prepareComparing();
  const services = await createServices(config, library, commands, state, answerNotes(metrics.registry, log));
  const ttlMs = config.ANSWER_CACHE_MINUTES * MINUTE;
  const answerer = ttlMs > 0 ? new CachedAnswerer(services.answerer, library, { ttlMs }) : services.answerer;
  return startDiscord({
    token,
    apiUrl: config.DISCORD_API_URL,
    guildId: config.DISCORD_GUILD_ID,
    register: config.REGISTER_COMMANDS,
    commands,
    services: { ...services, answerer, ...daily.services },
    links: state.conversations,
    allowances: state.allowances,
    limits: { perUser: config.QUESTIONS_PER_USER, perServer: config.QUESTIONS_PER_SERVER },
    jobs: { atOnce: config.QUESTIONS_AT_ONCE, waiting: config.QUESTIONS_WAITING },
    meter: metrics,
    log,
    signal,
  });
}

function count(metrics: Metrics, bot: DiscordBot): void {
  metrics.gauge('papers_jobs_running', 'Commands being worked on.', () => bot.running);
  metrics.gauge('papers_jobs_waiting', 'Commands waiting for their turn.', () => bot.waiting);
  metrics.gauge('papers_gateway_connected', 'Whether the gateway delivers (1 or 0).', () => Number(bot.connected));
}

async function healthOf(bot: DiscordBot | undefined, library: Library): Promise<Health> {
  const { papers, lastDay, generation } = await library.info();
  const connected = bot?.connected ?? false;
  const seconds = Math.round(process.uptime());
  return { ok: connected, details: { connected, papers, newest: lastDay ?? 'none', generation, seconds } };
}

/** Resolves when the program is told to end; fails when Discord shuts the bot out. */
async function ended(signal: AbortSignal, bot: DiscordBot): Promise<void> {
  const told = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([told, bot.shutOut.then((error) => Promise.reject(error))]);
}
