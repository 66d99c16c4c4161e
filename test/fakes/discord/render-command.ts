import type { CommandEntity } from './entities.ts';
import { CommandType, type Json } from './wire.ts';
import type { World } from './world.ts';

/**
 * A command as Discord gives it back, which is not what was sent: defaults are filled in, what is false or empty is left out
 * of options, and localizations are absent unless `localized` (`with_localizations=true` on a GET) asks for them.
 */
export function renderCommand(world: World, command: CommandEntity, localized: boolean): Json {
  const { body } = command;
  return {
    id: command.id,
    application_id: world.bot.id,
    version: command.version,
    type: body.type ?? CommandType.chatInput,
    name: body.name,
    description: body.description ?? '',
    ...localizations(body, localized),
    ...optionList(body.options, localized),
    default_member_permissions: body.default_member_permissions ?? null,
    nsfw: body.nsfw ?? false,
    contexts: body.contexts ?? null,
    integration_types: body.integration_types ?? [0],
    ...(command.guildId === undefined
      ? { dm_permission: body.dm_permission ?? body.contexts?.includes(1) ?? true }
      : { guild_id: command.guildId }),
  };
}

function localizations(item: Json, localized: boolean): Json {
  if (!localized) return {};
  return {
    name_localizations: item.name_localizations ?? null,
    ...('description' in item ? { description_localizations: item.description_localizations ?? null } : {}),
  };
}

function optionList(options: Json['options'], localized: boolean): Json {
  if (!Array.isArray(options) || options.length === 0) return {};
  return { options: options.map((option: Json) => renderOption(option, localized)) };
}

function renderOption(option: Json, localized: boolean): Json {
  const { name_localizations: _, description_localizations: __, options, choices, ...plain } = option;
  const kept = Object.entries(plain).filter(([, value]) => value != null && value !== false);
  const list = Array.isArray(choices) ? (choices as Json[]) : [];
  return {
    ...Object.fromEntries(kept),
    ...localizations(option, localized),
    ...(list.length === 0
      ? {}
      : { choices: list.map(({ name, value, ...rest }) => ({ name, value, ...localizations(rest, localized) })) }),
    ...optionList(options, localized),
  };
}
