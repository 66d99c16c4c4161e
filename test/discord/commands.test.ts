import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { FakeDiscord, InteractionHandle, SeenMessage, User } from '../fakes/discord/index.ts';
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

const DEPTH = '2401.10891';
const ROOM = '일반';

let home: Home;
let discord: FakeDiscord;
let program: Program;
let korean: User;
let english: User;

beforeAll(async () => {
  [home, discord] = await Promise.all([
    makeHome(),
    fakeDiscord({ guilds: [{ name: '논문 모임', channels: [ROOM, 'papers'] }] }),
  ]);
  program = await startOnline({ discord, home, env: { QUESTIONS_PER_USER: '1000', QUESTIONS_PER_SERVER: '1000' } });
  korean = discord.user('철수', { locale: 'ko' });
  english = discord.user('Ann', { locale: 'en-US' });
});

afterAll(async () => {
  expect(await stopProgram(program)).toBe(0);
  // Whatever was typed above: the log has ids, never words.
  const { out, err } = program.output;
  expect(out + err).not.toMatch(/깊이|추론|확산|depth|pizza|evil|everyone|내일모레|Tri Dao/i);
  await discord.stop();
  await home.remove();
});

afterEach(() => {
  expect(discord.violations).toEqual([]);
});

/** The reply, after the checks that hold for every reply: acknowledged by deferring, calling nobody. */
async function replyOf(asked: InteractionHandle): Promise<SeenMessage> {
  expect([5, 6]).toContain((await asked.acknowledged()).type);
  const reply = await asked.reply();
  expect(reply.pings).toBe(false);
  expect(asked.refused).toEqual([]);
  return reply;
}

/** What somebody is told alone in answer to a press. */
async function toldAlone(pressed: InteractionHandle): Promise<SeenMessage> {
  const told = await followupOf(pressed);
  expect(told.ephemeral).toBe(true);
  return told;
}

describe('registration', () => {
  it('registers every command once, in both languages', async () => {
    const put = discord.requestsTo('PUT', '/applications/{application_id}/commands');
    expect(put).toHaveLength(1);
    const sent = put[0]!.body as { name: string; type: number; name_localizations: Record<string, string> }[];
    expect(sent.map(({ name, type, name_localizations: { ko } = {} as never }) => [name, type, ko])).toEqual([
      ...commands.map(({ name, nameKo }) => [name, 1, nameKo]),
      ['Find papers about this', 3, '논문 찾기'],
    ]);
    expect(sent.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ask', 'today', 'search', 'paper', 'similar', 'trending', 'help', 'status', 'settings']),
    );
  });
});

