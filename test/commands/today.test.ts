import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../../src/chat/actions.ts';
import type { Control, Message } from '../../src/chat/message.ts';
import { renderMessage } from '../../src/terminal/render.ts';
import { callOf, commandNamed, type SampleServices, sampleServices } from '../sample.ts';

const today = commandNamed('today');
let services: SampleServices;

beforeAll(async () => {
  services = await sampleServices('2024-01-22');
});
afterAll(() => services.close());

/** A message as plain text. */
const plain = (message: Message, language: 'ko' | 'en' = 'ko') =>
  renderMessage(message, { width: Number.POSITIVE_INFINITY, styled: false, language });
const buttons = (message: Message) =>
  (message.controls ?? [])
    .flat()
    .filter((control): control is Control & { kind: 'button' } => control.kind === 'button');
const on = (day: string): SampleServices => ({ ...services, today: () => day });

describe('/today', () => {
  it('shows the newest list, most votes first, with the picture of its first paper', async () => {
    expect(plain(await today.run(callOf(), services))).toMatchInlineSnapshot(`
      "── 2024-01-22 논문 8편 (추천 많은 순)
      1. Depth Anything: Unleashing the Power of Large-Scale Unlabeled Data <https://arxiv.org/abs/2401.10891> · ▲ 26 · 2401.10891
      2. Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads <https://arxiv.org/abs/2401.10774> · ▲ 23 · 2401.10774
      3. Zero Bubble Pipeline Parallelism <https://arxiv.org/abs/2401.10241> · ▲ 15 · 2401.10241
      4. Rambler: Supporting Writing With Speech via LLM-Assisted Gist Manipulation <https://arxiv.org/abs/2401.10838> · ▲ 7 · 2401.10838
      5. Inflation with Diffusion: Efficient Temporal Adaptation for Text-to-Video Super-Resolution <https://arxiv.org/abs/2401.10404> · ▲ 6 · 2401.10404

      그림 <https://cdn-uploads.huggingface.co/production/uploads/60f1abe7544c2adfd699860c/xnuiMMUgeI_CHzmmNwR8x.png>
      전체 8편 가운데 1–5
      "
    `);
  });

  it('says plainly when the newest list is not of today', async () => {
    const told = async (day: string, language: 'ko' | 'en') =>
      plain(await today.run(callOf({ count: 1 }, { language }), on(day)), language).split('\n')[0];
    expect([
      await told('2024-01-23', 'ko'),
      await told('2024-01-25', 'ko'),
      await told('2024-01-23', 'en'),
      await told('2024-01-25', 'en'),
      await told('2024-01-21', 'ko'),
    ]).toMatchInlineSnapshot(`
      [
        "오늘(2024-01-23) 목록은 아직 없어요. 어제(2024-01-22) 목록을 보여 드릴게요.",
        "오늘(2024-01-25) 목록은 아직 없어요. 가장 최근인 2024-01-22 목록을 보여 드릴게요. 3일 전 것이에요.",
        "There is no list for today (2024-01-23) yet. This is yesterday's, 2024-01-22.",
        "There is no list for today (2024-01-25) yet. The newest one is 2024-01-22, 3 days ago.",
        "여기는 아직 2024-01-21인데, 가장 최근 목록은 벌써 2024-01-22 것이에요.",
      ]
    `);
  });

  it('shows another day without remark, also when it is written in other ways', async () => {
    for (const date of ['2023-12-21', '2023.12.21', '20231221', '2023/12/21.']) {
      const message = await today.run(callOf({ date, count: 1 }), on('2024-02-01'));
      expect(message.blocks).toEqual([]);
      expect(message.cards?.[0]?.title).toBe('2023-12-21 논문 15편 (추천 많은 순)');
    }
  });

  it('names the nearest days when there is no list of the day', async () => {
    const message = await today.run(callOf({ date: '2024-01-01' }), services);
    expect(message.private).toBe(true);
    expect(plain(message)).toBe('2024-01-01에는 목록이 없어요. 논문이 있는 가까운 날짜: 2023-12-21, 2024-01-22\n');
  });

  it('asks for a day that exists', async () => {
    const message = await today.run(callOf({ date: '2024-02-30' }, { language: 'en' }), services);
    expect(plain(message)).toBe('“2024-02-30” is not a day I understand. Write it like 2024-01-22.\n');
  });

  it('turns pages until the end and back', async () => {
    let message = await today.run(callOf({ date: '2023-12-21', count: 6 }), services);
    const seen: string[] = [];
    for (;;) {
      seen.push(...(plain(message).match(/\d{4}\.\d{5}(?=$)/gm) ?? []));
      const next = buttons(message)[1]!;
      if (next.disabled) break;
      const result = await act([today], next.action, { ...callOf(), values: [] }, services);
      expect(result.kind).toBe('update');
      message = result.message;
    }
    const all = await services.library.papersOn('2023-12-21');
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(message.cards?.[0]?.footer).toBe('전체 15편 가운데 13–15');
    expect(buttons(message)[0]).toMatchObject({ action: 'today:page:2023-12-21:6:6:asked', disabled: false });
  });

  it('has no pages where one holds everything', async () => {
    expect(buttons(await today.run(callOf({ count: 20 }), services))).toEqual([]);
  });

  it.each([
    'today:page:',
    'today:page:2024-01-22:x:5:newest',
    'today:page:2024-13-22:0:5:asked',
    'today:page:2024-01-22:0:0:asked',
  ])('answers the broken press %s kindly', async (pressed) => {
    const result = await act([today], pressed, { ...callOf(), values: [] }, services);
    expect(plain(result.message)).toContain('오래된 메시지의 버튼');
  });

  it('shows the last page when asked for one beyond it', async () => {
    const result = await act([today], 'today:page:2024-01-22:999:5:asked', { ...callOf(), values: [] }, services);
    expect(result.message.cards?.[0]?.footer).toBe('전체 8편 가운데 6–8');
  });

  it('completes dates, newest first', async () => {
    const complete = (typed: string) => today.autocomplete!('date', typed, callOf(), services);
    expect(await complete('')).toEqual([
      { name: '2024-01-22 (월요일)', value: '2024-01-22' },
      { name: '2023-12-21 (목요일)', value: '2023-12-21' },
    ]);
    expect(await complete('2023.')).toEqual([{ name: '2023-12-21 (목요일)', value: '2023-12-21' }]);
    expect(await complete('나')).toEqual([]);
  });
});
