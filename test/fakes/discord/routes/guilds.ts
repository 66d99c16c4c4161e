import { refusals } from '../refusal.ts';
import { renderChannel, renderGuild, renderMember, renderRole, renderUser } from '../render.ts';
import { ok, type Route, route } from '../route.ts';
import { empty } from '../schemas.ts';
import { reachGuild } from './access.ts';

/** Guilds and people, to be read. */
export const guildRoutes: Route[] = [
  route(
    'GET',
    '/guilds/{guild_id}',
    empty,
    ({ realm, params, query }) => {
      const guild = reachGuild(realm, params.guild_id!);
      const counts = { approximate_member_count: guild.members.size, approximate_presence_count: 1 };
      return ok({ ...renderGuild(guild), ...(query.get('with_counts') === 'true' ? counts : {}) });
    },
    { query: ['with_counts'] },
  ),
  route('GET', '/guilds/{guild_id}/channels', empty, ({ realm, params }) => {
    const channels = realm.world.channelsOf(reachGuild(realm, params.guild_id!)).filter(({ thread }) => !thread);
    return ok(channels.map((channel) => renderChannel(realm.world, channel)));
  }),
  route('GET', '/guilds/{guild_id}/roles', empty, ({ realm, params }) =>
    ok([...reachGuild(realm, params.guild_id!).roles.values()].map(renderRole)),
  ),
  route('GET', '/guilds/{guild_id}/members/{user_id}', empty, ({ realm, params }) => {
    const guild = reachGuild(realm, params.guild_id!);
    if (!realm.world.users.has(params.user_id!)) throw refusals.unknownUser();
    const member = guild.members.get(params.user_id!);
    if (!member) throw refusals.unknownMember();
    return ok(renderMember(realm.world, member));
  }),
  route('GET', '/users/{user_id}', empty, ({ realm, params }) => {
    const user = realm.world.users.get(params.user_id!);
    if (!user) throw refusals.unknownUser();
    return ok(renderUser(user));
  }),
];
