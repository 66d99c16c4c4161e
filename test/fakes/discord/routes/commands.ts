import { commandErrors, commandListErrors } from '../command-limits.ts';
import type { CommandEntity } from '../entities.ts';
import { LIMITS } from '../limits.ts';
import type { Realm } from '../realm.ts';
import { FormErrors, refusals } from '../refusal.ts';
import { renderCommand } from '../render-command.ts';
import { type Call, noContent, ok, type Route, route } from '../route.ts';
import { type CommandBody, command, commandList, commandPatch, empty } from '../schemas.ts';
import { CommandType } from '../wire.ts';

type Params = Call<unknown>['params'];

/** The routes for one home of commands: everywhere, or one guild. */
function routesAt(base: string): Route[] {
  return [
    route(
      'GET',
      base,
      empty,
      ({ realm, params, query }) => {
        const localized = query.get('with_localizations') === 'true';
        return ok([...home(realm, params).values()].map((entity) => renderCommand(realm.world, entity, localized)));
      },
      { query: ['with_localizations'] },
    ),
    route('POST', base, command, ({ realm, params, body }) => {
      const held = home(realm, params);
      check(body);
      const same = sameName(held, body);
      const entity = keep(realm, params, held, body, same);
      checkCount([...held.values()].map((entry) => entry.body));
      return { status: same ? 200 : 201, body: renderCommand(realm.world, entity, true) };
    }),
    route('PUT', base, commandList, ({ realm, params, body }) => {
      const held = home(realm, params);
      const errors = new FormErrors();
      commandListErrors(body, errors);
      errors.throwIfAny();
      checkCount(body);
      const before = new Map(held);
      held.clear();
      const made = body.map((item) => keep(realm, params, held, item, sameName(before, item)));
      return ok(made.map((entity) => renderCommand(realm.world, entity, true)));
    }),
    route('GET', `${base}/{command_id}`, empty, ({ realm, params }) =>
      ok(renderCommand(realm.world, one(realm, params), true)),
    ),
    route('PATCH', `${base}/{command_id}`, commandPatch, ({ realm, params, body }) => {
      const held = one(realm, params);
      const changed = { ...held.body, ...body } as CommandBody;
      check(changed);
      return ok(renderCommand(realm.world, keep(realm, params, home(realm, params), changed, held), true));
    }),
    route('DELETE', `${base}/{command_id}`, empty, ({ realm, params }) => {
      home(realm, params).delete(one(realm, params).id);
      return noContent;
    }),
  ];
}

/** Registration of commands, global and for one guild. */
export const commandRoutes: Route[] = [
  ...routesAt('/applications/{application_id}/commands'),
  ...routesAt('/applications/{application_id}/guilds/{guild_id}/commands'),
];

/** The map in which the commands of a request's home are kept. */
function home({ world }: Realm, params: Params): Map<string, CommandEntity> {
  if (params.application_id !== world.bot.id) throw refusals.missingAccess();
  if (params.guild_id === undefined) return world.commands;
  const guild = world.guilds.get(params.guild_id);
  // Without the applications.commands scope, or out of the guild, it is the same refusal.
  if (!guild?.members.has(world.bot.id)) throw refusals.missingAccess();
  return guild.commands;
}

function one(realm: Realm, params: Params): CommandEntity {
  const found = home(realm, params).get(params.command_id!);
  if (!found) throw refusals.unknownCommand();
  return found;
}

function check(body: CommandBody): void {
  const errors = new FormErrors();
  commandErrors(body, errors, []);
  errors.throwIfAny();
}

/** At most 100 slash commands and 15 of each context menu. */
function checkCount(bodies: readonly CommandBody[]): void {
  const count = (type: number) => bodies.filter((body) => (body.type ?? CommandType.chatInput) === type).length;
  if (count(CommandType.chatInput) > LIMITS.commands) throw refusals.tooManyCommands();
  if (count(CommandType.user) > LIMITS.contextMenus || count(CommandType.message) > LIMITS.contextMenus) {
    throw refusals.tooManyCommands();
  }
}

function sameName(held: Map<string, CommandEntity>, body: CommandBody): CommandEntity | undefined {
  const type = body.type ?? CommandType.chatInput;
  return [...held.values()].find(
    (entry) => entry.body.name === body.name && (entry.body.type ?? CommandType.chatInput) === type,
  );
}

/** Stores a command; one that was there keeps its id, and its version unless something changed. */
function keep(
  { world, activity }: Realm,
  params: Params,
  held: Map<string, CommandEntity>,
  body: CommandBody,
  before: CommandEntity | undefined,
): CommandEntity {
  const same = before && JSON.stringify(before.body) === JSON.stringify(body);
  const entity: CommandEntity = {
    id: before?.id ?? world.ids.next(),
    version: same ? before.version : world.ids.next(),
    body,
    ...(params.guild_id === undefined ? {} : { guildId: params.guild_id }),
  };
  held.set(entity.id, entity);
  activity.touch('commands');
  return entity;
}
