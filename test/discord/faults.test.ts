import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InteractionHandle, User } from '../fakes/discord/index.ts';
import { renderGuildCreate } from '../fakes/discord/render.ts';
import { type SampleServices, sampleServices } from '../sample.ts';
import { until } from '../until.ts';
import { startBot, type TestBot, type TestBotOptions } from './bot.ts';
import { followupOf } from './program.ts';

const QUESTION = '단안 깊이 추정을 아무 사진에나 하는 기반 모델이 뭐야?';
const DEPTH = 'https://arxiv.org/abs/2401.10891';
const EDIT = '/webhooks/{webhook_id}/{webhook_token}/messages/@original';

let services: SampleServices;
let running: TestBot | undefined;

beforeAll(async () => {
  services = await sampleServices();
});

afterAll(() => services.close());

async function start(options: Omit<TestBotOptions, 'services'> = {}): Promise<TestBot & { user: User }> {
  running = await startBot({ ...options, services });
  return { ...running, user: running.discord.user('철수') };
}

afterEach(async () => {
  const { discord, log } = running!;
  await running!.close();
  running = undefined;
  // Whatever went wrong: nothing that Discord has to refuse was sent, and nobody's words were written down.
  expect(discord.violations).toEqual([]);
  const written = log.join('');
  expect(written).not.toContain('깊이');
  expect(written).not.toContain(discord.token);
  expect(written).not.toMatch(/aW50ZXJhY3Rpb24/);
});

const ask = (user: User, question = QUESTION): InteractionHandle => user.command('일반', '/ask', { question });
const frames = ({ discord }: TestBot, op: number) => discord.journal.frames.filter((frame) => frame.op === op).length;

describe('the gateway', () => {
  it('is resumed after a lost socket, and what came meanwhile is answered', async () => {
    const bot = await start();
    bot.discord.gateway.drop();
    await bot.discord.offline();
    const missed = ask(bot.user);
    expect((await missed.reply()).urls).toContain(DEPTH);
    expect(frames(bot, 6)).toBe(1);
    await until(() => bot.bot.connected);
    expect(await bot.metrics.registry.metrics()).toMatch(/papers_gateway_events_total\{event="resumed"\} 1/);
  });

  it('is entered anew after an invalid session, a request to reconnect and a closed socket', async () => {
    const bot = await start();
    const works = async () => {
      await bot.discord.online();
      expect((await ask(bot.user).reply()).urls).toContain(DEPTH);
    };
    bot.discord.gateway.invalidate();
    await until(() => frames(bot, 2) === 2);
    await works();
    bot.discord.gateway.reconnect();
    await until(() => frames(bot, 6) === 1);
    await works();
    bot.discord.gateway.close(4000);
    await until(() => frames(bot, 6) === 2);
    await works();
  });

  it('may lose a server for a while, and gain one', async () => {
    const bot = await start();
    const { discord, user } = bot;
    const guild = discord.guild('논문 모임');
    const to = { guildId: guild.id, intents: 1 };
    discord.gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: true }, to);
    // Its people are heard all the same.
    expect((await ask(user).reply()).urls).toContain(DEPTH);
    discord.gateway.dispatch('GUILD_CREATE', () => renderGuildCreate(discord.world, guild, false), to);
    expect((await user.say('일반', `${discord.mention} ${QUESTION}`).reply()).urls).toContain(DEPTH);
    discord.join({ name: '새 서버', channels: ['새방'] });
    expect((await user.command('새방', '/ask', { question: QUESTION }).reply()).urls).toContain(DEPTH);
    discord.leave(discord.guild('새 서버'));
    expect((await ask(user).reply()).urls).toContain(DEPTH);
  });

  it('shuts the bot out for good when its token is reset', async () => {
    const bot = await start();
    bot.discord.token = 'another';
    bot.discord.gateway.invalidate();
    expect(await bot.bot.shutOut).toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/DISCORD_TOKEN/),
    });
    bot.discord.violations.length = 0;
  });
});

