import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { messageOf, PapersError } from './errors.ts';

/** How the program is, asked anew at every request. */
export interface Health {
  /** Whether it can do its work now. */
  readonly ok: boolean;
  /** Details for people: ids and numbers. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** Bounds of histogram buckets in seconds, around what Discord allows: 3 s to acknowledge, 15 min to answer. */
const ACKNOWLEDGEMENT = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const COMPLETION = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 900];

/** What the bot counts, for Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  readonly #acknowledged = new Histogram({
    name: 'papers_acknowledgement_seconds',
    help: 'From the arrival of an interaction to the confirmation of its acknowledgement.',
    labelNames: ['way'],
    buckets: ACKNOWLEDGEMENT,
    registers: [this.registry],
  });
  readonly #finished = new Histogram({
    name: 'papers_completion_seconds',
    help: 'From the arrival of an interaction or message to the end of its answer.',
    labelNames: ['way', 'command', 'outcome'],
    buckets: COMPLETION,
    registers: [this.registry],
  });
  readonly #discordErrors = new Counter({
    name: 'papers_discord_errors_total',
    help: 'Requests that Discord refused or failed, by its error code or HTTP status.',
    labelNames: ['code'],
    registers: [this.registry],
  });
  readonly #gateway = new Counter({
    name: 'papers_gateway_events_total',
    help: 'Sessions of the gateway that became ready, were lost, or were resumed.',
    labelNames: ['event'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  acknowledged(way: string, ms: number): void {
    this.#acknowledged.observe({ way }, ms / 1000);
  }

  finished(way: string, command: string, outcome: string, ms: number): void {
    this.#finished.observe({ way, command, outcome }, ms / 1000);
  }

  discordError(code: string): void {
    this.#discordErrors.inc({ code });
  }

  gateway(event: string): void {
    this.#gateway.inc({ event });
  }

  /** Adds a number that is read whenever metrics are asked for. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}

/** A server that tells how the program is. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves `GET /healthz` (200 when all is well, else 503; JSON) and `GET /metrics` (Prometheus) on every interface.
 *
 * @param port 0 for any free one.
 * @throws PapersError `bad_config` when the port cannot be listened on.
 */
export async function serveHealth(
  port: number,
  health: () => Promise<Health>,
  metrics: Metrics,
): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://health').pathname;
    const send = (status: number, type: string, body: string) =>
      response
        .writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
        .end(request.method === 'HEAD' ? undefined : body);
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') send(405, 'text/plain', 'GET only\n');
      else if (path === '/healthz') {
        const { ok, details } = await health();
        send(
          ok ? 200 : 503,
          'application/json',
          `${JSON.stringify({ status: ok ? 'ok' : 'unavailable', ...details })}\n`,
        );
      } else if (path === '/metrics') send(200, metrics.registry.contentType, await metrics.registry.metrics());
      else send(404, 'text/plain', 'There are /healthz and /metrics.\n');
    } catch {
      send(503, 'application/json', '{"status":"unavailable"}\n');
    }
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new PapersError('bad_config', `Cannot listen on HEALTH_PORT ${port}: ${messageOf(cause)}`, { cause }));
    });
    server.listen(port, () => resolve());
  });
}
