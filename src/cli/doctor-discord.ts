import { commands } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import type { Finding } from './finding.ts';

/** The steps in Discord's developer portal, for people who have no bot yet. */
const STEPS = [
  'Choose New Application at https://discord.com/developers/applications; on its Bot page press Reset Token and copy the token.',
  'None of the privileged intents there is needed: leave them off.',
  'Put the token into the file .env here: DISCORD_TOKEN=…',
  'Run this again: it prints the link that invites the bot to a server.',
];

/** Looks at the bot as Discord sees it: its name, its servers, its commands, and the link that invites it. */
export async function checkDiscord(config: Config): Promise<Finding> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DISCORD_GUILD_ID: guildId } = config;
  if (token === undefined) {
    return { state: 'todo', text: 'DISCORD_TOKEN is not set: npm start opens a chat in the terminal', advice: STEPS };
  }
  const { examine, PERMISSIONS } = await import('../discord/examine.ts');
  const found = await examine({ token, apiUrl, guildId }, commands);
  const registered = found.commands === 'registered';
  const where = `${found.name}, in ${found.servers} ${found.servers === 1 ? 'server' : 'servers'}`;
  return {
    state: registered && found.servers > 0 ? 'ok' : 'todo',
    text: `${where}, commands ${registered ? 'registered' : 'not registered yet: npm start does it, and npm run register alone'}`,
    advice: [
      `Invite it: ${found.invite}`,
      `The link asks for ${PERMISSIONS.join(', ')}; no privileged intent is needed.`,
    ],
  };
}