describe('/ask', () => {
  it('answers in the question’s language with links that the program built, and no previews', async () => {
    const asked = korean.command(ROOM, '/질문', { 질문: '단안 깊이 추정을 아무 사진에나 하는 기반 모델이 뭐야?' });
    const reply = await replyOf(asked);
    expect(reply.urls).toContain(`https://arxiv.org/abs/${DEPTH}`);
    expect(reply.urls.every((url) => /^https:\/\/(arxiv\.org|huggingface\.co)\//.test(url))).toBe(true);
    expect(reply.text).toMatch(/\]\(<https:\/\/arxiv\.org\/abs\/2401\.10891>\)/);
    expect(reply.previewsSuppressed || reply.embeds.length > 0).toBe(true);
    expect(reply.ephemeral).toBe(false);
    // Discord does not show what was typed into a command: the answer says it.
    expect(reply.content).toMatch(/^> 단안 깊이 추정을 아무 사진에나 하는 기반 모델이 뭐야\?\n/);
    expect(reply.buttons.map(({ label, emoji }) => label || emoji)).toEqual([
      '논문 더 보기',
      '근거 문장 보기',
      '👍',
      '👎',
      '스레드에서 이어가기',
    ]);
    const other = await replyOf(korean.command(ROOM, '/ask', { question: 'Which paper speeds up LLM inference?' }));
    expect(other.text).toMatch(/From the paper summaries/);
  });

  it('takes days, and says what is wrong with one to the asker alone', async () => {
    const reply = await replyOf(
      korean.command(ROOM, '/ask', { question: '확산 모델', since: '2024-01-01', until: '2024-01-31' }),
    );
    expect(reply.text).toContain('2024-01');
    const wrong = korean.command(ROOM, '/ask', { question: '확산 모델', since: '내일모레' });
    expect((await toldAlone(wrong)).text).toMatch(/내일모레/);
    expect([wrong.deleted, wrong.message]).toEqual([true, undefined]);
  });

  it('is private when asked to be', async () => {
    const asked = english.command(ROOM, '/ask', { question: 'monocular depth estimation', private: true });
    expect((await asked.acknowledged()).ephemeral).toBe(true);
    const reply = await replyOf(asked);
    expect([reply.ephemeral, reply.buttons.some(({ label }) => /thread/.test(label))]).toEqual([true, false]);
    expect(reply.content).not.toMatch(/^>/);
  });

  it('says that it found nothing rather than guessing', async () => {
    const reply = await replyOf(english.command(ROOM, '/ask', { question: 'best pizza recipe with pineapple' }));
    expect(reply.text).not.toMatch(/\[\d\]/);
  });

  it('survives whatever is typed', async () => {
    const nasty = [
      '@everyone <@1> <@&1> </ask:1>',
      '```\n'.repeat(200),
      '[x](https://evil.example) '.repeat(30),
      '👩‍👩‍👧‍👦'.repeat(80),
      '$\\frac{a}{b}$',
    ];
    const replies = await Promise.all(nasty.map((question) => replyOf(korean.command(ROOM, '/ask', { question }))));
    for (const reply of replies) expect(reply.urls.filter((url) => /evil/.test(url))).toEqual([]);
  });

  it('gives more papers, the passages, and takes a vote', async () => {
    const asked = korean.command(ROOM, '/ask', { question: '대형 언어 모델 추론을 빠르게 하는 방법' });
    const reply = await replyOf(asked);
    const more = await followupOf(korean.click(reply, '논문 더 보기'));
    expect(more.ephemeral).toBe(false);
    expect(more.urls.some((url) => /arxiv\.org\/abs/.test(url))).toBe(true);
    const passages = await toldAlone(korean.click(reply, '근거 문장 보기'));
    expect(passages.text).toMatch(/^### 답변의 근거가 된 문장이에요/);
    expect((await toldAlone(english.click(reply, '👍'))).text).toMatch(/Thank you/);
    expect((await toldAlone(korean.click(reply, '👎'))).text).toMatch(/고마워요/);
  });

  it('shows to others alone what they press', async () => {
    const reply = await replyOf(korean.command(ROOM, '/ask', { question: '대형 언어 모델 추론을 빠르게 하는 방법' }));
    expect((await toldAlone(english.click(reply, '논문 더 보기'))).text).toMatch(/arxiv/);
  });

  it('opens a paper from the menu', async () => {
    const reply = await replyOf(korean.command(ROOM, '/ask', { question: '단안 깊이 추정 기반 모델' }));
    const [menu] = reply.menus;
    // As in the answer, where sources and papers close by are numbered.
    expect(menu!.options[0]!.label).toMatch(/^1\. /);
    const opened = await followupOf(korean.select(reply, menu!.customId, [DEPTH]));
    expect(opened.embeds[0]).toMatchObject({ url: `https://arxiv.org/abs/${DEPTH}` });
  });
});

describe('/today', () => {
  it('shows the newest list, says that it is not today’s, and turns the page for its asker', async () => {
    const asked = korean.command(ROOM, '/오늘', { 개수: 3 });
    const first = await replyOf(asked);
    expect(first.text).toMatch(/2024-01-22/);
    expect(first.text).toMatch(/오늘\(\d{4}-\d\d-\d\d\) 목록은 아직 없어요/);
    expect(first.buttons.map(({ label, disabled }) => [label, disabled])).toEqual([
      ['이전', true],
      ['다음', false],
    ]);
    const second = await updateOf(korean.click(first, '다음'));
    expect(second.id).toBe(first.id);
    expect(second.text).toMatch(/^4\. /m);
    // Another's page does not turn it; they get their own.
    const other = await toldAlone(english.click(second, '다음'));
    expect(other.text).toMatch(/^7\. /m);
    expect(asked.message?.text).toMatch(/^4\. /m);
    const own = await updateOf(english.click(other, other.buttons[0]!.label));
    expect([own.id, own.ephemeral]).toEqual([other.id, true]);
  });

  it('shows another day, whose names are suggested', async () => {
    const choices = await english.autocomplete(ROOM, '/today', { date: '2023' }).choices();
    expect(choices).toEqual([{ name: '2023-12-21 (Thursday)', value: '2023-12-21' }]);
    const reply = await replyOf(english.command(ROOM, '/today', { date: '2023-12-21' }));
    expect(reply.text).toMatch(/papers of 2023-12-21/);
    const none = await toldAlone(english.command(ROOM, '/today', { date: '2020-02-02' }));
    expect(none.text).toMatch(/no list for 2020-02-02/);
  });
});

describe('the other commands', () => {
  it('/search lists papers, by votes too, and by author', async () => {
    const found = await replyOf(english.command(ROOM, '/search', { words: 'depth estimation' }));
    expect(found.urls).toContain(`https://arxiv.org/abs/${DEPTH}`);
    const sorted = await replyOf(korean.command(ROOM, '/검색', { 검색어: '모델', 정렬: '추천 많은 순' }));
    const votes = [...sorted.text.matchAll(/▲ (\d+)/g)].map((match) => Number(match[1]));
    expect(votes.length).toBeGreaterThan(1);
    expect([...votes].sort((a, b) => b - a)).toEqual(votes);
    const second = await updateOf(english.click(found, 'Next'));
    expect([second.id, /^11\. /m.test(second.text)]).toEqual([found.id, true]);
    expect((await updateOf(english.click(second, 'Previous'))).text).toBe(found.text);
    const byAuthor = await replyOf(
      english.command(ROOM, '/search', {
        words: 'depth',
        author: 'Lihe Yang',
        since: '2024-01-01',
        until: '2024-12-31',
      }),
    );
    expect(byAuthor.urls).toEqual([`https://arxiv.org/abs/${DEPTH}`]);
  });

  it('/paper suggests titles of at most 100 characters and shows the card', async () => {
    const choices = await korean.autocomplete(ROOM, '/논문', { 논문: 'depth' }).choices();
    expect(choices.map(({ value }) => value)).toContain(DEPTH);
    expect(choices.every(({ name }) => name.length <= 100)).toBe(true);
    const card = await replyOf(korean.command(ROOM, '/논문', { 논문: DEPTH }));
    const [embed] = card.embeds;
    expect(embed).toMatchObject({ url: `https://arxiv.org/abs/${DEPTH}` });
    expect(card.buttons.map(({ label, url }) => url ?? label)).toEqual([
      `https://arxiv.org/abs/${DEPTH}`,
      `https://arxiv.org/pdf/${DEPTH}`,
      `https://huggingface.co/papers/${DEPTH}`,
      '비슷한 논문',
    ]);
    expect(await korean.autocomplete(ROOM, '/비슷한논문', { 논문: 'depth' }).choices()).toEqual(choices);
    const similar = await followupOf(korean.click(card, '비슷한 논문'));
    expect(similar.text).toMatch(/비슷한 논문/);
  });

  it('/similar, /trending, /status answer; /help and notices are private', async () => {
    expect((await replyOf(english.command(ROOM, '/similar', { paper: DEPTH }))).text).toMatch(
      /similar to “Depth Anything/,
    );
    expect((await replyOf(english.command(ROOM, '/trending', { period: 'month' }))).text).toMatch(/Most voted papers/);
    const period = { since: '2023-12-01', until: '2023-12-31' };
    expect((await replyOf(english.command(ROOM, '/trending', period))).text).toMatch(
      /Most voted papers, 2023-12-01 to 2023-12-31[\s\S]*1\. .*StreamDiffusion.* · ▲ 29/,
    );
    expect((await replyOf(korean.command(ROOM, '/인기', { 기간: 'week', 주제: '확산 모델' }))).text).toMatch(
      /확산 모델/,
    );
    expect((await replyOf(korean.command(ROOM, '/상태'))).text).toMatch(/논문\n23\n/);
    const help = korean.command(ROOM, '/도움말');
    expect((await help.acknowledged()).ephemeral).toBe(true);
    const shown = (await help.reply()).text;
    expect(shown).toMatch(/^### 이런 일을 할 수 있어요/);
    // Commands stand there to be pressed, under the ids that Discord gave them.
    const ids = new Map([...discord.world.commands.values()].map(({ id, body }) => [body.name, id]));
    for (const { name, subcommands } of commands) {
      for (const sub of subcommands ?? [undefined]) {
        expect(shown).toContain(`</${sub ? `${name} ${sub.name}` : name}:${ids.get(name)}>`);
      }
    }
    expect(shown).toMatch(/멘션.*다이렉트 메시지.*논문 찾기/);
  });

  it('work in direct messages', async () => {
    const reply = await replyOf(korean.command(korean.dm, '/ask', { question: '단안 깊이 추정' }));
    expect(reply.urls).toContain(`https://arxiv.org/abs/${DEPTH}`);
    expect(reply.buttons.some(({ label }) => /스레드/.test(label))).toBe(false);
  });
});

describe('/follow', () => {
  it('lists what one follows, and takes away what is chosen', async () => {
    expect((await replyOf(english.command(ROOM, '/follow list'))).text).toMatch(/<\/follow add:\d+>/);
    await replyOf(english.command(ROOM, '/follow add', { query: 'depth estimation' }));
    await replyOf(english.command(ROOM, '/follow add', { author: 'Tri Dao', where: 'channel' }));
    const mine = await english.autocomplete(ROOM, '/follow remove', { follow: 'tri' }).choices();
    expect(mine.map(({ name }) => name)).toEqual(['author: Tri Dao']);
    const list = await replyOf(english.command(ROOM, '/follow list'));
    expect(list.menus[0]!.options.map(({ label }) => label)).toEqual(['words: depth estimation', 'author: Tri Dao']);
    const left = await updateOf(english.select(list, list.menus[0]!.customId, ['words: depth estimation']));
    expect([left.id, left.ephemeral]).toEqual([list.id, true]);
    expect(left.text).toMatch(/^You no longer follow “depth estimation”/);
    expect(left.menus[0]!.options.map(({ label }) => label)).toEqual(['author: Tri Dao']);
    const none = await updateOf(english.select(left, left.menus[0]!.customId, ['author: Tri Dao']));
    expect([/You follow nothing yet/.test(none.text), none.menus]).toEqual([true, []]);
  });
});

describe('Find papers about this', () => {
  it('searches for what a message says, for whoever asked alone', async () => {
    const said = english.say(ROOM, 'monocular **depth** estimation from <@123456789012345678> https://example.com/x');
    const found = await korean.contextMenu(said.message, '논문 찾기').reply();
    expect(found.ephemeral).toBe(true);
    expect(found.urls).toContain(`https://arxiv.org/abs/${DEPTH}`);
    expect(found.urls.some((url) => /example\.com/.test(url))).toBe(false);
  });

  it('shows the paper that a message links to, and says when there is nothing to read', async () => {
    const linked = english.say(ROOM, `https://arxiv.org/abs/${DEPTH}v2`);
    const card = await english.contextMenu(linked.message, 'Find papers about this').reply();
    expect(card.embeds[0]).toMatchObject({ url: `https://arxiv.org/abs/${DEPTH}` });
    const remarked = english.say(ROOM, `이 논문 재밌네요 다들 읽어 보세요 https://huggingface.co/papers/${DEPTH}`);
    expect((await korean.contextMenu(remarked.message, '논문 찾기').reply()).embeds[0]).toMatchObject({
      url: `https://arxiv.org/abs/${DEPTH}`,
    });
    const unknown = english.say(ROOM, 'https://arxiv.org/pdf/2401.99999');
    const sorry = await korean.contextMenu(unknown.message, '논문 찾기').reply();
    expect([sorry.ephemeral, sorry.text]).toEqual([
      true,
      expect.stringMatching(/^2401\.99999 논문은 제가 가진 목록에/),
    ]);
    expect(sorry.buttons.map(({ url }) => url)).toEqual(['https://arxiv.org/abs/2401.99999']);
    const empty = english.say(ROOM, 'https://example.com');
    const told = english.contextMenu(empty.message, 'Find papers about this');
    expect(await told.acknowledged()).toMatchObject({ type: 4, ephemeral: true });
    expect(told.message?.text).toMatch(/no text in that message/);
  });
});
