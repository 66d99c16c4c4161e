import { renderGuild, renderUser } from '../render.ts';
import { ok, type Route, route } from '../route.ts';
import { empty } from '../schemas.ts';
import type { Json } from '../wire.ts';
import type { World } from '../world.ts';

/** Who the bot is, and where its gateway stands. */
export const applicationRoutes: Route[] = [
  route('GET', '/gateway/bot', empty, ({ realm }) =>
    ok({
      url: realm.gateway.url,
      shards: realm.gateway.shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  ),
  route('GET', '/users/@me', empty, ({ realm }) =>
    ok({ ...renderUser(realm.world.bot), mfa_enabled: false, locale: 'en-US', verified: true, email: null }),
  ),
  route(
    'GET',
    '/users/@me/guilds',
    empty,
    ({ realm }) => {
      const { world } = realm;
      const mine = [...world.guilds.values()].filter(({ members }) => members.has(world.bot.id));
      return ok(
        mine.map((guild) => {
          const { id, name, icon, banner, features } = renderGuild(guild);
          return {
            id,
            name,
            icon,
            banner,
            owner: false,
            permissions: world.guildPermissions(world.bot.id, guild).toString(),
            features,
          };
        }),
      );
    },
    { query: ['before', 'after', 'limit', 'with_counts'] },
  ),
  route('GET', '/applications/@me', empty, ({ realm }) => ok(application(realm.world))),
  route('GET', '/oauth2/applications/@me', empty, ({ realm }) => ok(application(realm.world))),
];

function application(world: World): Json {
  const owner = [...world.users.values()].find(({ bot }) => !bot) ?? world.bot;
  return {
    id: world.bot.id,
    name: world.bot.username,
    icon: null,
    description: '',
    type: null,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: renderUser(owner),
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    bot: renderUser(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
  };
}