describe('REST', () => {
  it('waits out 429, tries again after 5xx, and still edits once in the end', async () => {
    const { discord, user } = await start();
    discord.faults.rateLimit(0.2, { route: EDIT });
    discord.faults.serverError({ route: EDIT, status: 502, times: 5 });
    const asked = ask(user);
    expect((await asked.reply()).urls).toContain(DEPTH);
    expect(discord.requestsTo('PATCH', EDIT).map(({ status }) => status)).toEqual([429, 502, 502, 502, 502, 502, 200]);
  });

  it('says so when Discord refuses the answer itself', async () => {
    const { discord, user, log } = await start();
    const body = { code: 50035, message: 'Invalid Form Body', errors: {} };
    discord.faults.add({ method: 'PATCH', route: EDIT, status: 400, body });
    const told = await followupOf(ask(user));
    expect([told.ephemeral, /문제가 생겼어요/.test(told.text)]).toEqual([true, true]);
    expect(log.join('')).toMatch(/"code":50035/);
  });

  it('takes a lost confirmation of the acknowledgement for what it is', async () => {
    const { discord, user } = await start();
    discord.faults.serverError({ route: /callback$/, afterwards: true });
    const asked = ask(user);
    expect((await asked.reply()).urls).toContain(DEPTH);
    expect(asked.refused).toEqual([40060]);
  });

  it('gives up an interaction that Discord does not know any more, and goes on', async () => {
    const { discord, user, log } = await start({ fake: { ackWindowMs: 60_000 } });
    const late = ask(user);
    discord.clock.advance(60_001);
    await until(() => /"code":10062/.test(log.join('')));
    expect(late.refused).toEqual([10062]);
    expect((await ask(user).reply()).urls).toContain(DEPTH);
  });

  it('answers slowly where Discord is slow, and goes on after cut connections', async () => {
    const { discord, user } = await start();
    const stop = discord.faults.slow(700);
    const asked = ask(user);
    expect((await asked.reply()).urls).toContain(DEPTH);
    expect(asked.refused).toEqual([]);
    stop();
    discord.faults.add({ route: EDIT, drop: true, times: 2 });
    expect((await ask(user).reply()).urls).toContain(DEPTH);
  });

  it('does not mind that a channel, a reply or a question was deleted meanwhile', async () => {
    const { discord, user, held, log, finished } = await start({
      hold: true,
      fake: { guilds: [{ name: 'g', channels: ['일반', '사라질'] }] },
    });
    const gone = ask(user);
    const said = user.say('일반', `${discord.mention} ${QUESTION}`);
    const inGone = user.say('사라질', `${discord.mention} ${QUESTION}`);
    await until(() => held.asked.length === 3);
    discord.deleteMessage(gone.message!);
    discord.deleteMessage(said.message);
    discord.deleteChannel('사라질');
    await until(() => held.asked.filter(({ options }) => options.signal?.aborted).length === 1);
    for (const one of held.asked) one.letGo();
    await finished(3);
    expect([gone.deleted, said.replies, inGone.replies]).toEqual([false, [], []]);
    expect(log.join('')).toMatch(/the channel is gone/);
    const next = ask(user);
    await until(() => held.asked.length === 4);
    held.asked[3]!.letGo();
    expect((await next.reply()).urls).toContain(DEPTH);
  });
});

