import { LIMITS } from './limits.ts';
import { codePoints, type FormErrors, type Path } from './refusal.ts';
import type { CommandBody, CommandOption } from './schemas.ts';
import { CommandType, LOCALES, OptionType } from './wire.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Adds what Discord refuses in one application command, under `at`. */
export function commandErrors(command: CommandBody, errors: FormErrors, at: Path): void {
  const slash = (command.type ?? CommandType.chatInput) === CommandType.chatInput;
  nameErrors(command.name, slash, errors, [...at, 'name']);
  localizedErrors(command.name_localizations, errors, [...at, 'name_localizations'], (name, here) => {
    nameErrors(name, slash, errors, here);
  });
  if (slash) {
    descriptionErrors(command, errors, at);
    optionListErrors(command.options ?? [], 0, errors, [...at, 'options']);
  } else {
    const message = 'Context menu commands cannot have description';
    if (command.description) errors.add([...at, 'description'], 'APPLICATION_COMMAND_DESCRIPTION_INVALID', message);
    if (command.options?.length) {
      const why = 'Context menu commands cannot have options';
      errors.add([...at, 'options'], 'APPLICATION_COMMAND_OPTIONS_INVALID', why);
    }
  }
  if (sizeOf(command) > LIMITS.commandTotal) {
    const message = `Command exceeds maximum size (${LIMITS.commandTotal})`;
    errors.add(at, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

/** Adds what Discord refuses in a list that replaces all commands: more than 100 of a kind is another refusal, made elsewhere. */
export function commandListErrors(commands: readonly CommandBody[], errors: FormErrors): void {
  const seen = new Set<string>();
  commands.forEach((command, index) => {
    commandErrors(command, errors, [index]);
    const key = `${command.type ?? CommandType.chatInput} ${command.name}`;
    if (seen.has(key)) {
      errors.add([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    }
    seen.add(key);
  });
}

function nameErrors(name: string, slash: boolean, errors: FormErrors, at: Path): void {
  errors.lengthBetween(at, name, 1, LIMITS.commandName);
  if (slash && (!NAME.test(name) || name !== name.toLowerCase())) {
    errors.add(at, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

function descriptionErrors(item: CommandBody | CommandOption, errors: FormErrors, at: Path): void {
  if (!item.description?.trim()) errors.required([...at, 'description']);
  else errors.lengthBetween([...at, 'description'], item.description, 1, LIMITS.commandDescription);
  localizedErrors(item.description_localizations, errors, [...at, 'description_localizations'], (text, here) => {
    errors.lengthBetween(here, text, 1, LIMITS.commandDescription);
  });
}

function localizedErrors(
  map: Record<string, string> | null | undefined,
  errors: FormErrors,
  at: Path,
  check: (text: string, at: Path) => void,
): void {
  for (const [locale, text] of Object.entries(map ?? {})) {
    if (!LOCALES.includes(locale)) {
      errors.add([...at, locale], 'ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`);
    } else {
      check(text, [...at, locale]);
    }
  }
}

function optionListErrors(options: readonly CommandOption[], depth: number, errors: FormErrors, at: Path): void {
  if (options.length > LIMITS.commandOptions) {
    errors.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.commandOptions} or fewer in length.`);
  }
  const names = new Set<string>();
  let optional = false;
  const nested = (option: CommandOption) => option.type <= OptionType.subcommandGroup;
  if (options.some(nested) && !options.every(nested)) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    errors.add(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  options.forEach((option, index) => {
    const here = [...at, index];
    nameErrors(option.name, true, errors, [...here, 'name']);
    localizedErrors(option.name_localizations, errors, [...here, 'name_localizations'], (name, where) => {
      nameErrors(name, true, errors, where);
    });
    descriptionErrors(option, errors, here);
    if (names.has(option.name)) {
      const message = 'The name of an option must be unique within the command';
      errors.add([...here, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', message);
    }
    names.add(option.name);
    if (option.required && optional) {
      const message = 'Required options must be placed before non-required options';
      errors.add(here, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    if (!nested(option) && !option.required) optional = true;
    optionErrors(option, depth, errors, here);
  });
}

function optionErrors(option: CommandOption, depth: number, errors: FormErrors, at: Path): void {
  if (option.type <= OptionType.subcommandGroup) {
    const tooDeep = option.type === OptionType.subcommandGroup ? depth > 0 : depth > 1;
    if (tooDeep)
      errors.add([...at, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands nest two levels at most');
    optionListErrors(option.options ?? [], depth + 1, errors, [...at, 'options']);
    return;
  }
  if (option.choices?.length && option.autocomplete) {
    const message = 'Autocomplete and choices are mutually exclusive';
    errors.add([...at, 'autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID', message);
  }
  if (
    option.autocomplete &&
    !([OptionType.string, OptionType.integer, OptionType.number] as number[]).includes(option.type)
  ) {
    errors.add(
      [...at, 'autocomplete'],
      'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID',
      'This option type cannot autocomplete',
    );
  }
  const choices = option.choices ?? [];
  if (choices.length > LIMITS.choices) {
    errors.add([...at, 'choices'], 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.choices} or fewer in length.`);
  }
  choices.forEach((choice, index) => {
    errors.lengthBetween([...at, 'choices', index, 'name'], choice.name, 1, LIMITS.choice);
    localizedErrors(
      choice.name_localizations,
      errors,
      [...at, 'choices', index, 'name_localizations'],
      (name, here) => {
        errors.lengthBetween(here, name, 1, LIMITS.choice);
      },
    );
    if (typeof choice.value === 'string') {
      errors.lengthBetween([...at, 'choices', index, 'value'], choice.value, 1, LIMITS.choice);
    }
  });
}

/** The size Discord counts: names, descriptions and choice values of the command and all beneath, each at its longest locale. */
function sizeOf(item: CommandBody | CommandOption): number {
  const longest = (text: string | null | undefined, localized: Record<string, string> | null | undefined) =>
    Math.max(...[text ?? '', ...Object.values(localized ?? {})].map(codePoints));
  const choices = 'choices' in item ? (item.choices ?? []) : [];
  return (
    longest(item.name, item.name_localizations) +
    longest(item.description, item.description_localizations) +
    choices.reduce(
      (sum, choice) => sum + longest(choice.name, choice.name_localizations) + codePoints(String(choice.value)),
      0,
    ) +
    (item.options ?? []).reduce((sum: number, option) => sum + sizeOf(option), 0)
  );
}
