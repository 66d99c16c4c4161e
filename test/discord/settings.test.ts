import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelEntity, type FakeDiscord, Impossible, type User } from '../fakes/discord/index.ts';
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

describe.each([
  [
    'ko',
    'ko',
    {
      view: '‘채널 보기’',
      send: '‘메시지 보내기, 링크 첨부’',
      threads: '‘스레드에서 메시지 보내기’',
      embed: '⚠️.*‘링크 첨부’',
    },
  ],
  [
    'en-US',
    'en',
    {
      view: 'permission View Channel',
      send: 'permission Send Messages, Embed Links',
      threads: 'permission Send Messages in Threads',
      embed: '⚠️.*permission Embed Links',
    },
  ],
] as const)('posting in a channel, told in %s', (locale, language, told) => {
  let boss: User;
  beforeAll(() => {
    boss = discord.user(`boss ${language}`, { locale, permissions: ['ManageGuild'] });
  });
  afterEach(() => {
    for (const name of ['일반', '논문']) discord.deny(name);
  });
  const said = async (
    line: string,
    options: Record<string, string | { id: string }> = {},
    where: ChannelEntity | string = '일반',
  ) => (await boss.command(where, line, options).reply()).text;
  const setIn = ({ id }: { id: string }) => said('/digest set', { channel: { id }, time: '09:00' });

  it('/digest set names what the bot lacks there, and sets nothing', async () => {
    const room = discord.channel('논문');
    const thread = boss.openThread(boss.say('논문', '얘기').message, `얘기 ${language}`);
    discord.deny('논문', 'ViewChannel', 'EmbedLinks');
    expect(await setIn(room)).toMatch(new RegExp(`<#${room.id}>.*${told.view}`));
    discord.deny('논문', 'SendMessages', 'EmbedLinks');
    expect(await setIn(room)).toMatch(new RegExp(`<#${room.id}>.*${told.send}`));
    discord.deny('논문', 'SendMessagesInThreads');
    expect(await setIn(thread)).toMatch(new RegExp(`<#${thread.id}>.*${told.threads}`));
    expect(await said('/digest status')).toMatch(language === 'ko' ? /설정되어 있지 않아요/ : /No digest is set/);
    discord.deny('논문');
    discord.archive(thread, true);
    expect(await setIn(thread)).toMatch(language === 'ko' ? /열려 있는 스레드/ : /an open thread/);
    expect(await said('/digest off')).toMatch(language === 'ko' ? /설정된 소식이 없었어요/ : /No digest was set/);
  });

  it('/digest set is content without embeds, and says so; its status says what is missing since', async () => {
    const room = discord.channel('논문');
    discord.deny('논문', 'EmbedLinks');
    expect(await setIn(room)).toMatch(new RegExp(`09:00[\\s\\S]*${told.embed}`));
    discord.deny('논문');
    expect(await said('/digest status')).not.toMatch(new RegExp(told.embed));
    discord.deny('논문', 'SendMessages', 'EmbedLinks');
    expect(await said('/digest status')).toMatch(new RegExp(`⚠️.*${told.send}`));
    await said('/digest off');
  });

  it('/follow into a channel names what the bot lacks there, and another way', async () => {
    discord.deny('일반', 'SendMessages');
    const asked = { query: 'diffusion', where: 'channel' };
    const refused = await said('/follow add', asked);
    expect(refused).toMatch(
      language === 'ko' ? /‘메시지 보내기’.*다이렉트 메시지로 받아/ : /Send Messages.*by direct message/,
    );
    expect(await said('/follow list')).toMatch(
      language === 'ko' ? /아직 팔로우한 것이 없어요/ : /You follow nothing yet/,
    );
    discord.deny('일반');
    expect(await said('/follow add', asked)).toMatch(language === 'ko' ? /이 채널에 올려요/ : /in this channel/);
  });
});
