import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Activity } from './activity.ts';
import { Connection, Session } from './gateway-session.ts';
import { type Close, readIdentify, readResume } from './identify.ts';
import type { Journal } from './journal.ts';
import { renderGuildCreate, renderUser } from './render.ts';
import { Intent, type Json } from './wire.ts';
import type { World } from './world.ts';

/** What the gateway needs to know besides the world. */
export interface GatewayOptions {
  /** The bot's token; read at every identify, so a test may change it. */
  token: () => string;
  /** Bits of the privileged intents that the developer portal grants. */
  privilegedIntents: number;
  heartbeatIntervalMs: number;
}

/** The fake's end of the gateway: version 10, JSON, sessions that can be resumed, and the ways in which they break. */
export class Gateway {
  /** When false, heartbeats are not answered, as on a zombie connection. */
  acknowledgeHeartbeats = true;
  /** How many shards GET /gateway/bot recommends. */
  shards = 1;
  /** Address of this gateway, as GET /gateway/bot and READY give it; set once the server listens. */
  url = '';
  readonly #world: World;
  readonly #journal: Journal;
  readonly #activity: Activity;
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();

  constructor(world: World, journal: Journal, activity: Activity, options: GatewayOptions) {
    this.#world = world;
    this.#journal = journal;
    this.#activity = activity;
    this.#options = options;
  }

  /** Takes over the HTTP server's upgrades. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      this.#server.handleUpgrade(request, socket, head, (websocket) => {
        const refused = this.#connect(websocket, new URL(request.url ?? '/', 'ws://fake').searchParams);
        if (refused) websocket.close(...refused);
      });
    });
  }

  /** How many sockets are open. */
  get connected(): number {
    return this.#connections.size;
  }

