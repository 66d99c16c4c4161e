import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../../src/chat/actions.ts';
import type { Call } from '../../src/chat/command.ts';
import type { Control, Message } from '../../src/chat/message.ts';
import { renderMessage } from '../../src/terminal/render.ts';
import { callOf, commandNamed, type SampleServices, sampleServices } from '../sample.ts';

const ask = commandNamed('ask');
const MEDUSA = '메두사 2번 버전은 몇 배 빨라진다고 했지';
let services: SampleServices;

beforeAll(async () => {
  services = await sampleServices();
});
afterAll(() => services.close());

const plain = (message: Message, language: 'ko' | 'en' = 'ko') =>
  renderMessage(message, { width: Number.POSITIVE_INFINITY, styled: false, language });
const asked = (question: string, options: Call['options'] = {}, more: Partial<Call> = {}) =>
  ask.run(callOf({ question, ...options }, more), services);
const buttons = (message: Message) =>
  (message.controls ?? [])
    .flat()
    .filter((control): control is Control & { kind: 'button' } => control.kind === 'button');
const press = (pressed: string) => act([ask], pressed, { ...callOf(), values: [] }, services);

describe('/ask', () => {
  it('quotes the bullets that answer, numbered, in reading order, with their source', async () => {
    expect(plain(await asked(MEDUSA))).toMatchInlineSnapshot(`
      "논문 요약에서 찾은 대목이에요
      글을 쓰는 언어 모델이 없어서, 요약에 있는 문장을 그대로 옮겼어요.

      Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads
      • 디코딩 헤드(decoding head)들이 낸 후보를 나무처럼 엮은 다음 트리 어텐션(tree attention)으로 한꺼번에 검사하므로 생성 횟수가 줄어듭니다. 본체(backbone)를 얼린 채 헤드만 가르치는 Medusa-1과, 둘을 같이 가르치는 Medusa-2로 나뉩니다. 배울 데이터가 없으면 모델이 스스로 쓴 글로 익히는 자기 증류(self-distillation)를 쓰고, 그럴듯한 후보를 너그럽게 받아들이는 기준(typical acceptance)으로 속도를 더 냅니다. [1]
      • Medusa-1은 글의 품질을 해치지 않고도 2.2배 넘게, Medusa-2는 여기서 더 나아가 2.3~3.6배 빨라졌습니다. 크기와 학습 방식이 다른 여러 모델에서 확인한 결과입니다. [2]

      출처
      • [1][2] Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads <https://arxiv.org/abs/2401.10774> · ▲ 23 · 2024-01-22 · 2401.10774
      "
    `);
  });

  it('links every citation mark to arXiv and to nothing else', async () => {
    const { blocks } = await asked('LLM 답 나오는 속도 올리는 논문 뭐뭐 있어?');
    const marks = blocks.flatMap(({ inlines }) =>
      inlines.flatMap((one) => (typeof one === 'object' && one.kind === 'cite' ? [one] : [])),
    );
    expect(marks.length).toBeGreaterThan(1);
    for (const { url } of marks) expect(url).toMatch(/^https:\/\/arxiv\.org\/abs\/\d{4}\.\d{5}$/);
    const claims = blocks.filter(
      ({ kind, inlines }) => kind === 'item' && typeof inlines[0] === 'string' && inlines.length > 1,
    );
    for (const { inlines } of claims) expect(inlines.at(-1)).toMatchObject({ kind: 'cite' });
  });

  it('speaks the language of the question, whatever the asker reads', async () => {
    const english = await asked('papers that make LLM inference faster', {}, { language: 'ko' });
    expect(plain(english)).toMatch(/^From the paper summaries\n.*\nThe summaries are in Korean/);
    const korean = await asked(MEDUSA, {}, { language: 'en' });
    expect(plain(korean)).toMatch(/^논문 요약에서/);
  });

  it('says what it understood of dates and the like', async () => {
    const text = plain(await asked('2023년 12월에 추천 많이 받은 논문 세 개'));
    expect(text).toMatchInlineSnapshot(`
      "논문 요약에서 찾은 대목이에요
      요청하신 순서대로 논문마다 한 대목씩 요약에서 그대로 옮겼어요.
      이렇게 이해했어요: 2023년 12월 · 추천 많은 순 · 3편까지

      StreamDiffusion: A Pipeline-level Solution for Real-time Interactive Generation
      • 방송이나 메타버스처럼 사용자가 입력을 계속 바꾸는 자리에서도 그림이 끊기지 않고 바로바로 나오도록, 확산 모델(diffusion model) 자체가 아니라 그것을 돌리는 파이프라인 전체를 다시 짠 작업입니다. [1]

      PowerInfer: Fast Large Language Model Serving with a Consumer-grade GPU
      • 그래픽카드가 한 장뿐인 가정용 PC에서, 그래픽 메모리에 다 들어가지 않는 LLM을 쓸 만한 속도로 돌리는 추론 엔진(inference engine)입니다. [2]

      Generative Multimodal Models are In-Context Learners
      • 예시 몇 개만 보고 새로운 일을 해내는 문맥 내 학습(in-context learning)이, 그림과 글을 함께 다루는 생성 모델에서도 규모를 키우면 강하게 나타난다는 점을 보인 연구입니다. [3]

      출처
      • [1] StreamDiffusion: A Pipeline-level Solution for Real-time Interactive Generation <https://arxiv.org/abs/2312.12491> · ▲ 29 · 2023-12-21 · 2312.12491
      • [2] PowerInfer: Fast Large Language Model Serving with a Consumer-grade GPU <https://arxiv.org/abs/2312.12456> · ▲ 24 · 2023-12-21 · 2312.12456
      • [3] Generative Multimodal Models are In-Context Learners <https://arxiv.org/abs/2312.13286> · ▲ 19 · 2023-12-21 · 2312.13286
      "
    `);
  });

  it('obeys the options', async () => {
    const text = plain(await asked('3D', { since: '2024-01-01', until: '2024-01-31' }));
    expect(text).toContain('2024년 1월');
    expect(text).not.toContain('2312.');
  });

  it('refuses days that are none, and periods that end before they begin', async () => {
    expect(plain(await asked('3D', { since: 'soon' }))).toBe(
      '‘soon’에서 날짜를 읽지 못했어요. 2024-01-22처럼 써 주세요.\n',
    );
    expect(plain(await asked('3D', { since: '2024-02-01', until: '2024-01-01' }))).toBe(
      '기간의 끝(2024-01-01)이 시작(2024-02-01)보다 앞서 있어요.\n',
    );
  });

  it('claims nothing where there is nothing, says what it can do, and offers no votes', async () => {
    const empty = await asked('???', {}, { language: 'en' });
    expect(plain(empty)).toBe(
      'Please ask something about AI papers: a topic, a method, a name, or what you remember of a paper. I can find papers from half-remembered descriptions, topics or names, answer questions from their summaries, and show what was voted up on a day or in a week. See /help.\n',
    );
    expect(buttons(empty)).toEqual([]);
    expect(plain(await asked('안녕하세요!'))).toMatch(/^안녕하세요! 저는 AI 논문을 찾아 드리는 봇이에요\./);
    expect(plain(await asked('thanks'))).toBe('You are welcome! Ask whenever you wonder about a paper.\n');
    const cold = await asked('감기 기운 있을 때 뭘 먹어야 빨리 나아?');
    expect(plain(cold)).toMatch(/^이 질문에 분명히 답해 주는 논문을 찾지 못했어요|^맞는 논문을 찾지 못했어요/);
    expect(buttons(cold)).toEqual([]);
  });

  it('says so when the period asked for has no list yet, and what the newest is', async () => {
    const text = plain(await asked('2024년 3월에 추천 많이 받은 논문'));
    expect(text).toMatch(/^그 기간의 목록은 아직 올라오지 않았어요\. 가장 최근 목록은 2024-01-22 것이고, \/오늘 /);
    expect(plain(await asked('papers of November 2023'))).toMatch(
      /^I have no lists from that long ago: .* 2023-12-21\./,
    );
  });

  it('is for the asker alone when asked so', async () => {
    expect(ask.isPrivate?.({ options: { private: true } })).toBe(true);
    expect(ask.isPrivate?.({ options: {} })).toBe(false);
    expect((await asked('메두사', { private: true })).private).toBe(true);
    expect((await asked('메두사')).private).toBe(false);
  });

  it('offers its papers under the numbers of the answer', async () => {
    const message = await asked('LLM 답 나오는 속도 올리는 논문 뭐뭐 있어?');
    const menu = (message.controls ?? []).flat().find((control) => control.kind === 'menu');
    const text = plain(message);
    expect(menu?.options.length).toBeGreaterThan(1);
    for (const { number, label } of menu?.options ?? []) {
      expect(
        text
          .split('\n')
          .some((line) => line.includes(label) && (line.includes(`[${number}]`) || line.startsWith(`${number}. `))),
      ).toBe(true);
    }
  });
});

