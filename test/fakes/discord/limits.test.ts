import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeDiscord, openapiAtHand } from './index.ts';
import type { Json } from './wire.ts';

let discord: FakeDiscord;

beforeAll(async () => {
  discord = await FakeDiscord.start({ rateLimits: false, openapi: openapiAtHand() });
});
afterAll(() => discord.stop());
afterEach(() => {
  expect(discord.violations.splice(0).filter(({ source }) => source.startsWith('openapi'))).toEqual([]);
});

async function send(method: string, path: string, body: unknown): Promise<{ status: number; body: Json }> {
  const answer = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${discord.token}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (test, 1)',
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

const post = (message: Json) =>
  send('POST', `/channels/${discord.channel('일반').id}/messages`, { allowed_mentions: { parse: [] }, ...message });

/** The code of the form error at a path like `embeds.0.title`. */
function errorAt(body: Json, path: string): string | undefined {
  const node = path
    .split('.')
    .reduce<Json | undefined>((at, key) => at?.[key] as Json | undefined, body.errors as Json);
  return (node?._errors as Json[] | undefined)?.[0]?.code as string | undefined;
}

const text = (length: number) => '가'.repeat(length);
const row = (...components: Json[]) => ({ type: 1, components });
const button = (fields: Json = {}) => ({ type: 2, style: 1, label: 'a', custom_id: 'a', ...fields });
const buttons = (count: number) => Array.from({ length: count }, (_, n) => button({ custom_id: `b${n}` }));
const option = (n: number, fields: Json = {}) => ({ label: `l${n}`, value: `v${n}`, ...fields });
const options = (count: number) => Array.from({ length: count }, (_, n) => option(n));
const menu = (fields: Json = {}) => row({ type: 3, custom_id: 'm', options: options(2), ...fields });
const with1 = (components: Json[], content = 'x') => ({ content, components });
const fields = (count: number) => Array.from({ length: count }, () => ({ name: 'n', value: 'v' }));
const TOO_LONG = 'BASE_TYPE_MAX_LENGTH';
const BAD_LENGTH = 'BASE_TYPE_BAD_LENGTH';
const REQUIRED = 'BASE_TYPE_REQUIRED';

const REFUSED: [what: string, message: Json, path: string, code: string][] = [
  ['content', { content: text(2001) }, 'content', TOO_LONG],
  ['emoji in content, each one character', { content: '😀'.repeat(2001) }, 'content', TOO_LONG],
  ['eleven embeds', { embeds: Array(11).fill({ title: 't' }) }, 'embeds', TOO_LONG],
  ['title', { embeds: [{ title: text(257) }] }, 'embeds.0.title', TOO_LONG],
  ['description', { embeds: [{ title: 't' }, { description: text(4097) }] }, 'embeds.1.description', TOO_LONG],
  [
    'all embeds together',
    { embeds: [{ description: text(4000) }, { description: text(2001) }] },
    'embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
  ],
  ['fields', { embeds: [{ fields: fields(26) }] }, 'embeds.0.fields', TOO_LONG],
  ['field name', { embeds: [{ fields: [{ name: text(257), value: 'v' }] }] }, 'embeds.0.fields.0.name', TOO_LONG],
  ['field value', { embeds: [{ fields: [{ name: 'n', value: text(1025) }] }] }, 'embeds.0.fields.0.value', TOO_LONG],
  ['empty field', { embeds: [{ fields: [{ name: ' ', value: 'v' }] }] }, 'embeds.0.fields.0.name', REQUIRED],
  ['footer', { embeds: [{ title: 't', footer: { text: text(2049) } }] }, 'embeds.0.footer.text', TOO_LONG],
  ['author', { embeds: [{ author: { name: text(257) } }] }, 'embeds.0.author.name', TOO_LONG],
  ['empty embed', { embeds: [{}] }, 'embeds.0.description', REQUIRED],
  ['broken url', { embeds: [{ title: 't', url: 'not a url' }] }, 'embeds.0.url', 'URL_TYPE_INVALID_URL'],
  ['other scheme', { embeds: [{ title: 't', url: 'javascript:1' }] }, 'embeds.0.url', 'URL_TYPE_INVALID_SCHEME'],
  ['colour', { embeds: [{ title: 't', color: 0x1000000 }] }, 'embeds.0.color', 'TOO_BIG'],
  [
    'six rows',
    with1(Array.from({ length: 6 }, (_, n) => row(button({ custom_id: `r${n}` })))),
    'components',
    BAD_LENGTH,
  ],
  ['six buttons', with1([row(...buttons(6))]), 'components.0.components', BAD_LENGTH],
  ['empty row', with1([row()]), 'components.0.components', BAD_LENGTH],
  ['custom id', with1([row(button({ custom_id: text(101) }))]), 'components.0.components.0.custom_id', BAD_LENGTH],
  [
    'same custom id',
    with1([row(button(), button())]),
    'components.0.components.1.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'no custom id',
    with1([row({ type: 2, style: 1, label: 'x' })]),
    'components.0.components.0.custom_id',
    'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
  ],
  ['button label', with1([row(button({ label: text(81) }))]), 'components.0.components.0.label', TOO_LONG],
  [
    'button emoji',
    with1([row(button({ emoji: { name: 'x' } }))]),
    'components.0.components.0.emoji.name',
    'COMPONENT_INVALID_EMOJI',
  ],
  [
    'link without url',
    with1([row({ type: 2, style: 5, label: 'x' })]),
    'components.0.components.0.url',
    'BUTTON_COMPONENT_URL_REQUIRED',
  ],
  [
    'link url',
    with1([row({ type: 2, style: 5, label: 'x', url: `https://a.b/${'c'.repeat(512)}` })]),
    'components.0.components.0.url',
    TOO_LONG,
  ],
  [
    'menu beside a button',
    with1([row(button(), menu().components[0]!)]),
    'components.0.components.1',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  ['26 options', with1([menu({ options: options(26) })]), 'components.0.components.0.options', BAD_LENGTH],
  ['no options', with1([menu({ options: [] })]), 'components.0.components.0.options', BAD_LENGTH],
  [
    'option label',
    with1([menu({ options: [option(1, { label: text(101) })] })]),
    'components.0.components.0.options.0.label',
    BAD_LENGTH,
  ],
  [
    'option value',
    with1([menu({ options: [option(1, { value: text(101) })] })]),
    'components.0.components.0.options.0.value',
    BAD_LENGTH,
  ],
  [
    'option description',
    with1([menu({ options: [option(1, { description: text(101) })] })]),
    'components.0.components.0.options.0.description',
    TOO_LONG,
  ],
  [
    'same option value',
    with1([menu({ options: [option(1), option(1)] })]),
    'components.0.components.0.options.1.value',
    'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  ['placeholder', with1([menu({ placeholder: text(151) })]), 'components.0.components.0.placeholder', TOO_LONG],
  [
    'more values than options',
    with1([menu({ max_values: 3 })]),
    'components.0.components.0.max_values',
    'BASE_TYPE_MAX_VALUE',
  ],
  [
    'a container without the flag',
    with1([{ type: 17, components: [{ type: 10, content: 'x' }] }]),
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ],
  [
    'content beside components v2',
    { content: 'x', flags: 32768, components: [{ type: 10, content: 'x' }] },
    'content',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  ['41 components', { flags: 32768, components: Array(41).fill({ type: 10, content: 'x' }) }, 'components', TOO_LONG],
  [
    'text of components v2',
    { flags: 32768, components: Array(2).fill({ type: 10, content: text(2001) }) },
    'components',
    'COMPONENT_MAX_TOTAL_COMPONENTS_TEXT_SIZE_EXCEEDED',
  ],
  ['an unknown field', { content: 'x', colour: 1 }, '', 'UNRECOGNIZED_KEYS'],
  ['a field of the wrong type', { content: 1 }, 'content', 'INVALID_TYPE'],
  ['nonce', { content: 'x', nonce: 'n'.repeat(26) }, 'nonce', TOO_LONG],
];

describe('messages', () => {
  it.each(REFUSED)('refuses too much or too little: %s', async (_, message, path, code) => {
    const answer = await post(message);
    expect([answer.status, answer.body.code, answer.body.message]).toEqual([400, 50035, 'Invalid Form Body']);
    const at = path === '' ? ((answer.body.errors as Json)._errors as Json[])[0]?.code : errorAt(answer.body, path);
    expect(at).toBe(code);
    expect(discord.violations.map(({ source }) => source)).toEqual(['form']);
  });

  it('takes everything at its limit, counted in characters after trimming', async () => {
    const embeds = Array.from({ length: 10 }, () => ({ title: text(256) }));
    for (const message of [
      { content: ` ${'😀'.repeat(2000)}\n`, embeds },
      { embeds: [{ description: text(4096), footer: { text: text(1903) }, title: 't' }] },
      { embeds: [{ fields: Array(5).fill({ name: text(176), value: text(1024) }) }] },
      with1([
        row(...buttons(5)),
        ...Array.from({ length: 3 }, (_, n) => row(button({ custom_id: `${text(99)}${n}`, label: text(80) }))),
        menu({ options: options(25), max_values: 25, placeholder: text(150) }),
      ]),
      with1([
        menu({
          options: [
            option(1, { label: text(100), value: text(100), description: text(100), emoji: { name: '👩🏽‍🔬' } }),
          ],
        }),
      ]),
      with1([
        row(button({ label: undefined, emoji: { name: '👍' } }), button({ custom_id: 'b', emoji: { name: '🇰🇷' } })),
      ]),
      { flags: 32768, components: Array(40).fill({ type: 10, content: text(100) }) },
    ]) {
      const answer = await post(message);
      expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    }
    expect(discord.violations).toEqual([]);
  });

  it('refuses messages that show nothing, also when an edit empties them', async () => {
    for (const empty of [{}, { content: ' \n ' }, { components: [row(button())] }, { flags: 32768 }]) {
      expect((await post(empty)).body).toEqual({ code: 50006, message: 'Cannot send an empty message' });
    }
    const { body } = await post({ content: 'x' });
    const path = `/channels/${body.channel_id}/messages/${body.id}`;
    expect((await send('PATCH', path, { content: '', allowed_mentions: { parse: [] } })).body.code).toBe(50006);
    expect(
      (await send('PATCH', path, { embeds: [{ title: 't' }], content: '', allowed_mentions: { parse: [] } })).status,
    ).toBe(200);
  });

  it('refuses half a surrogate pair, and what is no JSON', async () => {
    expect((await post({ content: '😀'.slice(0, 1) })).body.code).toBe(50109);
    expect((await post({ embeds: [{ title: `x${'😀'.slice(1)}` }] })).body.code).toBe(50109);
  });

  it('counts whom a message notifies by what it allows', async () => {
    const { id } = discord.user('철수');
    const content = `<@${id}> \`<@${discord.botId}>\``;
    const all = await post({ content, allowed_mentions: undefined });
    expect((all.body.mentions as Json[]).map((user) => user.id)).toEqual([id]);
    expect((await post({ content })).body.mentions).toEqual([]);
    expect((await post({ content, allowed_mentions: { parse: [], users: [id] } })).body.mentions).toHaveLength(1);
    expect(discord.violations.map(({ source }) => source)).toEqual(['conduct']);
  });
});

describe('commands', () => {
  const path = () => `/applications/${discord.botId}/commands`;
  const command = (fields: Json = {}) => ({ name: 'ask', description: 'd', ...fields });
  const opt = (fields: Json = {}) => ({ type: 3, name: 'o', description: 'd', ...fields });
  const refused: [what: string, command: Json, path: string, code: string][] = [
    ['upper case', command({ name: 'Ask' }), '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
    ['a space', command({ name: 'as k' }), '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
    ['long name', command({ name: 'a'.repeat(33) }), '0.name', BAD_LENGTH],
    ['no description', { name: 'ask' }, '0.description', REQUIRED],
    ['long description', command({ description: text(101) }), '0.description', BAD_LENGTH],
    [
      'long localised description',
      command({ description_localizations: { ko: text(101) } }),
      '0.description_localizations.ko',
      BAD_LENGTH,
    ],
    ['unknown locale', command({ name_localizations: { kr: '질문' } }), '0.name_localizations.kr', 'ENUM_TYPE_COERCE'],
    [
      'localised name',
      command({ name_localizations: { ko: '질문 하기' } }),
      '0.name_localizations.ko',
      'APPLICATION_COMMAND_INVALID_NAME',
    ],
    [
      '26 options',
      command({ options: Array.from({ length: 26 }, (_, n) => opt({ name: `o${n}` })) }),
      '0.options',
      TOO_LONG,
    ],
    [
      'required after optional',
      command({ options: [opt({ name: 'a' }), opt({ name: 'b', required: true })] }),
      '0.options.1',
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'same option',
      command({ options: [opt(), opt()] }),
      '0.options.1.name',
      'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
    ],
    [
      '26 choices',
      command({ options: [opt({ choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) })] }),
      '0.options.0.choices',
      TOO_LONG,
    ],
    [
      'long choice',
      command({ options: [opt({ choices: [{ name: text(101), value: 'v' }] })] }),
      '0.options.0.choices.0.name',
      BAD_LENGTH,
    ],
    [
      'choices and autocompletion',
      command({ options: [opt({ autocomplete: true, choices: [{ name: 'n', value: 'v' }] })] }),
      '0.options.0.autocomplete',
      'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID',
    ],
    ['description of a context menu', command({ type: 3 }), '0.description', 'APPLICATION_COMMAND_DESCRIPTION_INVALID'],
    [
      'too large as a whole',
      command({
        options: Array.from({ length: 4 }, (_, n) =>
          opt({ name: `o${n}`, choices: Array.from({ length: 25 }, (_, m) => ({ name: text(100), value: `${m}` })) }),
        ),
      }),
      '0',
      'APPLICATION_COMMAND_TOO_LARGE',
    ],
  ];

  it.each(refused)('refuses %s', async (_, body, at, code) => {
    const answer = await send('PUT', path(), [body]);
    expect([answer.status, answer.body.code]).toEqual([400, 50035]);
    expect(errorAt(answer.body, at)).toBe(code);
  });

  it('refuses the 101st, and two of one name', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => command({ name: `c${n}` }));
    expect((await send('PUT', path(), many(100))).status).toBe(200);
    expect((await send('PUT', path(), many(101))).body.code).toBe(30032);
    const twice = await send('PUT', path(), [command(), command()]);
    expect(errorAt(twice.body, '1')).toBe('APPLICATION_COMMANDS_DUPLICATE_NAME');
  });

  it('gives commands back as Discord does: with ids that last, defaults, and localizations only where asked', async () => {
    const sent = command({
      name_localizations: { ko: '질문' },
      default_member_permissions: '32',
      options: [opt({ required: false, autocomplete: false, description_localizations: { ko: '설명' } })],
    });
    const [made] = (await send('PUT', path(), [sent])).body as unknown as Json[];
    expect(made).toMatchObject({
      type: 1,
      name_localizations: { ko: '질문' },
      default_member_permissions: '32',
      integration_types: [0],
    });
    expect(made?.options).toEqual([
      { type: 3, name: 'o', description: 'd', name_localizations: null, description_localizations: { ko: '설명' } },
    ]);
    const [again] = (await send('PUT', path(), [sent])).body as unknown as Json[];
    expect([again?.id, again?.version]).toEqual([made?.id, made?.version]);
    const [changed] = (await send('PUT', path(), [{ ...sent, description: 'new' }])).body as unknown as Json[];
    expect([changed?.id === made?.id, changed?.version === made?.version]).toEqual([true, false]);
    const plain = await fetch(`${discord.url}/v10${path()}`, {
      headers: { authorization: `Bot ${discord.token}`, 'user-agent': 'DiscordBot (test, 1)' },
    });
    expect(JSON.stringify(await plain.json())).not.toContain('localizations');
    expect(discord.violations).toEqual([]);
  });
});