  /** How many sessions hold a socket, which is how many shards of the bot are online. */
  get sessions(): number {
    return [...this.#connections].filter(({ session }) => session !== undefined).length;
  }

  /**
   * Sends an event to every session that asked for one of `intents` (0: to all) and whose shard the guild belongs to.
   * `data` may depend on the session; undefined keeps it from that one.
   */
  dispatch(
    event: string,
    data: Json | ((session: Session) => Json | undefined),
    to: { guildId?: string | undefined; intents?: number } = {},
  ): void {
    for (const session of this.#sessions.values()) {
      const [shard, count] = session.shard;
      const home = to.guildId === undefined ? 0 : Number((BigInt(to.guildId) >> 22n) % BigInt(count));
      if (shard !== home || (to.intents && (session.intents & to.intents) === 0)) continue;
      const payload = typeof data === 'function' ? data(session) : data;
      if (payload) session.dispatch(event, payload);
    }
  }

  /** Cuts every socket without a close frame, as a lost network does. The sessions can be resumed. */
  drop(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }

  /** Closes every socket with a close code (4000 and others resume; 4004, 4014 … end the client). */
  close(code: number, reason = ''): void {
    for (const { socket } of this.#connections) socket.close(code, reason);
  }

  /** Tells every client to reconnect and resume (op 7). */
  reconnect(): void {
    for (const connection of this.#connections) connection.send({ op: 7, d: null });
  }

  /** Declares every session invalid (op 9); unless `resumable`, they are forgotten and the client must identify anew. */
  invalidate(resumable = false): void {
    if (!resumable) this.#sessions.clear();
    for (const connection of this.#connections) connection.send({ op: 9, d: resumable });
  }

  /** Forgets the sessions without a word: the next resume is answered with op 9. */
  forget(): void {
    this.#sessions.clear();
  }

  stop(): void {
    this.drop();
    this.#server.close();
  }

  #connect(socket: WebSocket, query: URLSearchParams): Close | undefined {
    if (query.get('v') !== '10') return [4012, 'Invalid API version specified.'];
    const encoding = query.get('encoding') ?? 'json';
    if (encoding !== 'json' || query.has('compress')) {
      this.#journal.violation('gateway', 'connect', `${query}: only uncompressed JSON is spoken here`);
      return [4002, 'Error while decoding payload.'];
    }
    const connection = new Connection(socket);
    this.#connections.add(connection);
    socket.on('close', () => {
      this.#connections.delete(connection);
      if (connection.session?.connection === connection) connection.session.connection = undefined;
      this.#activity.touch('gateway');
    });
    // A socket that a test cut reports an error too; there is nothing to do about it.
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const refused = this.#receive(connection, data);
      if (refused) socket.close(...refused);
    });
    connection.send({ op: 10, d: { heartbeat_interval: this.#options.heartbeatIntervalMs } });
    return undefined;
  }

  #receive(connection: Connection, data: RawData): Close | undefined {
    const { received } = connection;
    const now = performance.now();
    received.push(now);
    while (received[0]! < now - 60_000) received.shift();
    if (received.length > 120) return [4008, 'You are being rate limited.'];
    const frame = parseFrame(data);
    if (!frame) return [4002, 'Error while decoding payload.'];
    this.#journal.frames.push({ at: this.#world.clock.now(), ...frame });
    switch (frame.op) {
      case 1:
        if (this.acknowledgeHeartbeats) connection.send({ op: 11 });
        return undefined;
      case 2:
        return this.#identify(connection, frame.d);
      case 6:
        return this.#resume(connection, frame.d);
      case 3:
        return connection.session ? undefined : [4003, 'Not authenticated.'];
      default:
        this.#journal.violation('gateway', `op ${frame.op}`, 'this opcode is not spoken here');
        return [4001, 'Unknown opcode.'];
    }
  }

  #identify(connection: Connection, data: unknown): Close | undefined {
    if (connection.session) return [4005, 'Already authenticated.'];
    const read = readIdentify(data, this.#options.token(), this.#options.privilegedIntents);
    if ('close' in read) {
      if (read.problem) this.#journal.violation('gateway', 'op 2', read.problem);
      return read.close;
    }
    const session = new Session(read.identity);
    this.#sessions.set(session.id, session);
    this.#bind(connection, session);
    this.#greet(session);
    return undefined;
  }

  #greet(session: Session): void {
    const world = this.#world;
    const [shard, count] = session.shard;
    const guilds = [...world.guilds.values()].filter(({ id }) => Number((BigInt(id) >> 22n) % BigInt(count)) === shard);
    session.dispatch('READY', {
      v: 10,
      user: { ...renderUser(world.bot), verified: true, mfa_enabled: false, email: null },
      user_settings: {},
      private_channels: [],
      relationships: [],
      presences: [],
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.url,
      shard: session.shard,
      application: { id: world.bot.id, flags: 0 },
    });
    if (!session.has(Intent.guilds)) return;
    for (const guild of guilds) {
      session.dispatch('GUILD_CREATE', renderGuildCreate(world, guild, session.has(Intent.guildMembers)));
    }
  }

  #resume(connection: Connection, data: unknown): Close | undefined {
    const read = readResume(data, this.#options.token());
    if ('close' in read) return read.close;
    const session = this.#sessions.get(read.sessionId);
    if (!session) {
      connection.send({ op: 9, d: false });
      return undefined;
    }
    if (read.sequence > session.sequence) return [4007, 'Invalid seq.'];
    this.#bind(connection, session);
    session.replay(read.sequence);
    session.dispatch('RESUMED', { _trace: [] });
    return undefined;
  }

  #bind(connection: Connection, session: Session): void {
    connection.session = session;
    session.connection = connection;
    this.#activity.touch('gateway');
  }
}

function parseFrame(data: RawData): { op: number; d: unknown } | undefined {
  try {
    const frame = JSON.parse(data.toString());
    return Number.isInteger(frame?.op) ? { op: frame.op, d: frame.d } : undefined;
  } catch {
    return undefined;
  }
}
