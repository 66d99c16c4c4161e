import { afterEach, describe, expect, it } from 'vitest';
import { type Health, type HealthServer, Metrics, serveHealth } from '../src/health.ts';

const servers: HealthServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(health: () => Promise<Health>, metrics = new Metrics()) {
  const server = await serveHealth(0, health, metrics);
  servers.push(server);
  return (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method });
}

describe('the health server', () => {
  it('says 200 when all is well, else 503, also when the question itself fails', async () => {
    let now: () => Promise<Health> = async () => ({ ok: true, details: { papers: 23 } });
    const get = await serve(() => now());
    const well = await get('/healthz');
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok', papers: 23 }]);
    now = async () => ({ ok: false, details: {} });
    expect((await get('/healthz')).status).toBe(503);
    now = () => Promise.reject(new Error('no'));
    const failed = await get('/healthz');
    expect([failed.status, await failed.json()]).toEqual([503, { status: 'unavailable' }]);
  });

  it('shows counts and times for Prometheus', async () => {
    const metrics = new Metrics();
    metrics.acknowledged('command', 42);
    metrics.finished('command', 'ask', 'done', 1500);
    metrics.discordError('50013');
    metrics.gateway('lost');
    let jobs = 3;
    metrics.gauge('papers_jobs_running', 'Jobs.', () => jobs);
    const get = await serve(async () => ({ ok: true, details: {} }), metrics);
    const first = await (await get('/metrics')).text();
    expect(first).toMatch(/papers_acknowledgement_seconds_bucket\{le="0.05",way="command"\} 1/);
    expect(first).toMatch(/papers_completion_seconds_sum\{way="command",command="ask",outcome="done"\} 1.5/);
    expect(first).toMatch(/papers_discord_errors_total\{code="50013"\} 1/);
    expect(first).toMatch(/papers_gateway_events_total\{event="lost"\} 1/);
    expect(first).toMatch(/papers_jobs_running 3/);
    jobs = 0;
    expect(await (await get('/metrics')).text()).toMatch(/papers_jobs_running 0/);
  });

  it('knows nothing else, and takes nothing', async () => {
    const get = await serve(async () => ({ ok: true, details: {} }));
    expect([
      (await get('/')).status,
      (await get('/healthz', 'POST')).status,
      (await get('/healthz', 'HEAD')).status,
    ]).toEqual([404, 405, 200]);
  });

  it('says so when its port is taken', async () => {
    await serve(async () => ({ ok: true, details: {} }));
    const taken = servers[0]!.port;
    await expect(serveHealth(taken, async () => ({ ok: true, details: {} }), new Metrics())).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(new RegExp(`HEALTH_PORT ${taken}.*EADDRINUSE`)),
    });
  });
});
