import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Activity, type Patience } from './activity.ts';
import { Clock } from './clock.ts';
import { Impossible } from './command-line.ts';
import { deleteMessage, guildField } from './deeds.ts';
import type { ChannelEntity, GuildEntity, MemberEntity } from './entities.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { Journal, type RequestRecord, type Violation } from './journal.ts';
import { Specification } from './openapi.ts';
import type { FakeDiscordOptions, GuildSpec, UserSpec } from './options.ts';
import { ORDINARY_PERMISSIONS, type PermissionName, permissionBits } from './permissions.ts';
import { RateLimits } from './rate-limits.ts';
import type { Realm } from './realm.ts';
import { renderChannel, renderGuildCreate } from './render.ts';
import { renderMessage } from './render-message.ts';
import { Rest } from './rest.ts';
import { RouteTable } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { SeenMessage } from './seen.ts';
import { type ChannelRef, User } from './user.ts';
import { ChannelType, Intent, type Json } from './wire.ts';
import { World } from './world.ts';

/** Whether a text is the template of a route, so that a mistyped one is not taken for one that was never called. */
const isRoute = (template: string) => ROUTES.some(({ path }) => path === template);

/**
 * Discord on loopback, for a real client: a gateway and a REST API that speak the true protocol, a world of servers and people, and verbs
 * that act as those people. It refuses what Discord refuses and writes down everything the client does.
 */
export class FakeDiscord {
  readonly world: World;
  readonly clock = new Clock();
  readonly gateway: Gateway;
  readonly faults = new Faults(isRoute);
  readonly journal = new Journal();
  /** The bot's token, which the client must present. A test may change it while the client runs, as a reset does. */
  token: string;
  readonly #realm: Realm;
  readonly #rest: Rest;
  readonly #users = new Map<string, User>();

