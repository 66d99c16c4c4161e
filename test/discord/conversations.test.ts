import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelEntity, FakeDiscord, SeenMessage, User } from '../fakes/discord/index.ts';
import { until } from '../until.ts';
import {
  fakeDiscord,
  followupOf,
  type Home,
  makeHome,
  type Program,
  startOnline,
  stopProgram,
  updateOf,
} from './program.ts';

const DEPTH = 'https://arxiv.org/abs/2401.10891';
const QUESTION = '단안 깊이 추정을 아무 사진에나 하는 기반 모델이 뭐야?';
/** Says nothing by itself. */
const NEXT = '그거는요?';
const ENV = { QUESTIONS_PER_USER: '1000', QUESTIONS_PER_SERVER: '1000' };

let home: Home;
let discord: FakeDiscord;
let program: Program;
let user: User;
let other: User;

beforeAll(async () => {
  [home, discord] = await Promise.all([
    makeHome(),
    fakeDiscord({
      guilds: [
        { name: '논문 모임', channels: ['일반', '논문', '읽기', '닫힘'] },
        { name: 'Club', locale: 'en-US', channels: ['general'] },
      ],
    }),
  ]);
  program = await startOnline({ discord, home, env: ENV });
  user = discord.user('철수');
  other = discord.user('영희');
});

afterAll(async () => {
  await stopProgram(program);
  expect(program.output.out + program.output.err).not.toMatch(/깊이|depth|evil|everyone/i);
  await discord.stop();
  await home.remove();
});

afterEach(() => {
  expect(discord.violations).toEqual([]);
});

/** Opens a thread under an answer; gives it and the message in it that welcomes. */
async function openThread(answer: SeenMessage): Promise<{ thread: ChannelEntity; welcome: SeenMessage }> {
  const pressed = user.click(answer, '스레드에서 이어가기');
  expect((await pressed.acknowledged()).ephemeral).toBe(true);
  const told = await pressed.reply();
  const id = /<#(\d+)>/.exec(told.text)?.[1];
  expect(told.text).toBe(`여기서 이어가요. <#${id}>`);
  const thread = discord.channel(id!);
  return { thread, welcome: discord.messages(thread)[0]! };
}

describe('a mention', () => {
  it('is answered with a reply that calls nobody, in the language of the question', async () => {
    const said = user.say('일반', `${discord.mention} ${QUESTION}`);
    const reply = await said.reply();
    expect([reply.repliesTo, reply.pings, reply.urls.includes(DEPTH)]).toEqual([said.message.id, false, true]);
    await until(() => said.typing > 0);
    const english = user.say('general', `${discord.mention} Which model estimates depth from any single image?`);
    expect((await english.reply()).text).toMatch(/From the paper summaries|Closest/);
  });

  it('without a question is told what can be asked; messages to others are left alone', async () => {
    expect((await user.say('일반', discord.mention).reply()).text).toMatch(/AI 논문에 관해 물어봐/);
    expect((await user.say('일반', '깊이 추정 논문 있어요?').settled()).replies).toEqual([]);
    expect((await user.say('일반', `${other.mention} 깊이 추정`).settled()).replies).toEqual([]);
  });

  it('cannot smuggle mentions or links into the answer', async () => {
    const said = user.say(
      '일반',
      `${discord.mention} @everyone <@&1> [깊이](https://evil.example) ${other.mention} 추정`,
    );
    const reply = await said.reply();
    expect(reply.pings).toBe(false);
    expect(reply.urls.some((url) => /evil/.test(url))).toBe(false);
  });

  it('has buttons that belong to its asker', async () => {
    const reply = await user.say('일반', `${discord.mention} ${QUESTION}`).reply();
    expect((await followupOf(user.click(reply, '논문 더 보기'))).ephemeral).toBe(false);
    expect((await followupOf(other.click(reply, '논문 더 보기'))).ephemeral).toBe(true);
  });

  it('is answered where replies cannot be made, and where embeds cannot', async () => {
    discord.deny('읽기', 'ReadMessageHistory', 'EmbedLinks');
    const reply = await user.say('읽기', `${discord.mention} ${QUESTION}`).reply();
    expect([reply.repliesTo, reply.embeds, reply.urls.includes(DEPTH)]).toEqual([undefined, [], true]);
  });

  it('in a channel where the bot may not write does no harm', async () => {
    discord.deny('닫힘', 'SendMessages');
    expect((await user.say('닫힘', `${discord.mention} ${QUESTION}`).settled({ quiet: 400 })).replies).toEqual([]);
    expect((await user.say('일반', `${discord.mention} ${QUESTION}`).reply()).urls).toContain(DEPTH);
  });
});

