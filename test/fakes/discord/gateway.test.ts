import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FakeDiscord } from './index.ts';
import type { Json } from './wire.ts';

let discord: FakeDiscord;

beforeAll(async () => {
  discord = await FakeDiscord.start({ guilds: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
});
afterAll(() => discord.stop());

/** A socket, spoken to by hand. */
async function connect(query = 'v=10&encoding=json') {
  const socket = new WebSocket(`${discord.gateway.url}/?${query}`);
  const frames: Json[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(data.toString())));
  const closed = once(socket, 'close').then(([code]) => code as number);
  await Promise.race([once(socket, 'open'), closed]);
  return { socket, frames, closed, send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })) };
}

const identity = (fields: Json = {}) => ({
  token: discord.token,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  intents: 1,
  ...fields,
});

describe('the gateway, spoken to by hand', () => {
  const refused: [what: string, code: number, frames: () => [op: number, d: unknown][]][] = [
    ['an unknown opcode', 4001, () => [[99, null]]],
    ['a malformed identify', 4002, () => [[2, { token: discord.token }]]],
    ['a presence before the identify', 4003, () => [[3, {}]]],
    ['a wrong token', 4004, () => [[2, identity({ token: 'wrong' })]]],
    [
      'a second identify',
      4005,
      () => [
        [2, identity()],
        [2, identity()],
      ],
    ],
    ['a shard that is none', 4010, () => [[2, identity({ shard: [2, 2] })]]],
    ['an intent that is none', 4013, () => [[2, identity({ intents: 1 << 19 })]]],
    ['a privileged intent that is not granted', 4014, () => [[2, identity({ intents: 1 << 1 })]]],
    ['too many frames', 4008, () => Array.from({ length: 121 }, () => [1, null])],
    ['a wrong token on resuming', 4004, () => [[6, { token: 'wrong', session_id: 'x', seq: 1 }]]],
  ];
  it.each(refused)('closes on %s with %i', async (_, code, frames) => {
    const { send, closed } = await connect();
    for (const [op, d] of frames()) send(op, d);
    expect(await closed).toBe(code);
  });

  it('closes on what is no JSON, and on another version or encoding', async () => {
    const { socket, closed } = await connect();
    socket.send('{');
    expect(await closed).toBe(4002);
    expect(await (await connect('v=9&encoding=json')).closed).toBe(4012);
    expect(await (await connect('v=10&encoding=etf')).closed).toBe(4002);
  });

  it('says hello, acknowledges heartbeats, and sends each shard its servers', async () => {
    const shards = await Promise.all([0, 1].map(() => connect()));
    for (const [index, { send }] of shards.entries()) {
      send(1, null);
      send(2, identity({ shard: [index, 2] }));
    }
    const count = (index: number, name: string) => shards[index]!.frames.filter(({ t }) => t === name).length;
    await expect.poll(() => count(0, 'GUILD_CREATE') + count(1, 'GUILD_CREATE')).toBe(3);
    for (const [index, { frames }] of shards.entries()) {
      expect(frames[0]).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
      expect(frames[1]).toEqual({ op: 11 });
      const ready = frames[2]?.d as Json;
      expect(ready).toMatchObject({ v: 10, shard: [index, 2], resume_gateway_url: discord.gateway.url });
      expect(ready.guilds).toHaveLength(count(index, 'GUILD_CREATE'));
      const mine = [...discord.world.guilds.keys()].filter((id) => Number((BigInt(id) >> 22n) % 2n) === index);
      expect((ready.guilds as Json[]).map(({ id }) => id)).toEqual(mine);
    }
  });

  it('replays from the sequence a resume names, answers an unknown session with op 9, and a sequence too high with 4007', async () => {
    const first = await connect();
    first.send(2, identity());
    await expect.poll(() => first.frames.at(-1)?.t).toBe('GUILD_CREATE');
    const { session_id } = first.frames.find(({ t }) => t === 'READY')!.d as Json;
    first.socket.terminate();
    const second = await connect();
    second.send(6, { token: discord.token, session_id, seq: 2 });
    await expect.poll(() => second.frames.at(-1)?.t).toBe('RESUMED');
    expect(second.frames.slice(1).map(({ t, s }) => [t, s])).toEqual([
      ['GUILD_CREATE', 3],
      ['GUILD_CREATE', 4],
      ['RESUMED', 5],
    ]);
    const third = await connect();
    third.send(6, { token: discord.token, session_id: 'unknown', seq: 1 });
    await expect.poll(() => third.frames.at(-1)).toEqual({ op: 9, d: false });
    third.send(6, { token: discord.token, session_id, seq: 99 });
    expect(await third.closed).toBe(4007);
  });
});
