import { DiscordAPIError, HTTPError } from 'discord.js';
import { describeError } from '../describe-error.ts';
import type { Context } from './context.ts';

/** Discord's JSON error codes that the bot meets in ordinary life. */
export const CODES = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  directMessagesClosed: 50007,
  missingPermissions: 50013,
  tokenExpired: 50027,
  threadArchived: 50083,
  replyWithoutHistory: 160002,
  threadExists: 160004,
} as const;

/** What cannot be helped by the program: a person, an administrator or the hour decided so. */
const ORDINARY: ReadonlySet<number> = new Set(Object.values(CODES));

/** The code with which Discord refused; undefined for every other failure. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError ? Number(error.code) : undefined;
}

/** Whether Discord refused for a reason of ordinary life, such as a missing permission. */
export function isOrdinary(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && ORDINARY.has(code);
}

/** Whether Discord, or the way there, failed in a manner that may pass: a server error, a timeout, a lost connection. */
export function mayPass(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return false;
  if (error instanceof HTTPError) return error.status >= 500;
  return error instanceof Error && (error.name === 'AbortError' || 'code' in error || error instanceof TypeError);
}

/** Ids that say where something happened. */
export type Where = Readonly<Record<string, string | undefined>>;

/** Writes down a failure of Discord's or of ours: what was tried, where, and why it failed, without anybody's words. */
export function report(
  { log, meter }: Pick<Context, 'log' | 'meter'>,
  error: unknown,
  doing: string,
  where: Where,
): void {
  const code = codeOf(error);
  if (code !== undefined || error instanceof HTTPError) {
    meter.discordError(String(code ?? (error as HTTPError).status));
  }
  const fields = { ...where, error: describeError(error) };
  if (isOrdinary(error)) log.warn(fields, `Discord refused: ${doing}`);
  else log.error(fields, `failed: ${doing}`);
}

/** Pauses in milliseconds before further tries of what may pass. */
const PAUSES = [500, 2000, 6000];

/** Tries something again that failed for a reason that may pass. Only for what can be done twice without harm. */
export async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return attempt();
}