describe('direct messages', () => {
  it('are answered without a mention, and remember what was said', async () => {
    expect((await user.say(user.dm, QUESTION).reply()).urls).toContain(DEPTH);
    const next = await user.say(user.dm, NEXT).reply();
    expect(next.urls).toContain(DEPTH);
  });

  it('may be a command by its bare name, in either language', async () => {
    expect((await other.say(other.dm, 'help').reply()).text).toMatch(/^### What I can do/);
    expect((await user.say(user.dm, '/오늘').reply()).text).toMatch(/2024-01-22 논문 8편/);
    // What needs options is a question like any other.
    expect((await user.say(user.dm, 'search').reply()).text).not.toMatch(/검색 결과/);
  });

  it('are answered in the language of what was said before, where they show none', async () => {
    const reader = discord.user('Reader');
    await reader.say(reader.dm, 'Which model estimates depth from any single image?').reply();
    expect((await reader.say(reader.dm, '2401.10891').reply()).text).toMatch(/^### From the paper summaries/);
    expect((await discord.user('새싹').say(discord.user('새싹').dm, '2401.10891').reply()).text).toMatch(
      /^### 논문 요약/,
    );
  });
});

describe('threads', () => {
  it('are opened under an answer, once, and say how to go on', async () => {
    const answer = await user.command('논문', '/ask', { question: QUESTION }).reply();
    const { thread, welcome } = await openThread(answer);
    expect(thread.name).toBe(QUESTION);
    expect(welcome.text).toMatch(/멘션.*\/ask/);
    expect((await other.click(answer, '스레드에서 이어가기').reply()).text).toBe(
      `이미 열린 스레드가 있어요. <#${thread.id}>`,
    );
  });

  it('are opened once, though two press at the same moment', async () => {
    const answer = await user.command('논문', '/ask', { question: QUESTION }).reply();
    const pressed = [user, other].map((one) => one.click(answer, '스레드에서 이어가기'));
    const told = await Promise.all(pressed.map((one) => one.reply({ quiet: 400 })));
    const threads = told.map(({ text }) => /<#(\d+)>/.exec(text)?.[1]);
    expect(threads).toEqual([answer.id, answer.id]);
    expect(told.map(({ text }) => /이미 열린/.test(text)).sort()).toEqual([false, true]);
  });

  it('keep the context of what was asked, for mentions, replies and /ask', async () => {
    const answer = await user.command('논문', '/ask', { question: QUESTION }).reply();
    const { thread, welcome } = await openThread(answer);
    const mentioned = await user.say(thread, `${discord.mention} ${NEXT}`).reply();
    expect(mentioned.urls).toContain(DEPTH);
    const replied = await other.say(thread, NEXT, { replyTo: welcome }).reply();
    expect(replied.urls).toContain(DEPTH);
    const asked = await user.command(thread, '/ask', { question: NEXT }).reply();
    expect(asked.urls).toContain(DEPTH);
    expect(asked.buttons.some(({ label }) => /스레드/.test(label))).toBe(false);
    // What is said to others there is not read, and elsewhere nothing is known of it.
    expect((await user.say(thread, NEXT).settled()).replies).toEqual([]);
    expect((await user.command('논문', '/ask', { question: NEXT }).reply()).urls).not.toContain(DEPTH);
  });

  it('can be left out: a reply to an answer goes on with it in the channel', async () => {
    const first = await user.say('일반', `${discord.mention} ${QUESTION}`).reply();
    const second = await user.say('일반', NEXT, { replyTo: first }).reply();
    expect(second.urls).toContain(DEPTH);
    const third = await other.say('일반', NEXT, { replyTo: second }).reply();
    expect(third.urls).toContain(DEPTH);
  });

  it('cannot be opened without the permission, which is said', async () => {
    const answer = await user.command('일반', '/ask', { question: QUESTION }).reply();
    discord.deny('일반', 'CreatePublicThreads');
    const pressed = user.click(answer, '스레드에서 이어가기');
    expect(await pressed.acknowledged()).toMatchObject({ type: 4, ephemeral: true });
    expect(pressed.message?.text).toMatch(/권한이 저에게 없어요/);
    discord.deny('일반');
  });
});

describe('after a restart', () => {
  it('threads, buttons and menus go on working, and where the memory is lost they answer kindly', async () => {
    const [answer, quiet] = await Promise.all(
      [1, 2].map(() => user.command('일반', '/ask', { question: QUESTION }).reply()),
    );
    const today = await user.command('일반', '/today', { count: 3 }).reply();
    const { thread: former } = await openThread(await user.command('논문', '/ask', { question: QUESTION }).reply());
    await stopProgram(program);
    await discord.offline();
    program = await startOnline({ discord, home, env: ENV });
    expect((await followupOf(user.click(answer!, '근거 문장 보기'))).text).toMatch(/근거가 된 문장/);
    expect((await updateOf(user.click(today, '다음'))).text).toMatch(/^4\. /m);
    expect((await user.say(former, `${discord.mention} ${NEXT}`).reply()).urls).toContain(DEPTH);
    const { thread } = await openThread(answer!);
    expect((await user.command(thread, '/ask', { question: NEXT }).reply()).urls).toContain(DEPTH);
    expect(discord.requestsTo('PUT', '/applications/{application_id}/commands')).toHaveLength(1);
    // The same with the memory of all of it gone.
    await stopProgram(program);
    await discord.offline();
    program = await startOnline({ discord, home, env: { ...ENV, STATE_DIR: `${home.state}/empty` } });
    const stale = await followupOf(user.click(answer, '근거 문장 보기'));
    expect([/다시 물어봐/.test(stale.text), stale.ephemeral]).toEqual([true, true]);
    const forgotten = user.click(quiet!, '스레드에서 이어가기');
    await forgotten.acknowledged();
    expect(forgotten.message?.text).toMatch(/기억나지 않아요/);
  });
});
