import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/answer/answer.ts';
import { act } from '../../src/chat/actions.ts';
import type { Call } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { noLog } from '../../src/log.ts';
import { Deliveries } from '../../src/notify/deliveries.ts';
import { DigestRounds } from '../../src/notify/digests.ts';
import { FollowRounds } from '../../src/notify/follows.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { StoredDigests } from '../../src/state/digests.ts';
import { StoredFollows } from '../../src/state/follows.ts';
import { StoredOutbox } from '../../src/state/outbox.ts';
import { renderMessage } from '../../src/terminal/render.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakePost } from '../notify/fake-post.ts';
import { callOf, commandNamed, type SampleServices, sampleServices } from '../sample.ts';

let sample: SampleServices;
let services: SampleServices;
let clock: FakeClock;
let database: Database;
let post: FakePost;
let digests: DigestRounds;
let follows: FollowRounds;
let deliveries: Deliveries;

beforeAll(async () => {
  sample = await sampleServices();
});
afterAll(() => sample.close());
beforeEach(() => {
  // The list of 22 January has closed hours ago; noon in Seoul.
  clock = new FakeClock('2024-01-23T03:00:00Z');
  database = openDatabase(':memory:');
  const outbox = new StoredOutbox(database);
  post = new FakePost(() => clock.now());
  deliveries = new Deliveries({ outbox, post, clock, log: noLog });
  const about = { library: sample.library, clock, timeZone: 'Asia/Seoul' };
  digests = new DigestRounds({ ...about, book: new StoredDigests(database, outbox), servers: sample.servers });
  const onError = (error: unknown) => {
    throw error;
  };
  follows = new FollowRounds({ ...about, book: new StoredFollows(database, outbox), onError });
  services = { ...sample, digests, follows };
});

const plain = (message: Message, language: Language) =>
  renderMessage(message, { width: Number.POSITIVE_INFINITY, styled: false, language });

/** Calls a subcommand. @returns what is seen, which is for the caller alone. */
async function run(
  language: Language,
  line: string,
  options: Call['options'] = {},
  more: Partial<Call> = {},
): Promise<string> {
  const [name, subcommand] = line.split(' ') as [string, string];
  const call = callOf(options, { serverId: 's1', language, subcommand, ...more });
  const command = commandNamed(name);
  expect(command.isPrivate?.(call) ?? false).toBe(true);
  return plain(await command.run(call, services), language);
}

