import type { Command } from 'commander';
import { commands } from '../../commands/index.ts';
import { PapersError } from '../errors.ts';
import { configOf, print } from './context.ts';

/** `papers register` */
export function addRegister(program: Command): void {
  program
    .command('register')
    .description('register the slash commands in Discord, where they differ from what it holds')
    .action(register);
}

async function register(_options: object, command: Command): Promise<void> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_GUILD_ID: guildId } = configOf(command);
  if (token === undefined) {
    throw new PapersError(
      'bad_config',
      'DISCORD_TOKEN is not set: put it into .env (`papers doctor` says where to find it).',
    );
  }
  const { registerAlone } = await import('../discord/examine.ts');
  const outcome = await registerAlone({ token, apiUrl, guildId }, commands);
  const where = guildId === undefined ? 'everywhere' : `in the server ${guildId}`;
  print(
    outcome === 'registered'
      ? `${commands.length} commands and the context menu are registered ${where}.`
      : `Discord holds the same commands ${where} already; nothing was changed.`,
  );
}