  /** Builds the world and listens on 127.0.0.1. */
  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const discord = new FakeDiscord(options);
    const { server } = discord.#rest;
    server.listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
    discord.gateway.url = `ws://${discord.#host}`;
    return discord;
  }

  private constructor(options: FakeDiscordOptions) {
    this.world = new World(this.clock, options.botName ?? 'papers');
    this.token = options.token ?? `${Buffer.from(this.world.bot.id).toString('base64url')}.GFake0.${'0'.repeat(38)}`;
    const activity = new Activity(options.quietMs ?? 250);
    this.gateway = new Gateway(this.world, this.journal, activity, {
      token: () => this.token,
      privilegedIntents: (options.privilegedIntents ?? []).reduce((bits, name) => bits | Intent[name], 0),
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    });
    this.gateway.shards = options.shards ?? 1;
    this.#realm = {
      world: this.world,
      gateway: this.gateway,
      journal: this.journal,
      activity,
      interactions: new Map(),
      ackWindowMs: options.ackWindowMs ?? 3_000,
      tokenLifetimeMs: options.tokenLifetimeMs ?? 900_000,
    };
    this.#rest = new Rest(this.#realm, {
      routes: new RouteTable(ROUTES),
      faults: this.faults,
      rateLimits: options.rateLimits === false ? undefined : new RateLimits(),
      specification: options.openapi === undefined ? undefined : Specification.load(options.openapi),
      token: () => this.token,
    });
    this.gateway.attach(this.#rest.server);
    for (const spec of options.guilds ?? [{ name: '논문 모임' }]) this.#addGuild(spec);
  }

  /** Address for DISCORD_API_URL, without a version. */
  get url(): string {
    return `http://${this.#host}/api`;
  }

  get #host(): string {
    return `127.0.0.1:${(this.#rest.server.address() as AddressInfo).port}`;
  }

  /** Every REST request so far. */
  get requests(): RequestRecord[] {
    return this.journal.requests;
  }

  /** The requests to one route, by method and template. */
  requestsTo(method: string, route: string): RequestRecord[] {
    if (!isRoute(route)) throw new Error(`the fake has no route ${route}`);
    return this.journal.requests.filter((request) => request.method === method && request.route === route);
  }

  /** Everything the bot, or the fake itself, did wrong so far. Tests assert that it is empty. */
  get violations(): Violation[] {
    return this.journal.violations;
  }

  /** Id of the bot and of its application. */
  get botId(): string {
    return this.world.bot.id;
  }

  /** Text that mentions the bot. */
  get mention(): string {
    return `<@${this.botId}>`;
  }

  /** A person by name, made on first use; a later call with a spec changes them. */
  user(name: string, spec?: UserSpec): User {
    let user = this.#users.get(name);
    if (!user) {
      const entity = this.world.addUser(name, spec?.locale ?? 'ko');
      user = new User(this.#realm, entity, (ref) => this.channel(ref));
      this.#users.set(name, user);
      for (const guild of this.world.guilds.values()) {
        if (!spec?.guilds || spec.guilds.includes(guild.name)) this.world.addMember(guild, entity.id);
      }
    }
    if (spec?.locale) user.entity.locale = spec.locale;
    if (spec?.permissions) {
      for (const member of this.#memberships(user.id)) member.extra = permissionBits(spec.permissions);
    }
    return user;
  }

  guild(name: string): GuildEntity {
    const found = [...this.world.guilds.values()].find((guild) => guild.name === name || guild.id === name);
    if (!found) throw new Impossible(`there is no server "${name}"`);
    return found;
  }

  /** A channel by name, with or without `#`, or by id. */
  channel(ref: ChannelRef): ChannelEntity {
    if (typeof ref !== 'string') return ref;
    const name = ref.replace(/^#/, '');
    const found =
      this.world.channels.get(name) ?? [...this.world.channels.values()].find((channel) => channel.name === name);
    if (!found) throw new Impossible(`there is no channel "${ref}"`);
    return found;
  }

  /** What stands in a channel now, oldest first. */
  messages(ref: ChannelRef): SeenMessage[] {
    return [...this.channel(ref).messages.values()].map(
      (message) => new SeenMessage(renderMessage(this.world, message)),
    );
  }

  /** Waits for a message of the bot's in a channel that is as `wanted` says; those already there count. */
  awaitMessage(
    ref: ChannelRef,
    wanted: (message: SeenMessage) => boolean = () => true,
    patience: Patience = {},
  ): Promise<SeenMessage> {
    const channel = this.channel(ref);
    return this.#realm.activity.until(
      () => [`channel:${channel.id}`],
      () => this.messages(channel).find((message) => message.authorId === this.botId && wanted(message)),
      () => `a message of the bot's in #${channel.name}`,
      patience,
    );
  }

  /** Waits until the bot has a session on the gateway. */
  async online(patience: Patience = {}): Promise<void> {
    await this.#realm.activity.until(
      () => ['gateway'],
      () => this.gateway.sessions > 0 || undefined,
      () => 'the bot online',
      patience,
    );
  }

  /** Waits until the bot has no socket any more. */
  async offline(patience: Patience = {}): Promise<void> {
    await this.#realm.activity.until(
      () => ['gateway'],
      () => this.gateway.connected === 0 || undefined,
      () => 'the bot offline',
      patience,
    );
  }

  /** Waits until a command is registered, globally or for a server. */
  async registered(name: string, patience: Patience = {}): Promise<void> {
    const homes = () => [this.world.commands, ...[...this.world.guilds.values()].map(({ commands }) => commands)];
    await this.#realm.activity.until(
      () => ['commands'],
      () => homes().some((commands) => [...commands.values()].some(({ body }) => body.name === name)) || undefined,
      () => `command "${name}" registered`,
      patience,
    );
  }

  /** Adds a server while the bot runs. */
  join(spec: GuildSpec): GuildEntity {
    const guild = this.#addGuild(spec);
    for (const { id } of this.#users.values()) this.world.addMember(guild, id);
    const to = { guildId: guild.id, intents: Intent.guilds };
    this.gateway.dispatch(
      'GUILD_CREATE',
      (session) => renderGuildCreate(this.world, guild, session.has(Intent.guildMembers)),
      to,
    );
    return guild;
  }

  /** Removes the bot from a server. */
  leave(guild: GuildEntity): void {
    guild.members.delete(this.botId);
    this.gateway.dispatch('GUILD_DELETE', { id: guild.id }, { guildId: guild.id, intents: Intent.guilds });
  }

  addChannel(guild: GuildEntity, name: string): ChannelEntity {
    const channel = this.world.addChannel({ type: ChannelType.text, name, guildId: guild.id });
    this.#tell('CHANNEL_CREATE', channel);
    return channel;
  }

  /** Deletes a channel or thread with all that is in it. */
  deleteChannel(ref: ChannelRef): void {
    const channel = this.channel(ref);
    this.world.channels.delete(channel.id);
    const { guildId, parentId: parent_id = null, id, type } = channel;
    if (channel.thread) this.#tell('THREAD_DELETE', channel, { id, guild_id: guildId, parent_id, type });
    else this.#tell('CHANNEL_DELETE', channel);
  }

  deleteMessage(message: { id: string }): void {
    const found = this.world.findMessage(message.id);
    if (found) deleteMessage(this.#realm, found);
  }

  /** Forbids the bot something in a channel, and nothing else. */
  deny(ref: ChannelRef, ...permissions: PermissionName[]): void {
    const channel = this.channel(ref);
    channel.overwrites = channel.overwrites.filter(({ id }) => id !== this.botId);
    channel.overwrites.push({ id: this.botId, type: 1, allow: 0n, deny: permissionBits(permissions) });
    this.#tell('CHANNEL_UPDATE', channel);
  }

  /** Archives a thread, or with `locked` lets nobody write in it. */
  archive(thread: ChannelEntity, locked = false): void {
    Object.assign(thread.thread!, { archived: true, locked });
    this.#tell('THREAD_UPDATE', thread);
  }

  /** Closes every connection and stops listening. */
  async stop(): Promise<void> {
    this.gateway.stop();
    this.#rest.server.closeAllConnections();
    await new Promise((resolve) => this.#rest.server.close(resolve));
  }

  #addGuild(spec: GuildSpec): GuildEntity {
    const bits = spec.botPermissions ? permissionBits(spec.botPermissions) : ORDINARY_PERMISSIONS;
    const guild = this.world.addGuild(spec.name, spec.locale ?? 'ko', bits);
    for (const name of spec.channels ?? ['일반']) {
      this.world.addChannel({ type: ChannelType.text, name, guildId: guild.id });
    }
    return guild;
  }

  #memberships(userId: string): MemberEntity[] {
    return [...this.world.guilds.values()].flatMap(({ members }) => members.get(userId) ?? []);
  }

  #tell(event: string, channel: ChannelEntity, data: Json = renderChannel(this.world, channel)): void {
    this.gateway.dispatch(
      event,
      { ...data, ...guildField(channel) },
      { guildId: channel.guildId, intents: Intent.guilds },
    );
  }
}
