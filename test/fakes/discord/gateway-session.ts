import { randomBytes } from 'node:crypto';
import { constants, createDeflate, type Deflate, deflateSync } from 'node:zlib';
import type { WebSocket } from 'ws';
import type { Json } from './wire.ts';

/** How a connection wants its frames: plain text, one zlib stream, or each frame compressed by itself. */
export type Compression = 'none' | 'stream' | 'frame';

/** One socket, before and after it has said who it is. */
export class Connection {
  readonly socket: WebSocket;
  session: Session | undefined;
  /** When frames came in the last minute, for the limit of 120. */
  readonly received: number[] = [];
  compression: Compression;
  readonly #stream: Deflate | undefined;

  constructor(socket: WebSocket, compression: Compression) {
    this.socket = socket;
    this.compression = compression;
    if (compression === 'stream') {
      this.#stream = createDeflate();
      this.#stream.on('data', (chunk: Buffer) => socket.send(chunk));
    }
  }

  send(frame: Json): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const text = JSON.stringify(frame);
    if (this.#stream) {
      this.#stream.write(text);
      this.#stream.flush(constants.Z_SYNC_FLUSH);
    } else {
      this.socket.send(this.compression === 'frame' ? deflateSync(text) : text);
    }
  }
}

/** What outlives a socket: the events sent, so that a resume can replay those that were missed. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: readonly [number, number];
  connection: Connection | undefined;
  #sequence = 0;
  readonly #sent: { s: number; frame: Json }[] = [];

  constructor(intents: number, shard: readonly [number, number]) {
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
