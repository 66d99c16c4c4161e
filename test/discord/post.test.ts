import { type Client, Events } from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { createClient } from '../../src/discord/client.ts';
import { DiscordPost } from '../../src/discord/post.ts';
import { SendingInDoubt } from '../../src/notify/doubt.ts';
import type { Target } from '../../src/notify/port.ts';
import type { FakeDiscord } from '../fakes/discord/index.ts';
import { fakeDiscord } from './program.ts';

const POST = { method: 'POST', route: '/channels/{channel_id}/messages' };
const LONG_AGO = new Date(0);

let discord: FakeDiscord;
let client: Client<true>;
let post: DiscordPost;

beforeAll(async () => {
  discord = await fakeDiscord({ guilds: [{ name: '모임', channels: ['a', 'b', 'c', 'd', 'e'] }] });
  const created = createClient({ apiUrl: discord.url, identifyPauseMs: 0 });
  const ready = new Promise<Client<true>>((resolve) => created.once(Events.ClientReady, resolve));
  await created.login(discord.token);
  client = await ready;
  post = new DiscordPost(client);
});
afterAll(async () => {
  expect(discord.violations).toEqual([]);
  await client.destroy();
  await discord.stop();
});

const channel = (name: string): Target => ({ kind: 'channel', id: discord.channel(name).id });
const message = (mark: string): Message => ({
  blocks: [{ kind: 'paragraph', inlines: [`message ${mark}`] }],
  controls: [[{ kind: 'button', label: 'Open', action: `digest:newest:${mark}` }]],
});
const send = (target: Target, mark: string) => post.send(target, message(mark), { nonce: mark, language: 'en' });

it('sends to channels and people, and finds its own message again by its mark', async () => {
  const user = discord.user('철수');
  for (const target of [channel('a'), { kind: 'user', id: user.id } as const]) {
    const id = await send(target, 'first');
    for (const mark of ['second', 'third']) await send(target, mark);
    expect(await post.find(target, 'first', LONG_AGO)).toEqual({ id });
    expect(await post.find(target, 'fourth', LONG_AGO)).toBe('none');
  }
});

it('says that a message may have arrived when its answer is lost or the server fails, and that it did not when it is refused', async () => {
  discord.faults.add({ ...POST, times: Number.POSITIVE_INFINITY, afterwards: true, drop: true });
  await expect(send(channel('b'), 'lost')).rejects.toBeInstanceOf(SendingInDoubt);
  discord.faults.clear();
  expect(discord.messages('b')).toHaveLength(1);
  discord.faults.add({ ...POST, times: Number.POSITIVE_INFINITY, status: 502 });
  await expect(send(channel('b'), 'failed')).rejects.toBeInstanceOf(SendingInDoubt);
  discord.faults.clear();
  discord.deny('b', 'SendMessages');
  await new Promise((resolve) => client.once(Events.ChannelUpdate, resolve));
  const refused = await send(channel('b'), 'refused').catch((error) => error);
  expect(refused).toMatchObject({ code: 'not_found' });
  expect(refused).not.toBeInstanceOf(SendingInDoubt);
});

it('cannot tell where earlier messages may not be read, or are too many', async () => {
  await send(channel('c'), 'there');
  discord.deny('c', 'ReadMessageHistory');
  await new Promise((resolve) => client.once(Events.ChannelUpdate, resolve));
  expect(await post.find(channel('c'), 'there', LONG_AGO)).toBe('unknown');

  const chatter = discord.user('수다');
  for (let at = 0; at < 510; at++) chatter.say('d', `${at}`);
  expect(await post.find(channel('d'), 'nowhere', LONG_AGO)).toBe('unknown');
  // Those that are older than the delivery need not be looked through.
  expect(await post.find(channel('d'), 'nowhere', new Date(Date.now() + 60_000))).toBe('none');
});

it('says not_found when the channel is gone', async () => {
  const target = channel('e');
  discord.deleteChannel('e');
  await new Promise((resolve) => client.once(Events.ChannelDelete, resolve));
  await expect(send(target, 'x')).rejects.toMatchObject({ code: 'not_found' });
  await expect(post.find(target, 'x', LONG_AGO)).rejects.toMatchObject({ code: 'not_found' });
});