describe('slow answers', () => {
  const progress = { afterMs: 150, everyMs: 100 };

  it('show progress, at most so often, never after the end', async () => {
    const { user, held, finished } = await start({ hold: true, bot: { progress } });
    const asked = ask(user);
    await until(() => held.asked.length === 1);
    const first = await asked.until((message) => /찾고 있어요/.test(message.text));
    expect(first.buttons.map(({ label }) => label)).toEqual(['그만두기']);
    const [{ options, letGo }] = held.asked as never as [HeldOne];
    for (let papers = 1; papers <= 20; papers++) options.onProgress!({ stage: 'reading', papers });
    await asked.until((message) => /20편/.test(message.text));
    options.onProgress!({ stage: 'writing', claims: ['확인된 *문장* @everyone'] });
    const writing = await asked.until((message) => /확인된/.test(message.text));
    expect(writing.text).toContain('확인된 \\*문장\\* @\u200beveryone');
    letGo();
    options.onProgress!({ stage: 'reading', papers: 99 });
    const reply = await asked.until(({ urls }) => urls.includes(DEPTH));
    await finished(1);
    const edits = asked.edits.filter(({ kind }) => kind === 'edit').map(({ afterMs }) => afterMs);
    expect(edits[0]).toBeGreaterThanOrEqual(145);
    // All but the answer itself keep their distance.
    for (let at = 1; at < edits.length - 1; at++) expect(edits[at]! - edits[at - 1]!).toBeGreaterThanOrEqual(95);
    expect(asked.edits.at(-1)?.message.text).toBe(reply.text);
  });

  it('can be stopped by whoever asked, and by nobody else', async () => {
    const { discord, user, held } = await start({ hold: true, bot: { progress } });
    held.heedsSignal = false;
    const asked = ask(user);
    const shown = await asked.until((message) => message.buttons.length > 0);
    const other = discord.user('영희').click(shown, '그만두기');
    expect(await other.acknowledged()).toMatchObject({ type: 4, ephemeral: true });
    expect(other.message?.text).toMatch(/질문한 사람만/);
    await user.click(shown, '그만두기').acknowledged();
    expect((await followupOf(asked)).text).toBe('말씀하신 대로 그만뒀어요.');
    expect(asked.deleted).toBe(true);
  });

  it('that outlive the token are posted to the channel, private ones to the asker', async () => {
    const { discord, user, held } = await start({ hold: true, bot: { progress: { afterMs: 60_000, everyMs: 1000 } } });
    const open = ask(user);
    const closed = user.command('일반', '/ask', { question: QUESTION, private: true });
    await until(() => held.asked.length === 2);
    discord.clock.advance(15 * 60_000 + 1000);
    for (const one of held.asked) one.letGo();
    const posted = await discord.awaitMessage('일반', (message) => message.urls.includes(DEPTH));
    expect([posted.pings, /시간이 오래 걸려/.test(posted.text), posted.id !== open.message?.id]).toEqual([
      false,
      true,
      true,
    ]);
    const sent = await discord.awaitMessage(user.dm);
    expect(sent.urls).toContain(DEPTH);
    expect([...open.refused, ...closed.refused]).toEqual([50027, 50027]);
    expect(discord.messages('일반').filter((message) => message.urls.includes(DEPTH))).toHaveLength(1);
  });

  it('are not given to the channel when it has been closed to the bot meanwhile', async () => {
    const { discord, user, held, log } = await start({ hold: true });
    const asked = ask(user);
    await until(() => held.asked.length === 1);
    discord.deny('일반', 'SendMessages');
    discord.clock.advance(15 * 60_000 + 1000);
    held.asked[0]!.letGo();
    await until(() => /"code":50013/.test(log.join('')));
    expect(asked.refused).not.toEqual([]);
  });

  it('that fail are said so to the asker alone, without what the operator should know', async () => {
    const { user, held, log } = await start({ hold: true });
    const asked = ask(user);
    await until(() => held.asked.length === 1);
    held.asked[0]!.fail(new TypeError('cannot read secret.json'));
    const told = await followupOf(asked);
    expect([told.ephemeral, /secret/.test(told.text), asked.deleted]).toEqual([true, false, true]);
    expect(log.join('')).toMatch(/cannot read secret\.json/);
  });
});

type HeldOne = TestBot['held']['asked'][number];

