import type { Route } from '../route.ts';
import { applicationRoutes } from './application.ts';
import { callbackRoutes } from './callback.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { reactionRoutes } from './reactions.ts';
import { threadRoutes } from './threads.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route the fake speaks. */
export const ROUTES: readonly Route[] = [
  ...applicationRoutes,
  ...callbackRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...guildRoutes,
  ...reactionRoutes,
  ...threadRoutes,
  ...webhookRoutes,
];
