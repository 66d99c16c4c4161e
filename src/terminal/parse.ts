import type { Language } from '../answer/answer.ts';
import { languageOf } from '../answer/language.ts';
import type { Call, Command } from '../chat/command.ts';
import type { CommandOption, Described } from '../chat/described.ts';
import { texts } from '../chat/texts.ts';
import { terminalTexts } from './texts.ts';
import { nearest, usageOf } from './usage.ts';
import { readValue } from './value.ts';

/** What a typed line asks for. */
export type Typed =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'call';
      readonly command: Command;
      readonly subcommand?: string;
      readonly options: Call['options'];
      /** That of the question; Korean when the command was called by its Korean name. */
      readonly language: Language;
    }
  /** A key that picks a control of the last reply. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'mistake'; readonly text: string };

/**
 * Reads a typed line. A line that begins with `/` is a command: `/today date:2024-01-22 count:3`, `/search 3d since:2024-01-01`;
 * what stands before the first `name:` is the first option. A number or a single letter is a key. Anything else is a question.
 */
export function parseLine(line: string, commands: readonly Command[], language: Language): Typed {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  if (/^(?:\d{1,3}|[a-z])$/i.test(text)) return { kind: 'key', key: text.toLowerCase() };
  if (!text.startsWith('/')) return question(text, commands, language);
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/s.exec(text) ?? [];
  const wanted = name.toLowerCase().normalize('NFC');
  const command = commands.find((one) => one.name === (wanted || 'help') || one.nameKo === wanted);
  const spoken = /[가-힣]/.test(wanted) ? 'ko' : language;
  if (!command) return mistake(terminalTexts(spoken).unknown(name, nearest(wanted, commands, spoken)));
  return command.serverOnly
    ? mistake(terminalTexts(spoken).onlyDiscord(command.name))
    : parseCall(command, rest, spoken);
}

function question(text: string, commands: readonly Command[], language: Language): Typed {
  const ask = commands.find((command) => command.name === 'ask');
  const option = ask?.options[0];
  if (!ask || !option) return mistake(texts(language).failure.bad_input);
  const read = readValue(option, text, language);
  if (typeof read === 'object') return mistake(read.problem);
  return { kind: 'call', command: ask, options: { question: text }, language: languageOf(text, language) };
}

function parseCall(command: Command, rest: string, language: Language): Typed {
  if (!command.subcommands?.length) return parseOptions(command, command, rest, language);
  const [, name = '', more = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? [];
  const sub = command.subcommands.find((one) => one.name === name.toLowerCase() || one.nameKo === name);
  if (!sub) return mistake(terminalTexts(language).usage(usageOf(command)));
  return parseOptions(command, sub, more, language);
}

function parseOptions(command: Command, described: Described, rest: string, language: Language): Typed {
  const words = terminalTexts(language);
  const options: Record<string, string | number | boolean> = {};
  const problems: string[] = [];
  for (const { option, text } of splitOptions(rest, described.options)) {
    const read = readValue(option, text, language);
    if (typeof read === 'object') problems.push(read.problem);
    else options[option.name] = read;
  }
  const missing = described.options.find((option) => option.required && !(option.name in options));
  if (missing && problems.length === 0) problems.push(words.missing(missing.name));
  if (problems.length > 0) return mistake([...problems, words.usage(usageOf(command, described))].join(' ').trim());
  const subcommand = described === command ? {} : { subcommand: described.name };
  return { kind: 'call', command, ...subcommand, options, language };
}

/** `first words name:value more of value other:value` — each value reaches to the next known name. */
function splitOptions(rest: string, options: readonly CommandOption[]): { option: CommandOption; text: string }[] {
  const [first] = options;
  if (!first) return [];
  const named = new Map(
    options.flatMap((option) => [[option.name, option] as const, [option.nameKo, option] as const]),
  );
  const parts: { option: CommandOption; text: string }[] = [];
  let option = first;
  let from = 0;
  const end = (at: number): void => {
    const text = unquote(rest.slice(from, at).trim());
    if (text !== '') parts.push({ option, text });
  };
  for (const match of rest.matchAll(/(?<!\S)([\p{L}_-]+):/gu)) {
    const found = named.get(match[1]!.toLowerCase());
    if (!found) continue;
    end(match.index);
    option = found;
    from = match.index + match[0].length;
  }
  end(rest.length);
  return parts;
}

function unquote(text: string): string {
  return /^"[^"]*"$|^“[^”]*”$/.test(text) ? text.slice(1, -1).trim() : text;
}

function mistake(text: string): Typed {
  return { kind: 'mistake', text };
}
