/* biome-ignore-all lint/suspicious/noControlCharactersInRegex: they are what is looked for. */
import { describe, expect, it } from 'vitest';
import { bold, cite, code, heading, item, link, type Message, note, paragraph, quote } from '../../src/chat/message.ts';
import { choicesOf, ranges, renderControls } from '../../src/terminal/choices.ts';
import { type Look, lookOf, relativeText, renderMessage } from '../../src/terminal/render.ts';

const PIPE: Look = { width: Number.POSITIVE_INFINITY, styled: false, language: 'en' };
const TERMINAL: Look = { width: 30, styled: true, language: 'ko' };
const URL = 'https://arxiv.org/abs/2401.10891';

const MESSAGE: Message = {
  blocks: [
    heading('답변'),
    note('작은 글씨'),
    paragraph('깊이를 재는 ', bold('기반 모델'), '입니다. ', cite(1, URL)),
    quote('첫 줄\n둘째 줄'),
    item('하나'),
    { kind: 'item', number: 2, inlines: [link('Depth Anything', URL), ' · ▲ 26'] },
    item(code('/today')),
  ],
};

describe('renderMessage', () => {
  it('writes links out and adds no escape sequence where there is no terminal', () => {
    expect(renderMessage(MESSAGE, PIPE)).toMatchInlineSnapshot(`
      "답변
      작은 글씨

      깊이를 재는 기반 모델입니다. [1]
      │ 첫 줄
      │ 둘째 줄

      • 하나
      2. Depth Anything <https://arxiv.org/abs/2401.10891> · ▲ 26
      • /today
      "
    `);
  });

  it('colours, links and wraps by columns on a terminal', () => {
    expect(renderMessage(MESSAGE, TERMINAL).replaceAll('\x1b', '␛')).toMatchInlineSnapshot(`
      "␛[1;36m답변␛[0m
      ␛[2m작은 글씨␛[0m

      깊이를 재는 ␛[1m기반 모델␛[0m입니다.
      ␛]8;;https://arxiv.org/abs/2401.10891␛\\␛[36m[1]␛[0m␛]8;;␛\\
      │ 첫 줄
      │ 둘째 줄

      • 하나
      2. ␛]8;;https://arxiv.org/abs/2401.10891␛\\Depth Anything␛]8;;␛\\ · ▲ 26
      • ␛[36m/today␛[0m
      "
    `);
  });

  it('shows a card with its fields, blocks, picture and footer', () => {
    const card = {
      title: 'Depth Anything',
      url: URL,
      blocks: [item(bold("What's New"), ': 어떤 사진에도 통합니다.')],
      fields: [{ name: 'Votes', value: ['▲ 26'] }],
      image: 'https://example.org/a.png',
      footer: '1–5 of 8',
    };
    expect(renderMessage({ blocks: [], cards: [card] }, PIPE)).toMatchInlineSnapshot(`
      "── Depth Anything <https://arxiv.org/abs/2401.10891>
      Votes: ▲ 26

      • What's New: 어떤 사진에도 통합니다.

      Picture <https://example.org/a.png>
      1–5 of 8
      "
    `);
  });

  it('lets no text of a paper or user steer the terminal', () => {
    const evil = '\x1b]8;;https://evil.example\x07click\x1b]8;;\x07\x1b[2J\r';
    const message: Message = {
      blocks: [paragraph(evil), item(link(evil, `https://arxiv.org/abs/1\x1b]0;x\x07`))],
      cards: [{ title: evil, blocks: [quote(evil)], image: `https://example.org/\x1b[2Jx.png` }],
    };
    expect(renderMessage(message, PIPE)).not.toMatch(/\x1b|\r|evil/);
    const styled = renderMessage(message, TERMINAL);
    expect(
      styled.replace(/\x1b\[[\d;]*m|\x1b\]8;;(?:https:\/\/(?:arxiv|example)\.org\/[\x21-\x7e]*)?\x1b\\/g, ''),
    ).not.toMatch(/\x1b|\r|evil/);
  });
});

describe('lookOf', () => {
  it('is plain and unwrapped off a terminal', () => {
    expect(lookOf({ columns: 80 }, 'ko')).toEqual({ width: Number.POSITIVE_INFINITY, styled: false, language: 'ko' });
  });

  it('wraps on a terminal, and styles where colours are there and wanted', () => {
    const terminal = { isTTY: true, columns: 60, hasColors: () => true };
    expect(lookOf(terminal, 'ko')).toEqual({ width: 59, styled: true, language: 'ko' });
    expect(lookOf({ ...terminal, hasColors: () => false }, 'en').styled).toBe(false);
    expect(lookOf({ ...terminal, columns: 300 }, 'en').width).toBe(100);
    expect(lookOf({ ...terminal, columns: 4 }, 'en').width).toBe(20);
  });
});

describe('controls', () => {
  const message: Message = {
    blocks: [],
    controls: [
      [
        {
          kind: 'menu',
          placeholder: 'Open a paper',
          action: 'paper:open:',
          options: [1, 2, 5].map((number) => ({ label: `Paper ${number}`, value: `id${number}`, number })),
        },
      ],
      [{ kind: 'menu', placeholder: 'Sort', action: 'x:y:', options: [{ label: 'Newest', value: 'newest' }] }],
      [
        { kind: 'button', label: 'Previous', action: 'a:b:', disabled: true },
        { kind: 'button', label: 'Next', action: 'a:c:', emoji: '▶️' },
        { kind: 'link', label: 'PDF', url: 'https://arxiv.org/pdf/1' },
      ],
    ],
  };

  it('keep the numbers of the message; others get letters; what cannot be pressed is left out', () => {
    expect(renderControls(message, PIPE)).toMatchInlineSnapshot(`
      "• PDF <https://arxiv.org/pdf/1>

      Type: 1–2, 5 Open a paper · a Newest · b ▶️ Next
      "
    `);
    expect([...choicesOf(message).choices]).toEqual([
      ['1', { action: 'paper:open:', values: ['id1'] }],
      ['2', { action: 'paper:open:', values: ['id2'] }],
      ['5', { action: 'paper:open:', values: ['id5'] }],
      ['a', { action: 'x:y:', values: ['newest'] }],
      ['b', { action: 'a:c:', values: [] }],
    ]);
  });

  it('write ranges', () => {
    expect(ranges([3, 1, 2, 7, 9, 10])).toBe('1–3, 7, 9–10');
    expect(ranges([])).toBe('');
  });
});

describe('relativeText', () => {
  const now = new Date('2024-01-22T12:00:00Z');
  it.each([
    ['2024-01-22T11:59:50Z', 'en', '10 seconds ago'],
    ['2024-01-22T11:15:00Z', 'en', '45 minutes ago'],
    ['2024-01-22T02:00:00Z', 'ko', '10시간 전'],
    ['2024-01-21T11:00:00Z', 'ko', '어제'],
  ] as const)('%s in %s is %s', (at, language, text) => {
    expect(relativeText(new Date(at), language, now)).toBe(text);
  });
});
