import { z } from 'zod';
import { flag, httpUrl, inGroup, text, whole } from './setting.ts';

const discord = inGroup('Discord');
const running = inGroup('Running');

/** The bot in Discord, and the program itself. */
export const RUNNING_SETTINGS = {
  DISCORD_TOKEN: discord(text.optional(), "The bot's token; without it `npm start` opens a chat in the terminal.", {
    unset: 'terminal chat',
    secret: true,
  }),
  DISCORD_GUILD_ID: discord(
    z
      .string()
      .regex(/^\d{15,21}$/, 'expected the id of a server: 15 to 21 digits')
      .optional(),
    'Register commands in this server alone, where changes show at once: for trying things out.',
    { unset: 'everywhere' },
  ),
  DISCORD_API_URL: discord(
    httpUrl.default('https://discord.com/api'),
    "Address of Discord's API without a version; the gateway is asked for there.",
  ),
  REGISTER_COMMANDS: discord(
    flag.default(true),
    'Whether `npm start` registers commands that differ from what Discord holds; `npm run register` does it alone.',
  ),
  QUESTIONS_PER_USER: discord(
    whole(1, 10_000).default(20),
    'Questions one person may ask in a minute; other commands and buttons count a third.',
  ),
  QUESTIONS_PER_SERVER: discord(
    whole(1, 100_000).default(120),
    'Questions a whole server may ask in a minute; other commands and buttons count a third.',
  ),
  QUESTIONS_AT_ONCE: discord(whole(1, 1_000).default(16), 'Commands worked on at the same time.'),
  QUESTIONS_WAITING: discord(
    whole(0, 100_000).default(300),
    'Commands that may wait for their turn; further ones are asked to come back later.',
  ),
  LOG_LEVEL: running(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'Least severe log lines to write.',
  ),
  HEALTH_PORT: running(
    whole(0, 65_535).optional(),
    'Port of `GET /healthz` and of Prometheus metrics at `GET /metrics`; 0: any free one, which the log names.',
    { unset: 'no port is opened' },
  ),
};
