import type { CommandInteractionOption, Interaction } from 'discord.js';
import type { Call, Command } from '../chat/command.ts';
import type { Place } from '../chat/place.ts';
import { DEFAULT_SERVER_SETTINGS, type ServerSettings } from '../chat/servers.ts';
import type { Services } from '../chat/services.ts';
import type { Way } from './meter.ts';

/** Where an interaction happened and what the server has decided. */
export interface Scene {
  readonly place: Place;
  /** For a thread the channel it belongs to, else the channel itself. */
  readonly parentId: string;
  readonly isThread: boolean;
  readonly roleIds: readonly string[];
  readonly settings: ServerSettings;
}

/** Reads where an interaction happened. */
export async function sceneOf(interaction: Interaction, services: Services): Promise<Scene> {
  const { user, guildId, channel, member } = interaction;
  const channelId = interaction.channelId ?? '';
  const isThread = channel?.isThread() ?? false;
  const roles = member?.roles;
  return {
    place: { userId: user.id, channelId, ...(guildId ? { serverId: guildId } : {}) },
    parentId: (channel?.isThread() ? channel.parentId : undefined) ?? channelId,
    isThread,
    roleIds: roles === undefined ? [] : Array.isArray(roles) ? roles : [...roles.cache.keys()],
    settings: guildId ? await services.servers.settings(guildId) : DEFAULT_SERVER_SETTINGS,
  };
}

/** The subcommand and the options as typed. */
export function readOptions(data: readonly CommandInteractionOption[]): Pick<Call, 'options' | 'subcommand'> {
  const [first] = data;
  if (first?.options) return { subcommand: first.name, ...flat(first.options) };
  return first && first.value === undefined && data.length === 1 ? { subcommand: first.name, options: {} } : flat(data);
}

function flat(data: readonly CommandInteractionOption[]): { options: Call['options'] } {
  return {
    options: Object.fromEntries(data.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
  };
}

/** The command that asks a question in plain words: what a mention, a direct message and the limits on asking are about. */
export const ASK = 'ask';
/** The command that lists papers for words. */
export const SEARCH = 'search';
/** The command that shows one paper. */
export const PAPER = 'paper';

/** A command of the bot's by name. */
export function commandNamed(commands: readonly Command[], name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}

/** Whether a call costs as much as a question. */
export function isQuestion(way: Way, name: string): boolean {
  return name === ASK && way !== 'press' && way !== 'autocomplete';
}
