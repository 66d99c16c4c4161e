import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { examine, registerAlone } from '../../src/discord/examine.ts';
import { isPapersError } from '../../src/errors.ts';
import { type FakeDiscord, LIMITS } from '../fakes/discord/index.ts';
import { fakeDiscord } from './program.ts';

const ELSEWHERE = '123456789012345678';
let discord: FakeDiscord;

beforeEach(async () => {
  discord = await fakeDiscord();
});

afterEach(async () => {
  expect(discord.violations).toEqual([]);
  await discord.stop();
});

const access = (more: { token?: string; guildId?: string } = {}) => ({
  token: discord.token,
  apiUrl: discord.url,
  ...more,
});

/** What the operator is told: never with the token in it. */
async function complaintOf(work: Promise<unknown>): Promise<[string, string]> {
  const error = await work.then(
    () => expect.unreachable(),
    (reason: unknown) => reason,
  );
  if (!isPapersError(error)) throw error;
  expect(error.message).not.toContain(discord.token);
  return [error.code, error.message];
}

describe('registerAlone', () => {
  it('registers what differs, everywhere or in one server, and only that', async () => {
    expect(await registerAlone(access(), commands)).toBe('registered');
    expect(await registerAlone(access(), commands)).toBe('unchanged');
    expect(await registerAlone(access(), commands.slice(1))).toBe('registered');
    const guildId = discord.guild('논문 모임').id;
    expect(await registerAlone(access({ guildId }), commands)).toBe('registered');
    expect(await registerAlone(access({ guildId }), commands)).toBe('unchanged');
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(3);
    expect(LIMITS.commands).toBeGreaterThan(commands.length);
  });

  it('says what is wrong: the token, the server, the address', async () => {
    expect(await complaintOf(registerAlone(access({ token: 'wrong' }), commands))).toEqual([
      'bad_config',
      expect.stringMatching(/does not accept DISCORD_TOKEN/),
    ]);
    expect(await complaintOf(registerAlone(access({ guildId: ELSEWHERE }), commands))).toEqual([
      'bad_config',
      expect.stringMatching(new RegExp(`no access to the server ${ELSEWHERE}`)),
    ]);
    expect(await complaintOf(registerAlone({ token: 'x', apiUrl: 'http://127.0.0.1:9/api' }, commands))).toEqual([
      'unavailable',
      expect.stringMatching(/127\.0\.0\.1:9.*DISCORD_API_URL/),
    ]);
  });
});

describe('examine', () => {
  it('tells the bot’s name, its servers, whether its commands stand, and how it is invited; it changes nothing', async () => {
    expect(await examine(access(), commands)).toMatchObject({ name: 'papers', servers: 1, commands: 'different' });
    await registerAlone(access(), commands);
    const { invite, ...found } = await examine(access(), commands);
    expect(found).toEqual({ applicationId: discord.botId, name: 'papers', servers: 1, commands: 'registered' });
    const query = Object.fromEntries(new URL(invite).searchParams);
    expect(query).toMatchObject({
      client_id: discord.botId,
      scope: 'bot applications.commands',
      integration_type: '0',
    });
    // Adding reactions, seeing channels, sending, embedding links, reading the history; threads: opening them, sending in them.
    expect(BigInt(query.permissions!)).toBe(
      (1n << 6n) | (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 35n) | (1n << 38n),
    );
    expect(discord.requests.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });
});
