import type { ChannelEntity, CommandEntity, UserEntity } from './entities.ts';
import { codePoints } from './refusal.ts';
import { memberFields, renderRole, renderUser } from './render.ts';
import type { Choice, CommandOption } from './schemas.ts';
import { CommandType, type Json, OptionType } from './wire.ts';
import type { World } from './world.ts';

/** What a person may type as an option's value: people, channels and roles by entity or id. */
export type OptionValue = string | number | boolean | { id: string };

/** A person cannot do this in Discord's client: the test asks for the impossible, or the bot registered something else. */
export class Impossible extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Impossible';
  }
}

/** Finds the command of a type that a user can see in a channel; `words` may be localised names. */
export function findCommand(
  world: World,
  user: UserEntity,
  channel: ChannelEntity,
  type: number,
  name: string,
): CommandEntity {
  const guild = world.guildOf(channel);
  const all = [...(guild?.commands.values() ?? []), ...world.commands.values()].filter(
    ({ body }) => (body.type ?? CommandType.chatInput) === type,
  );
  const found = all.find(({ body }) => isNamed(body, name));
  if (!found) {
    const known = all.map(({ body }) => body.name).join(', ') || 'none';
    throw new Impossible(`No command "${name}" is registered here; registered: ${known}`);
  }
  const { contexts, dm_permission: dm, default_member_permissions: needed } = found.body;
  const allowed = contexts ? contexts.includes(guild ? 0 : 1) : guild !== undefined || dm !== false;
  if (!allowed) throw new Impossible(`"${name}" is not offered in ${guild ? 'servers' : 'direct messages'}`);
  if (guild && !world.may(user.id, channel, 'UseApplicationCommands')) {
    throw new Impossible(`${user.globalName} may not use commands in #${channel.name}`);
  }
  if (guild && needed != null) {
    const bits = BigInt(needed);
    const has = world.permissions(user.id, channel);
    const administrator = world.guildPermissions(user.id, guild) !== 0n && (has & (1n << 3n)) !== 0n;
    if (!administrator && (bits === 0n || (has & bits) !== bits)) {
      throw new Impossible(`"${name}" is hidden from ${user.globalName}: it needs the permissions ${bits}`);
    }
  }
  return found;
}

function isNamed(
  item: { name: string; name_localizations?: Record<string, string> | null | undefined },
  name: string,
): boolean {
  return item.name === name || Object.values(item.name_localizations ?? {}).includes(name);
}

/** The data of a slash command as typed: `words` are the command's name and the subcommands'. `focused` names the option being typed. */
export function commandData(
  world: World,
  channel: ChannelEntity,
  command: CommandEntity,
  words: string[],
  values: Record<string, OptionValue>,
  focused?: string,
): { data: Json; choiceType: 'string' | 'number' } {
  const resolved: Record<string, Json> = {};
  let choiceType: 'string' | 'number' = 'string';
  const typed = (options: readonly CommandOption[]): Json[] => {
    const unknown = Object.keys(values).filter((key) => !options.some((option) => isNamed(option, key)));
    if (unknown.length > 0) {
      throw new Impossible(
        `"${words.join(' ')}" has no option ${unknown.join(', ')}; it has ${options.map(({ name }) => name).join(', ') || 'none'}`,
      );
    }
    return options.flatMap((option): Json[] => {
      const key = Object.keys(values).find((key) => isNamed(option, key));
      if (key === undefined) {
        if (option.required && focused === undefined) throw new Impossible(`option "${option.name}" is required`);
        return [];
      }
      if (focused !== undefined && isNamed(option, focused)) {
        if (!option.autocomplete) throw new Impossible(`option "${option.name}" does not autocomplete`);
        choiceType = option.type === OptionType.string ? 'string' : 'number';
        return [{ name: option.name, type: option.type, value: values[key], focused: true }];
      }
      const value = optionValue(world, channel, option, values[key]!, resolved);
      return [{ name: option.name, type: option.type, value }];
    });
  };
  const descend = (options: readonly CommandOption[], rest: string[]): Json[] => {
    const [word, ...more] = rest;
    const nested = options.filter(({ type }) => type <= OptionType.subcommandGroup);
    if (word === undefined) {
      if (nested.length > 0)
        throw new Impossible(`"${words.join(' ')}" needs a subcommand: ${nested.map(({ name }) => name).join(', ')}`);
      return typed(options);
    }
    const option = nested.find((candidate) => isNamed(candidate, word));
    if (!option) throw new Impossible(`"${words[0]}" has no subcommand "${word}"`);
    return [{ name: option.name, type: option.type, options: descend(option.options ?? [], more) }];
  };
  const options = descend(command.body.options ?? [], words.slice(1));
  return {
    choiceType,
    data: {
      id: command.id,
      name: command.body.name,
      type: CommandType.chatInput,
      ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
      ...(options.length > 0 ? { options } : {}),
      ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    },
  };
}

