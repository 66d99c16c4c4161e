import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { PapersError } from './errors.ts';

/** One setting: how it is read, and what README and .env.example say of it. */
interface Setting<T extends z.ZodType> {
  readonly schema: T;
  /** One line for people, in English. */
  readonly about: string;
  /** Shown where there is no default: `none`, or what happens without it. */
  readonly unset?: string;
  /** Heading in README and .env.example. */
  readonly group: string;
  /** Never shown, never logged. */
  readonly secret?: boolean;
}

const setting = <T extends z.ZodType>(
  group: string,
  schema: T,
  about: string,
  more: { unset?: string; secret?: boolean } = {},
): Setting<T> => ({ group, schema, about, ...more });

const text = z.string().trim().min(1);
const flag = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] });
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const timeZone = text.refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'expected an IANA time zone such as Asia/Seoul' },
);

/** Every setting there is. The only place that names environment variables. */
export const SETTINGS = {
  DATA_DIR: setting('Data', text.default('data/papers'), 'Folder of daily files.'),
  INDEX_DIR: setting('Data', text.default('data/index'), 'Folder of the index; derived, safe to delete.'),
  STATE_DIR: setting('Data', text.default('data/state'), "Folder of the bot's database."),
  GLOSSARY_DIR: setting('Data', text.default('data/glossary'), 'Folder of glossary files (`*.txt`).'),
  TIME_ZONE: setting(
    'Data',
    timeZone.default('Asia/Seoul'),
    'Time zone of "today", "last week" and other dates in questions.',
  ),
  LOG_LEVEL: setting(
    'Running',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'Least severe log lines to write.',
  ),
  DISCORD_TOKEN: setting(
    'Discord',
    text.optional(),
    "The bot's token; without it `npm start` opens a chat in the terminal.",
    {
      unset: 'terminal chat',
      secret: true,
    },
  ),
} as const;

type Settings = typeof SETTINGS;
export type SettingName = keyof Settings;
/** All settings, read and checked. */
export type Config = { readonly [K in SettingName]: z.output<Settings[K]['schema']> };

/**
 * Reads the settings from the environment and from `.env` in the working directory (the environment wins). An empty
 * value counts as unset.
 *
 * @param env default: the process environment.
 * @param envFile default `.env`; a file that does not exist is no error.
 * @throws PapersError `bad_config` that lists every problem at once, unknown names in `.env` included; values of
 *   secrets are never part of it.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, envFile = '.env'): Config {
  const problems: string[] = [];
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  for (const name of Object.keys(fromFile)) {
    if (!(name in SETTINGS)) problems.push(`${name} in ${envFile} is not a setting of this program (see .env.example)`);
  }
  const config: Record<string, unknown> = {};
  for (const [name, { schema, secret }] of Object.entries(SETTINGS)) {
    const given = env[name]?.trim() || fromFile[name]?.trim() || undefined;
    const read = schema.safeParse(given);
    if (read.success) config[name] = read.data;
    else {
      const came = secret ? '(hidden)' : JSON.stringify(given);
      problems.push(`${name}: ${read.error.issues.map((issue) => issue.message).join('; ')}, got ${came}`);
    }
  }
  if (problems.length > 0) throw new PapersError('bad_config', `Settings are wrong: ${problems.join(' | ')}`);
  return config as Config;
}