describe.each(['ko', 'en'] as const)('/digest in %s', (language) => {
  it('is set, shown, previewed, posted once and taken back', async () => {
    const seen = [
      await run(language, 'digest status'),
      await run(language, 'digest set', { channel: 'c9', time: '25:00' }),
      await run(language, 'digest set', { channel: 'c9', time: '9:00', timezone: 'Mars' }),
      await run(language, 'digest set', { channel: 'c9', time: '13:00', timezone: '서울', count: 2, days: 'mon-fri' }),
      await run(language, 'digest preview'),
      await run(language, 'digest status'),
    ];
    await clock.advance(3600_000);
    for (let look = 0; look < 3; look++) {
      await digests.look();
      await deliveries.sendDue();
    }
    expect(post.posted).toHaveLength(1);
    expect(post.posted[0]!.target).toEqual({ kind: 'channel', id: 'c9' });
    seen.push(plain(post.posted[0]!.message, language));
    seen.push(await run(language, 'digest off'), await run(language, 'digest off'));
    const [none, badTime, badZone, set, preview, status, posted, off, wasOff] = seen;
    expect(none).toMatch(language === 'ko' ? /설정되어 있지 않/ : /No digest is set/);
    expect(badTime).toContain('25:00');
    expect(badZone).toContain('Mars');
    for (const shown of [set, status]) {
      expect(shown).toMatch(/#c9[\s\S]*13:00 \(Asia\/Seoul\)[\s\S]*: 2\n/);
      expect(shown).toMatch(language === 'ko' ? /월요일부터 금요일까지/ : /Monday to Friday/);
      expect(shown).not.toContain('⚠️');
    }
    for (const shown of [preview, posted]) {
      expect(shown).toMatch(/2024-01-22[\s\S]*1\. Depth Anything[\s\S]*▲ 26[\s\S]*2\. Medusa[\s\S]*▲ 23/);
      expect(shown).not.toContain('3. ');
    }
    expect(off).not.toBe(wasOff);
    for (const text of seen) expect(/[가-힣]/.test(text)).toBe(language === 'ko');
  });

  it('is said to have nothing to post while the newest list is old', async () => {
    const old = { ...services, today: () => '2024-02-01' as const };
    const call = callOf({ channel: 'c9', time: '9:00' }, { serverId: 's1', language, subcommand: 'set' });
    const said = plain(await commandNamed('digest').run(call, old), language);
    expect(said).toMatch(language === 'ko' ? /⚠️ .*2024-01-22 목록이라/ : /⚠️ .*newest list I have is of 2024-01-22/);
    expect(await run(language, 'digest off')).not.toContain('⚠️');
  });
});

describe.each(['ko', 'en'] as const)('/follow in %s', (language) => {
  it('is added, listed, told of with why, and ended by whose it is', async () => {
    await follows.look();
    const medusa = '2401.10774';
    const seen = [
      await run(language, 'follow list'),
      await run(language, 'follow add'),
      await run(language, 'follow add', { query: 'LLM', author: 'X' }),
      await run(language, 'follow add', { query: '?' }),
      await run(language, 'follow add', { query: 'LLM 추론 가속' }),
      await run(language, 'follow add', { author: 'Tianle Cai', where: 'channel' }),
      await run(language, 'follow add', { paper: medusa }),
      await run(language, 'follow list'),
    ];
    // The papers of the sample become new again.
    database.exec("DELETE FROM considered_papers WHERE day >= '2024-01-01'");
    await follows.look();
    await follows.look();
    await deliveries.sendDue();
    expect(post.posted).toHaveLength(1);
    const [posted] = post.posted;
    expect(posted!.target).toEqual({ kind: 'user', id: 'u1' });
    seen.push(plain(posted!.message, language));
    const unfollow = posted!.message.controls!.flat().find((control) => control.kind === 'button')!;
    const press = async (userId: string) => {
      const call = { ...callOf(), language, userId, values: [] };
      return plain((await act(services.commands as never, unfollow.action, call, services)).message, language);
    };
    seen.push(await press('somebody else'), await press('u1'), await press('u1'));
    seen.push(await run(language, 'follow list'));
    const [empty, nothing, two, short, query, author, paper, list, alert, notMine, gone, goneBefore, left] = seen;
    expect(empty).toContain(language === 'ko' ? '/팔로우 추가' : '/follow add');
    expect(nothing).toBe(two);
    expect(short).not.toBe(two);
    for (const added of [query, author, paper])
      expect(added).toMatch(language === 'ko' ? /하루에 한 번/ : /once a day/);
    for (const label of ['LLM 추론 가속', 'Tianle Cai', 'Medusa: Simple']) expect(list).toContain(label);
    expect(alert).toMatch(/1\. Medusa: [\s\S]* — [^\n]*LLM 추론 가속[^\n]*\(.*가속.*\)\n/);
    expect(notMine).toBe(goneBefore);
    expect(gone).toContain('LLM 추론 가속');
    expect(left).not.toContain('LLM 추론 가속');
    expect(left).toContain('Tianle Cai');
  });

  it('that is asked for again is told where it was asked for last', async () => {
    await run(language, 'follow add', { query: 'diffusion' });
    const again = await run(language, 'follow add', { query: 'Diffusion', where: 'channel' });
    expect(again).toMatch(language === 'ko' ? /이 채널에 올려요/ : /in this channel/);
    expect(await follows.list('u1')).toMatchObject([{ value: 'diffusion', where: 'channel' }]);
  });

  it('has an end: no more than twenty', async () => {
    for (let at = 0; at < 20; at++) await run(language, 'follow add', { query: `topic ${at}` });
    expect(await run(language, 'follow add', { query: 'one more' })).toContain('20');
    expect(await follows.list('u1')).toHaveLength(20);
  });
});
