import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Identity } from './identify.ts';
import type { Json } from './wire.ts';

/** One socket, before and after it has said who it is. */
export class Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  /** When frames came in the last minute, for the limit of 120. */
  readonly received: number[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
  }

  send(frame: Json): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(frame));
  }
}

/** What outlives a socket: the events sent, so that a resume can replay those that were missed. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: Identity['shard'];
  connection: Connection | undefined;
  #sequence = 0;
  readonly #sent: { s: number; frame: Json }[] = [];

  constructor({ intents, shard }: Identity) {
    this.intents = intents;
    this.shard = shard;
  }

  get sequence(): number {
    return this.#sequence;
  }

  has(intent: number): boolean {
    return (this.intents & intent) === intent;
  }

  /** Sends an event now, or keeps it for a resume while there is no socket. */
  dispatch(event: string, data: Json): void {
    const frame = { op: 0, t: event, s: ++this.#sequence, d: data };
    this.#sent.push({ s: frame.s, frame });
    if (this.#sent.length > 5_000) this.#sent.shift();
    this.connection?.send(frame);
  }

  /** Sends again everything after `sequence`. */
  replay(sequence: number): void {
    for (const { s, frame } of this.#sent) if (s > sequence) this.connection?.send(frame);
  }
}
