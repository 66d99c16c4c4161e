import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FakeDiscord, Impossible, type User } from '../fakes/discord/index.ts';
import { fakeDiscord, followupOf, type Home, makeHome, type Program, startOnline, stopProgram } from './program.ts';

const QUESTION = { question: '단안 깊이 추정 기반 모델' };

let home: Home;
let discord: FakeDiscord;
let program: Program;
let manager: User;
let user: User;

beforeAll(async () => {
  [home, discord] = await Promise.all([
    makeHome(),
    fakeDiscord({ guilds: [{ name: '논문 모임', channels: ['일반', '논문'] }] }),
  ]);
  program = await startOnline({ discord, home, env: { QUESTIONS_PER_USER: '1000', QUESTIONS_PER_SERVER: '1000' } });
  user = discord.user('철수', { locale: 'ko' });
  manager = discord.user('Boss', { locale: 'en-US', permissions: ['ManageGuild'] });
});

afterAll(async () => {
  await stopProgram(program);
  await discord.stop();
  await home.remove();
});

afterEach(async () => {
  await set('language', { value: 'auto' });
  await set('replies', { value: 'public' });
  await set('channels', { everywhere: true });
  await set('askers', { everybody: true });
  expect(discord.violations).toEqual([]);
});

/** Changes a setting as somebody who may. @returns what they are told. */
async function set(subcommand: string, options: Record<string, string | boolean | { id: string }>): Promise<string> {
  const asked = manager.command('일반', `/settings ${subcommand}`, options);
  expect((await asked.acknowledged()).ephemeral).toBe(true);
  return (await asked.reply()).text;
}

/** The first answer to a command when it is not taken: at once, for the asker alone. */
async function refusalOf(who: User, channel: string, options = QUESTION): Promise<string> {
  const asked = who.command(channel, '/ask', options);
  expect(await asked.acknowledged()).toMatchObject({ type: 4, ephemeral: true });
  return asked.message!.text;
}

describe('/settings', () => {
  it('is for those who manage the server, in servers', async () => {
    expect(() => user.command('일반', '/settings show')).toThrow(Impossible);
    expect(() => manager.command(manager.dm, '/settings show')).toThrow(Impossible);
    const [command] = (
      discord.requestsTo('PUT', '/applications/{application_id}/commands')[0]!.body as { name: string }[]
    ).filter(({ name }) => name === 'settings');
    expect(command).toMatchObject({ default_member_permissions: '32', contexts: [0] });
    const shown = await manager.command('일반', '/설정 보기').reply();
    expect(shown.text).toMatch(/Language.*whoever asks[\s\S]*every channel[\s\S]*everybody[\s\S]*everybody/);
  });

  it('language: what everybody sees is in it, what one person sees is in theirs', async () => {
    expect(await set('language', { value: 'en' })).toMatch(/Saved[\s\S]*Language.*English/);
    expect((await user.command('일반', '/trending', { period: 'month' }).reply()).text).toMatch(/Most voted/);
    expect((await user.command('일반', '/help').reply()).text).toMatch(/이런 일을/);
    await set('language', { value: 'auto' });
    expect((await user.command('일반', '/trending', { period: 'month' }).reply()).text).toMatch(/추천을 많이/);
  });

  it('channels: elsewhere only the asker hears where to go; threads count as their channel', async () => {
    const room = discord.channel('논문');
    expect(await set('channels', { add: room })).toContain(`<#${room.id}>`);
    expect(await refusalOf(user, '일반')).toBe(`이 서버에서는 정해진 채널에서만 답해요. <#${room.id}>`);
    const answer = await user.command('논문', '/ask', QUESTION).reply();
    expect(answer.ephemeral).toBe(false);
    const thread = user.openThread(user.say('논문', '얘기').message, '얘기');
    expect((await user.command(thread, '/ask', QUESTION).reply()).ephemeral).toBe(false);
    const said = await user.say('일반', `${discord.mention} 깊이 추정`).settled();
    expect(said.replies).toEqual([]);
    expect((await discord.awaitMessage(user.dm)).text).toContain(`<#${room.id}>`);
    expect(await set('channels', { remove: room })).toMatch(/every channel/);
    expect((await user.command('일반', '/ask', QUESTION).reply()).ephemeral).toBe(false);
  });

  it('askers: others are told which role they need', async () => {
    const guild = discord.guild('논문 모임');
    const role = discord.world.addRole(guild, '연구자', 0n);
    expect(await set('askers', { add: role })).toContain(`<@&${role.id}>`);
    expect(await refusalOf(user, '일반')).toContain(`<@&${role.id}>`);
    guild.members.get(user.id)!.roles.push(role.id);
    expect((await user.command('일반', '/ask', QUESTION).reply()).ephemeral).toBe(false);
    expect((await user.say('일반', `${discord.mention} 단안 깊이 추정`).reply()).pings).toBe(false);
    expect(await set('askers', { add: { id: guild.id } })).toMatch(/May ask.*everybody/);
  });

  it('replies: for the asker alone; a mention is told to use the command', async () => {
    await set('replies', { value: 'private' });
    const asked = user.command('일반', '/ask', QUESTION);
    expect((await asked.acknowledged()).ephemeral).toBe(true);
    const reply = await asked.reply();
    expect(reply.buttons.some(({ label }) => /스레드/.test(label))).toBe(false);
    expect((await followupOf(user.click(reply, '논문 더 보기'))).ephemeral).toBe(true);
    const quiet = discord.user('민수');
    expect((await quiet.say('일반', `${discord.mention} 깊이 추정`).settled()).replies).toEqual([]);
    expect((await discord.awaitMessage(quiet.dm)).text).toMatch(/\/ask/);
  });

  it('says when nothing was given to change', async () => {
    expect(await set('channels', {})).toMatch(/Nothing to change/);
  });
});