describe('the buttons of an answer', () => {
  it('have actions that fit into 100 characters, however long the question', async () => {
    const message = await asked(`메두사 ${'디코딩 속도 '.repeat(140)}`);
    expect(buttons(message)).toHaveLength(4);
    for (const { action } of buttons(message)) expect(action.length).toBeLessThanOrEqual(100);
  });

  it('bring further papers, page by page, never one that was shown', async () => {
    const message = await asked('이미지 생성 모델');
    const idsOf = (text: string) => [...new Set(text.match(/\d{4}\.\d{5}/g))];
    const seen = new Set(idsOf(plain(message)));
    let more: string | undefined = buttons(message)[0]!.action;
    let pages = 0;
    while (more) {
      const result = await press(more);
      expect(result.kind).toBe('reply');
      const fresh = idsOf(plain(result.message));
      expect(fresh.length).toBeGreaterThan(0);
      for (const id of fresh) expect(seen).not.toContain(id);
      for (const id of fresh) seen.add(id);
      more = buttons(result.message)[0]?.action;
      pages++;
    }
    expect(pages).toBeGreaterThan(1);
  });

  it('say so when there are no further papers', async () => {
    const message = await asked('추천 많은 논문 세 개');
    const [key] = buttons(message)[0]!.action.split(':').slice(2);
    const result = await press(`ask:more:${key}:95`);
    expect(plain(result.message)).toBe('이 질문과 가까운 논문은 여기까지예요.\n');
  });

  it('show the cited passages in full, to whoever presses', async () => {
    const message = await asked(MEDUSA);
    const { message: shown } = await press(buttons(message)[1]!.action);
    expect(shown.private).toBe(true);
    expect(plain(shown)).toContain('│ Performance Highlights: Medusa-1은 글의 품질을 해치지 않고도 2.2배 넘게');
  });

  it('count the last vote of each person', async () => {
    const message = await asked(MEDUSA);
    const [, , up, down] = buttons(message);
    const { message: thanks } = await press(up!.action);
    expect(thanks.private).toBe(true);
    await press(down!.action);
    await act([ask], up!.action, { ...callOf(), userId: 'u2', values: [] }, services);
    const votes = services.votes.all().filter(({ question }) => question.startsWith('메두사 2번'));
    expect(votes.map(({ place, vote, passageIds }) => [place.userId, vote, passageIds])).toEqual([
      ['u1', 'down', ['2401.10774#2', '2401.10774#3']],
      ['u2', 'up', ['2401.10774#2', '2401.10774#3']],
    ]);
    for (const { kind, scores } of votes) {
      expect([kind, scores.length]).toEqual(['extracts', 2]);
      for (const score of scores) expect(score).toBeGreaterThan(0);
    }
  });

  it.each([
    'ask:more:gone:0',
    'ask:passages:gone',
    'ask:vote:gone:up',
    'ask:nothing:x',
    'nobody:more:x',
    'ask',
    'ask:constructor:x',
  ])('are answered kindly when they are stale: %s', async (pressed) => {
    const result = await press(pressed);
    expect(result.kind).toBe('reply');
    expect(result.message.private).toBe(true);
    expect(plain(result.message)).toContain('다시 물어봐 주세요');
  });

  it('take no note of another shape for theirs', async () => {
    const key = await services.notes.keep({ question: 1 });
    expect(plain((await press(`ask:more:${key}:0`)).message)).toContain('다시 물어봐 주세요');
  });
});

describe('a thread', () => {
  it('gives a question that points back the context of the one before', async () => {
    const thread = { threadId: 't1' };
    await asked(MEDUSA, {}, thread);
    const alone = await asked('그 논문 뭐야', {}, {});
    const within = await asked('그 논문 뭐야', {}, thread);
    expect(plain(alone)).not.toContain('2401.10774');
    expect(plain(within)).toContain('2401.10774');
    expect(await services.conversations.turns('t1')).toMatchObject([
      { question: MEDUSA, paperIds: expect.arrayContaining(['2401.10774']) },
      { question: '그 논문 뭐야' },
    ]);
  });

  it('does not let a question that stands alone lean on the one before', async () => {
    const thread = { threadId: 't2' };
    await asked(MEDUSA, {}, thread);
    expect(plain(await asked('감기 기운 있을 때 뭘 먹어야 빨리 나아?', {}, thread))).not.toMatch(/\[1\]/);
  });

  it('does not remember private questions', async () => {
    await asked('메두사', { private: true }, { threadId: 't3' });
    expect(await services.conversations.turns('t3')).toEqual([]);
  });
});
