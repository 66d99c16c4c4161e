import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import type { Command } from '../chat/command.ts';
import type { CommandOption, Described, Localized } from '../chat/described.ts';
import { SEARCH } from './command-call.ts';
import type { CommandIds } from './render.ts';
import { discordTexts } from './texts.ts';

type Json = { readonly [key: string]: unknown };

const TYPES = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
} as const;

/** Channels in which somebody can ask, or which hold threads where they can. */
const ASKING_CHANNELS = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum];

/** Channels in which messages can be posted. */
const POSTING_CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** The bot's commands as Discord registers them, localised in Korean and English, and its entry of the context menu. */
export function commandBodies(commands: readonly Command[]): readonly Json[] {
  const slash = commands.map((command) => ({
    type: ApplicationCommandType.ChatInput,
    ...described(command),
    ...(command.subcommands
      ? {
          options: command.subcommands.map((one) => ({
            type: ApplicationCommandOptionType.Subcommand,
            ...described(one),
          })),
        }
      : {}),
    ...where(command),
    default_member_permissions: command.permission === 'manage_server' ? String(PermissionFlagsBits.ManageGuild) : null,
  }));
  if (!commands.some(({ name }) => name === SEARCH)) return slash;
  const menu = {
    type: ApplicationCommandType.Message,
    name: discordTexts('en').findPapers,
    name_localizations: { ko: discordTexts('ko').findPapers, 'en-US': discordTexts('en').findPapers },
    ...where({}),
    default_member_permissions: null,
  };
  return [...slash, menu];
}

function described({ name, nameKo, description, options }: Described): Json {
  return {
    name,
    name_localizations: { ko: nameKo, 'en-US': name },
    description: description.en,
    description_localizations: localizations(description),
    ...(options.length > 0 ? { options: options.map(optionBody) } : {}),
  };
}

function optionBody(option: CommandOption): Json {
  const { name, nameKo, description, type, isForPosting, required, choices, min, max, autocomplete } = option;
  const [least, most] = type === 'string' ? ['min_length', 'max_length'] : ['min_value', 'max_value'];
  return {
    type: TYPES[type],
    name,
    name_localizations: { ko: nameKo, 'en-US': name },
    description: description.en,
    description_localizations: localizations(description),
    ...(required ? { required } : {}),
    ...(choices
      ? {
          choices: choices.map((one) => ({
            name: one.name.en,
            name_localizations: localizations(one.name),
            value: one.value,
          })),
        }
      : {}),
    ...(min === undefined ? {} : { [least!]: min }),
    ...(max === undefined ? {} : { [most!]: max }),
    ...(autocomplete ? { autocomplete } : {}),
    ...(type === 'channel' ? { channel_types: isForPosting ? POSTING_CHANNELS : ASKING_CHANNELS } : {}),
  };
}

const localizations = ({ ko, en }: Localized) => ({ ko, 'en-US': en });

function where({ serverOnly }: Pick<Command, 'serverOnly'>): Json {
  return {
    contexts: serverOnly
      ? [InteractionContextType.Guild]
      : [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

/** What registering did. */
export interface Registered {
  readonly outcome: 'unchanged' | 'registered';
  readonly ids: CommandIds;
}

/** Where commands are registered. */
export interface CommandHome {
  readonly applicationId: string;
  /** One server's id; absent: everywhere. */
  readonly guildId?: string | undefined;
}

/**
 * Registers the commands when they differ from what Discord holds.
 *
 * @throws what Discord refuses the requests with.
 */
export async function registerCommands(
  rest: Pick<REST, 'get' | 'put'>,
  { applicationId, guildId }: CommandHome,
  commands: readonly Command[],
): Promise<Registered> {
  const held = await heldCommands(rest, { applicationId, guildId });
  const wanted = commandBodies(commands);
  if (sameCommands(held, wanted)) return { outcome: 'unchanged', ids: commandIds(held) };
  const now = (await rest.put(routeOf({ applicationId, guildId }), { body: wanted })) as Json[];
  return { outcome: 'registered', ids: commandIds(now) };
}

/** The commands that Discord holds now. @throws what Discord refuses the request with. */
export async function heldCommands(rest: Pick<REST, 'get'>, home: CommandHome): Promise<readonly Json[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return (await rest.get(routeOf(home), { query })) as Json[];
}

/** By name: Discord's ids of slash commands. */
export function commandIds(held: readonly Json[]): CommandIds {
  const slash = held.filter(({ type }) => type === undefined || type === ApplicationCommandType.ChatInput);
  return new Map(slash.map(({ name, id }) => [String(name), String(id)]));
}

function routeOf({ applicationId, guildId }: CommandHome) {
  return guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);
}

/** Whether two lists of commands are the same, in any order, as far as it can be told from what Discord gives back. */
export function sameCommands(held: readonly Json[], wanted: readonly Json[]): boolean {
  const sorted = (list: readonly Json[]) =>
    list.map(essence).sort((a, b) => `${a.type} ${a.name}`.localeCompare(`${b.type} ${b.name}`));
  return isDeepStrictEqual(sorted(held), sorted(wanted));
}

/** Fields that say what a command is. Everything else Discord adds. */
const FIELDS = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'choices',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'autocomplete',
  'channel_types',
  'options',
  'contexts',
  'integration_types',
  'default_member_permissions',
  'value',
];
/** Lists of things whose order says nothing. */
const SETS = new Set(['contexts', 'integration_types', 'channel_types']);

/** A command, option or choice without what Discord adds, and without what is absent, empty or false, which are the same to it. */
function essence(item: Json): Json {
  const entries = FIELDS.flatMap((field): [string, unknown][] => {
    const value = item[field];
    if (value === undefined || value === null || value === false || value === '') return [];
    if (!Array.isArray(value)) return [[field, value]];
    if (value.length === 0) return [];
    if (SETS.has(field)) return [[field, [...value].sort((a, b) => Number(a) - Number(b))]];
    return [[field, value.map((one: Json) => essence(one))]];
  });
  return Object.fromEntries(entries);
}
