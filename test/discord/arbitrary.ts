import fc from 'fast-check';
import type { Block, Card, Control, Inline, Message } from '../../src/chat/message.ts';

/** What has broken bots of this kind: alone, it is most of what a renderer must not stumble over. */
const NASTY = [
  '@everyone',
  '@here',
  '<@1>',
  '<@!1>',
  '<@&1>',
  '<#1>',
  '</ask:1>',
  '<t:1700000000:R>',
  '<:a:1>',
  '<id:customize>',
  ':smile:',
  '[링크](https://evil.example/a_(b))',
  '[x](<https://evil.example>)',
  ']( https://evil.example)',
  '](<',
  '>)',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '\\',
  '`',
  '```js\nalert(1)\n```',
  '``',
  '**굵게**',
  '***',
  '*',
  '_밑줄_',
  '__',
  '~~',
  '||비밀||',
  '\n# 제목',
  '\n> 인용',
  '\n>>> ',
  '\n- 항목',
  '\n12. 항목',
  '\n-# 작게',
  '$\\mathcal{O}(n^2)$',
  '\\begin{align} x_{i} &= y^{*} \\end{align}',
  'https://evil.example/path?q=1#x',
  'http://evil.example',
  'discord.gg/abc',
  '👩‍👩‍👧‍👦',
  '🇰🇷',
  '👍🏽',
  'é',
  '각',
  '확산 모델이 잡음을 지운다. ',
  '가나다라마바사',
  'A quick sentence. ',
  'Is it? Yes! ',
  '\u202e뒤집힘',
  '\u200b',
  '\u0000',
  '\ud83d',
  '\udc00',
  '\r\n',
  '\u2028',
  '\n\n\n\n',
  '\t',
  ' ',
  '1. ',
  '+ ',
];

/** Text of any shape: ordinary, nasty, empty, or thousands of characters long. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 6 }), fc.integer({ min: 5, max: 300 }))
      .map(([parts, times]) => parts.join(' ').repeat(times).slice(0, 5000)),
  },
);

const url = fc.oneof(
  fc.constantFrom(
    'https://arxiv.org/abs/2401.10891',
    'https://arxiv.org/pdf/2401.10891',
    'https://huggingface.co/papers/2401.10891',
  ),
  fc.constantFrom(
    'javascript:alert(1)',
    'nonsense',
    '',
    'https://a.example/(b)<c>"d" e',
    `https://a.example/${'x'.repeat(3000)}`,
  ),
);

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.record({ kind: fc.constantFrom('bold' as const, 'italic' as const, 'code' as const), text }),
  fc.record({ kind: fc.constant('link' as const), text, url }),
  fc.record({ kind: fc.constant('cite' as const), number: fc.integer({ min: 1, max: 99 }), url }),
  fc.record({
    kind: fc.constant('time' as const),
    at: fc.date({ noInvalidDate: false }),
    style: fc.constantFrom('date' as const, 'relative' as const),
  }),
  fc.record({
    kind: fc.constant('place' as const),
    of: fc.constantFrom('channel' as const, 'role' as const),
    id: fc.constantFrom('123456789012345678', '> @everyone'),
  }),
);
const inlines = fc.array(inline, { maxLength: 6 });

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('heading' as const, 'paragraph' as const, 'quote' as const, 'note' as const),
    inlines,
  }),
  fc.record({ kind: fc.constant('item' as const), inlines, number: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ kind: fc.constant('item' as const), inlines }),
);

const card: fc.Arbitrary<Card> = fc.record(
  {
    title: text,
    blocks: fc.array(block, { maxLength: 6 }),
    url,
    image: url,
    video: url,
    footer: text,
    fields: fc.array(fc.record({ name: text, value: inlines, inline: fc.boolean() }), { maxLength: 30 }),
  },
  { requiredKeys: ['title', 'blocks'] },
);

const action = fc.oneof(
  fc.constantFrom('ask:more:k:0', 'ask:vote:k:up', '', 'x'.repeat(101)),
  fc.uuid().map((id) => `a:b:${id}`),
);
const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('button' as const),
      label: text,
      action,
      style: fc.constantFrom('primary' as const, 'secondary' as const, 'success' as const, 'danger' as const),
      emoji: fc.constantFrom('👍', '❤️', '🇰🇷', '1️⃣', 'abc', ''),
      disabled: fc.boolean(),
    },
    { requiredKeys: ['kind', 'label', 'action'] },
  ),
  fc.record({ kind: fc.constant('link' as const), label: text, url }),
  fc.record({
    kind: fc.constant('menu' as const),
    placeholder: text,
    action,
    options: fc.array(
      fc.record(
        {
          label: text,
          value: fc.oneof(fc.constantFrom('2401.10891', '', 'y'.repeat(101)), fc.uuid()),
          description: text,
        },
        { requiredKeys: ['label', 'value'] },
      ),
      { maxLength: 30 },
    ),
  }),
);

/** Any message that the types allow. */
export const message: fc.Arbitrary<Message> = fc.record(
  {
    blocks: fc.array(block, { maxLength: 12 }),
    cards: fc.array(card, { maxLength: 12 }),
    controls: fc.array(fc.array(control, { maxLength: 7 }), { maxLength: 7 }),
  },
  { requiredKeys: ['blocks'] },
);