/** Checks a value as Discord's client and server do before the bot hears of it. */
function optionValue(
  world: World,
  channel: ChannelEntity,
  option: CommandOption,
  value: OptionValue,
  resolved: Record<string, Json>,
): string | number | boolean {
  const wrong = (why: string) => new Impossible(`option "${option.name}": ${why}, not ${JSON.stringify(value)}`);
  switch (option.type) {
    case OptionType.string: {
      if (typeof value !== 'string' || value === '') throw wrong('must be text');
      if (option.choices?.length) return chosen(option.choices, value, wrong);
      const length = codePoints(value);
      const max = option.max_length ?? 6000;
      if (length < (option.min_length ?? 0) || length > max)
        throw wrong(`must be ${option.min_length ?? 0}-${max} long`);
      return value;
    }
    case OptionType.integer:
    case OptionType.number: {
      if (option.choices?.length) return chosen(option.choices, value, wrong);
      if (typeof value !== 'number' || (option.type === OptionType.integer && !Number.isSafeInteger(value))) {
        throw wrong('must be a number');
      }
      if (
        value < (option.min_value ?? Number.NEGATIVE_INFINITY) ||
        value > (option.max_value ?? Number.POSITIVE_INFINITY)
      ) {
        throw wrong(`must be between ${option.min_value} and ${option.max_value}`);
      }
      return value;
    }
    case OptionType.boolean:
      if (typeof value !== 'boolean') throw wrong('must be true or false');
      return value;
    default:
      return resolve(world, channel, option, typeof value === 'object' ? value.id : String(value), resolved, wrong);
  }
}

function chosen(choices: readonly Choice[], value: OptionValue, wrong: (why: string) => Impossible): string | number {
  const choice = choices.find((candidate) => candidate.value === value || isNamed(candidate, String(value)));
  if (!choice) throw wrong(`must be one of ${choices.map(({ value }) => value).join(', ')}`);
  return choice.value;
}

/** Looks up a person, channel or role and adds it to what is resolved. */
function resolve(
  world: World,
  channel: ChannelEntity,
  option: CommandOption,
  id: string,
  resolved: Record<string, Json>,
  wrong: (why: string) => Impossible,
): string {
  const guild = world.guildOf(channel);
  const put = (kind: string, entry: Json) => {
    resolved[kind] = { ...resolved[kind], [id]: entry };
    return id;
  };
  const { type } = option;
  const user = world.users.get(id);
  if (user && (type === OptionType.user || type === OptionType.mentionable)) {
    const member = guild?.members.get(id);
    if (member && guild) {
      const permissions = world.guildPermissions(id, guild).toString();
      put('members', { ...memberFields(world, member), permissions });
    }
    return put('users', renderUser(user));
  }
  const role = guild?.roles.get(id);
  if (role && (type === OptionType.role || type === OptionType.mentionable)) return put('roles', renderRole(role));
  const other = world.channels.get(id);
  if (other && type === OptionType.channel && other.guildId === channel.guildId) {
    if (option.channel_types?.length && !option.channel_types.includes(other.type))
      throw wrong(`must be a channel of type ${option.channel_types}`);
    const { name, type: kind, parentId } = other;
    return put('channels', {
      id,
      name,
      type: kind,
      parent_id: parentId ?? null,
      permissions: world.permissions(world.bot.id, other).toString(),
    });
  }
  throw wrong('must name a person, channel or role of this server');
}
