import { DiscordAPIError, PermissionFlagsBits, PermissionsBitField, REST, Routes } from 'discord.js';
import type { Command } from '../chat/command.ts';
import { PapersError } from '../errors.ts';
import { explain } from './login.ts';
import { CODES, codeOf } from './refusals.ts';
import { commandBodies, heldCommands, type Registered, registerCommands, sameCommands } from './registration.ts';

/** What the bot needs to be allowed in a server: to answer, to open threads under answers, and to show why it cannot. */
export const PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'ReadMessageHistory',
  'AddReactions',
] as const satisfies readonly (keyof typeof PermissionFlagsBits)[];

/** How Discord is asked without the gateway. */
export interface Access {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildId?: string | undefined;
}

/** What Discord says of the bot. */
export interface Examination {
  readonly applicationId: string;
  readonly name: string;
  readonly servers: number;
  /** Whether the commands that Discord holds are this program's. */
  readonly commands: 'registered' | 'different';
  readonly invite: string;
}

/** The address at which somebody who runs a server invites the bot. */
export function inviteUrl(applicationId: string): string {
  const permissions = new PermissionsBitField(PERMISSIONS.map((name) => PermissionFlagsBits[name])).bitfield;
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: permissions.toString(),
    integration_type: '0',
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/**
 * Registers the commands and does nothing else.
 *
 * @throws PapersError `bad_config` for a wrong token or a server the bot is not in, `unavailable` when Discord does not answer.
 */
export async function registerAlone(access: Access, commands: readonly Command[]): Promise<Registered['outcome']> {
  const rest = restOf(access);
  return telling(access, async () => {
    const { id } = await application(rest);
    return (await registerCommands(rest, { applicationId: id, guildId: access.guildId }, commands)).outcome;
  });
}

/** Looks at the bot through Discord's eyes, changing nothing. Throws what {@link registerAlone} throws. */
export async function examine(access: Access, commands: readonly Command[]): Promise<Examination> {
  const rest = restOf(access);
  return telling(access, async () => {
    const { id, name, approximate_guild_count: servers = 0 } = await application(rest);
    const held = await heldCommands(rest, { applicationId: id, guildId: access.guildId });
    const same = sameCommands(held, commandBodies(commands));
    return { applicationId: id, name, servers, commands: same ? 'registered' : 'different', invite: inviteUrl(id) };
  });
}

function restOf({ token, apiUrl }: Access): REST {
  return new REST({ api: apiUrl, timeout: 15_000 }).setToken(token.replace(/^Bot\s+/i, ''));
}

async function application(rest: REST): Promise<{ id: string; name: string; approximate_guild_count?: number }> {
  return (await rest.get(Routes.currentApplication())) as {
    id: string;
    name: string;
    approximate_guild_count?: number;
  };
}

async function telling<T>({ apiUrl, guildId }: Access, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (guildId !== undefined && codeOf(error) === CODES.missingAccess) throw noAccess(guildId, error);
    if (error instanceof DiscordAPIError && error.status !== 401) {
      throw new PapersError(
        'bad_config',
        `Discord refused (code ${error.code}, status ${error.status}): ${error.message.split('\n')[0]}`,
        {
          cause: error,
        },
      );
    }
    throw explain(error, apiUrl);
  }
}

/** The bot is not in the server it was told to register its commands in. */
export function noAccess(guildId: string, cause: unknown): PapersError {
  return new PapersError(
    'bad_config',
    `The bot has no access to the server ${guildId} of DISCORD_GUILD_ID. Invite it there with the scopes bot and applications.commands (\`papers doctor\` prints the link), or unset DISCORD_GUILD_ID.`,
    { cause },
  );
}
