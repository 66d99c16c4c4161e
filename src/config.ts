import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { ANSWER_SETTINGS } from './config/answers.ts';
import { PAPER_SETTINGS } from './config/papers.ts';
import { RUNNING_SETTINGS } from './config/running.ts';
import { PapersError } from './errors.ts';

/** Every setting there is, in the order of README. Nothing else names environment variables, and only this file reads them. */
export const SETTINGS = { ...PAPER_SETTINGS, ...ANSWER_SETTINGS, ...RUNNING_SETTINGS } as const;

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
      const wanted = [...new Set(read.error.issues.map((issue) => issue.message))].join('; ');
      problems.push(`${name}: ${wanted}, got ${came}`);
    }
  }
  if (problems.length > 0) throw new PapersError('bad_config', `Settings are wrong: ${problems.join(' | ')}`);
  return config as Config;
}
