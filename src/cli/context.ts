import { type Command, InvalidArgumentError } from 'commander';
import type { Language } from '../answer/answer.ts';
import { type Config, loadConfig } from '../config.ts';
import { isDay } from '../paper.ts';
import { type Look, lookOf } from '../terminal/render.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly data?: string;
  readonly index?: string;
  readonly verbose?: boolean;
}

/** The settings, with what the command line says about folders put over them. */
export function configOf(command: Command): Config {
  const { data, index } = command.optsWithGlobals<GlobalOptions>();
  const config = loadConfig();
  return {
    ...config,
    ...(data === undefined ? {} : { DATA_DIR: data }),
    ...(index === undefined ? {} : { INDEX_DIR: index }),
  };
}

/** How a reply looks on standard output; the commands it names are those of the shell. */
export function shellLook(language: Language): Look {
  return { ...lookOf(process.stdout, language), commandText: ({ name }) => shellCommand(name) };
}

/** What one types in a shell for a command of the chat. */
export function shellCommand(name: string): string {
  return `npm run -s papers -- ${name === 'help' ? '--help' : name}`;
}

/** Writes one line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes one JSON object as one line. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

/** Reads an option that is a whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

/** Reads an option that is a calendar day. */
export function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('Expected a calendar day as YYYY-MM-DD.');
}

/** A duration for people and programs: milliseconds with two decimals. */
export function roundMs(ms: number): number {
  return Math.round(ms * 100) / 100;
}
