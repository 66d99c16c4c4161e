import { isUnicodeEmoji } from '../component-limits.ts';
import { react } from '../reaction.ts';
import { refusals } from '../refusal.ts';
import { renderUser } from '../render.ts';
import { noContent, ok, type Route, route } from '../route.ts';
import { empty } from '../schemas.ts';
import { demand, reachChannel, reachMessage } from './access.ts';

const REACTION = '/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}';

/** The bot's own reactions, and who reacted. */
export const reactionRoutes: Route[] = [
  route('PUT', `${REACTION}/@me`, empty, ({ realm, params }) => {
    const channel = reachChannel(realm, params.channel_id!);
    const message = reachMessage(channel, params.message_id!);
    demand(realm, channel, 'ReadMessageHistory');
    if (!message.reactions.has(params.emoji_name!)) demand(realm, channel, 'AddReactions');
    if (!isUnicodeEmoji(params.emoji_name!)) throw refusals.unknownEmoji();
    react(realm, message, realm.world.bot.id, params.emoji_name!, true);
    return noContent;
  }),
  route('DELETE', `${REACTION}/@me`, empty, ({ realm, params }) => {
    const message = reachMessage(reachChannel(realm, params.channel_id!), params.message_id!);
    react(realm, message, realm.world.bot.id, params.emoji_name!, false);
    return noContent;
  }),
  route(
    'GET',
    REACTION,
    empty,
    ({ realm, params }) => {
      const message = reachMessage(reachChannel(realm, params.channel_id!), params.message_id!);
      const users = [...(message.reactions.get(params.emoji_name!) ?? [])];
      return ok(users.map((id) => renderUser(realm.world.users.get(id)!)));
    },
    { query: ['limit', 'after', 'type'] },
  ),
];