describe('too much', () => {
  it('of one person is refused privately, until the allowance grows back; others go on', async () => {
    const { discord, user } = await start({ bot: { limits: { perUser: 2, perServer: 100 } } });
    await Promise.all([ask(user).reply(), ask(user).reply()]);
    const refused = ask(user);
    expect(await refused.acknowledged()).toMatchObject({ type: 4, ephemeral: true });
    expect(refused.message?.text).toMatch(/^질문이 너무 잦아요\. \d+초 뒤에/);
    expect((await ask(discord.user('영희')).reply()).urls).toContain(DEPTH);
    // A mention cannot be answered privately: a direct message tells, and only once.
    const said = [1, 2, 3].map(() => user.say('일반', `${discord.mention} ${QUESTION}`));
    await discord.awaitMessage(user.dm);
    // Once what was said after them is answered, they will not be.
    await discord.user('영희').say('일반', `${discord.mention} ${QUESTION}`).reply();
    expect(said.flatMap(({ replies }) => replies)).toEqual([]);
    expect(discord.messages(user.dm).map(({ text }) => /너무 잦아요/.test(text))).toEqual([true]);
  });

  it('of one server is refused, too', async () => {
    const { discord } = await start({ bot: { limits: { perUser: 100, perServer: 2 } } });
    await Promise.all(['가', '나'].map((name) => ask(discord.user(name)).reply()));
    const refused = ask(discord.user('다'));
    await refused.acknowledged();
    expect(refused.message?.text).toMatch(/이 서버에서 질문이 너무 많이/);
    expect(
      (await discord.user('다').command(discord.user('다').dm, '/ask', { question: QUESTION }).reply()).urls,
    ).toContain(DEPTH);
  });

  it('at once waits in a bounded line', async () => {
    const { discord, held, bot } = await start({ hold: true, bot: { jobs: { atOnce: 1, waiting: 2 } } });
    const asked = ['가', '나', '다'].map((name) => ask(discord.user(name)));
    await Promise.all(asked.map((one) => one.acknowledged()));
    await until(() => bot.waiting === 2);
    const refused = ask(discord.user('라'));
    await refused.acknowledged();
    expect([refused.message?.ephemeral, /기다리는 질문이 아주 많아요/.test(refused.message?.text ?? '')]).toEqual([
      true,
      true,
    ]);
    for (let n = 0; n < 3; n++) {
      await until(() => held.asked.length === n + 1);
      held.asked[n]!.letGo();
    }
    for (const one of asked) expect((await one.reply()).urls).toContain(DEPTH);
  });
});

describe('stopping', () => {
  const minute = 60_000;

  it('finishes what is in hand, and takes nothing more', async () => {
    const ending = { graceMs: minute, lastWordsMs: minute, goodbyeMs: minute };
    const { user, held, bot } = await start({ hold: true, bot: { ending } });
    const quick = ask(user);
    await until(() => held.asked.length === 1);
    expect(bot.connected).toBe(true);
    const stopped = bot.stop();
    // Whoever looks at its health need send nobody here any more.
    expect(bot.connected).toBe(false);
    const refused = ask(user);
    await refused.acknowledged();
    expect(refused.message?.text).toMatch(/곧 다시 시작해요/);
    held.asked[0]!.letGo();
    expect((await quick.reply()).urls).toContain(DEPTH);
    await stopped;
    await running!.discord.offline();
  });

  it('apologises for what takes too long, and leaves', async () => {
    const { user, held, bot } = await start({
      hold: true,
      bot: { ending: { graceMs: 50, lastWordsMs: minute, goodbyeMs: minute } },
    });
    held.heedsSignal = false;
    const slow = ask(user);
    await until(() => held.asked.length === 1);
    const stopped = bot.stop();
    expect((await followupOf(slow)).text).toMatch(/다시 시작하느라/);
    await stopped;
    await running!.discord.offline();
  });
});
