import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bold,
  cite,
  code,
  heading,
  italic,
  item,
  link,
  type Message,
  note,
  paragraph,
  quote,
} from '../../src/chat/message.ts';
import { clean, escapeText } from '../../src/discord/markdown.ts';
import { render } from '../../src/discord/render.ts';
import { isEmpty, messageErrors } from '../fakes/discord/message-limits.ts';
import { FormErrors } from '../fakes/discord/refusal.ts';
import { messageEdit } from '../fakes/discord/schemas.ts';
import { message, text } from './arbitrary.ts';
import { readAsClient } from './client-markdown.ts';

const ko = { language: 'ko' as const };

/** The body as it goes over the wire, refused by what refuses it in the fake Discord. */
function refusalsOf(given: Message, options: { language: 'ko' | 'en'; embeds?: boolean } = ko): unknown {
  const { allowedMentions, flags, ...rest } = render(given, options);
  const body = messageEdit.parse({
    ...rest,
    flags: flags[0] ?? 0,
    allowed_mentions: { parse: allowedMentions.parse, replied_user: false },
  });
  const errors = new FormErrors();
  messageErrors(body, false, errors, []);
  try {
    errors.throwIfAny();
  } catch (refusal) {
    return (refusal as { body: unknown }).body;
  }
  const { content, embeds, components } = body;
  const empty = isEmpty({
    content: content!.trim(),
    embeds: embeds as never,
    attachments: [],
    components: components!,
    flags: 0,
  });
  return empty ? 'empty' : undefined;
}

/** Every text of a payload that Discord reads as markdown. */
function markdownOf(given: Message, options = ko): string[] {
  const { content, embeds } = render(given, options);
  return [
    content,
    ...embeds.flatMap(({ title = '', description = '', fields = [] }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ];
}

describe('any message', () => {
  it('is within all of Discord’s limits', () => {
    fc.assert(
      fc.property(message, fc.boolean(), (given, embeds) => {
        expect(refusalsOf(given, { language: 'en', embeds })).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('calls nobody, and leads only where the program leads', () => {
    const allowed = /^https:\/\/(?:arxiv\.org|huggingface\.co|a\.example)\//;
    fc.assert(
      fc.property(message, (given) => {
        for (const written of markdownOf(given)) {
          const { links, arose } = readAsClient(written);
          // Times and places are our own; a place with an id that is none is not written at all.
          expect(arose.filter((one) => !/^<t:-?\d+:[DR]>$|^<(?:#|@&)123456789012345678>$/.test(one))).toEqual([]);
          for (const { url, preview } of links) {
            expect(url).toMatch(allowed);
            expect(preview).toBe(false);
          }
        }
        const { embeds, allowedMentions } = render(given, ko);
        expect(allowedMentions.parse).toEqual([]);
        const urls = embeds.flatMap(({ url }) => url ?? []);
        expect(new Set(urls).size).toBe(urls.length);
      }),
      { numRuns: 150 },
    );
  });

  it('has no half characters, and previews are suppressed where no embed is shown', () => {
    fc.assert(
      fc.property(message, (given) => {
        const payload = render(given, ko);
        expect(JSON.stringify(payload)).not.toMatch(/\\ud[89a-f]/i);
        expect(payload.flags).toEqual(payload.embeds.length === 0 ? [MessageFlags.SuppressEmbeds] : []);
      }),
      { numRuns: 100 },
    );
  });
});

describe('any text', () => {
  it('is shown as it was written', () => {
    fc.assert(
      fc.property(text, (given) => {
        const seen = readAsClient(escapeText(clean(given)));
        expect(seen.shown.replaceAll('\u200b', '')).toBe(clean(given));
        expect([seen.links, seen.arose]).toEqual([[], []]);
      }),
      { numRuns: 150 },
    );
  });

  it('can be the text of a link', () => {
    const url = 'https://arxiv.org/abs/2401.10891';
    fc.assert(
      fc.property(text, (given) => {
        const [content] = markdownOf({ blocks: [paragraph('앞 ', link(given.slice(0, 200), url), ' 뒤')] });
        const { links, shown } = readAsClient(content!);
        expect(links.map((one) => one.url)).toEqual([url]);
        expect(shown.startsWith('앞 ') && shown.endsWith(' 뒤')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a message', () => {
  it('is written in Discord’s markdown', () => {
    const url = 'https://arxiv.org/abs/2401.10891';
    const given: Message = {
      blocks: [
        heading('출처'),
        { kind: 'item', number: 1, inlines: [link('Depth Anything: [Unleashing] (the) *Power*', url), ' · ▲ 12'] },
        item(bold('What’s New'), ': 2배 빨라요 ', cite(1, url)),
        paragraph('첫째 문단'),
        paragraph('둘째 ', italic('문단'), ' ', code('a`b')),
        quote('한 줄\n두 줄'),
        note('작은 글씨'),
      ],
    };
    expect(render(given, ko)).toEqual({
      content: [
        '### 출처',
        '1. [Depth Anything: ［Unleashing］ (the) \\*Power\\*](<https://arxiv.org/abs/2401.10891>) · ▲ 12',
        '- **What’s New**: 2배 빨라요 [[1]](<https://arxiv.org/abs/2401.10891>)',
        '첫째 문단',
        '',
        '둘째 *문단* `aˋb`',
        '> 한 줄',
        '> 두 줄',
        '-# 작은 글씨',
      ].join('\n'),
      embeds: [],
      components: [],
      allowedMentions: { parse: [], repliedUser: false },
      flags: [MessageFlags.SuppressEmbeds],
    });
  });

  it('stands in an embed when it is too long for a message, and says when even that is too short', () => {
    const long = '확산 모델이 잡음을 지운다. '.repeat(150);
    const one = render({ blocks: [paragraph(long)] }, ko);
    expect([one.content, one.embeds.length, one.flags]).toEqual(['', 1, []]);
    expect(one.embeds[0]!.description).toBe(long.trim());
    const two = render({ blocks: [paragraph(long + long)] }, ko).embeds[0]!.description!;
    expect(two.length).toBeGreaterThan(3900);
    expect(two).toMatch(/지운다\.…\n-# 디스코드 메시지 하나에/);
  });

  it('writes cards out where embeds may not be used', () => {
    const card = {
      title: 'Depth Anything',
      url: 'https://arxiv.org/abs/2401.10891',
      blocks: [item('요점')],
      fields: [{ name: '추천', value: ['▲ 12'] }],
      image: 'https://a.example/i.png',
    };
    expect(render({ blocks: [], cards: [card] }, { language: 'ko', embeds: false })).toMatchObject({
      content:
        '### [Depth Anything](<https://arxiv.org/abs/2401.10891>)\n**추천**: ▲ 12\n- 요점\n-# [그림](<https://a.example/i.png>)',
      embeds: [],
    });
  });

  it('gives ten long cards equal shares, and two with one address only one link', () => {
    const card = { title: '제목', url: 'https://arxiv.org/abs/2401.10891', blocks: [paragraph('글 '.repeat(900))] };
    const { embeds } = render({ blocks: [], cards: Array.from({ length: 11 }, () => card) }, ko);
    expect(embeds).toHaveLength(10);
    expect(embeds.every(({ description }) => description!.length > 500)).toBe(true);
    expect(embeds.filter(({ url }) => url)).toHaveLength(1);
  });
});
