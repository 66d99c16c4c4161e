import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  ContainerBuilder,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  HTTPError,
  type Interaction,
  LabelBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  Partials,
  type RESTOptions,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeDiscord, type FakeDiscordOptions, Impossible, openapiAtHand } from './discord/index.ts';

const COMMANDS = [
  {
    name: 'ask',
    nameLocalizations: { ko: '질문' },
    description: 'Ask',
    options: [
      { type: 3, name: 'question', description: 'q', required: true, maxLength: 50 },
      { type: 3, name: 'paper', description: 'p', autocomplete: true },
      { type: 4, name: 'count', description: 'c', minValue: 1, maxValue: 10 },
    ],
  },
  {
    name: 'settings',
    description: 'Settings',
    defaultMemberPermissions: '32',
    contexts: [0],
    options: [{ type: 1, name: 'language', description: 'l', options: [{ type: 7, name: 'where', description: 'w' }] }],
  },
  { name: 'Find papers', type: 3 },
];

const running: { discord: FakeDiscord; client: Client }[] = [];

interface BotOptions {
  fake?: FakeDiscordOptions;
  intents?: GatewayIntentBits[];
  rest?: Partial<RESTOptions>;
  onInteraction?: (interaction: Interaction) => Promise<unknown>;
  onMessage?: (message: Message) => Promise<unknown>;
}

/** Errors that handlers met, for tests that expect them. */
const caught: unknown[] = [];

function makeClient(discord: FakeDiscord, { intents, rest }: BotOptions = {}): Client {
  return new Client({
    intents: intents ?? [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: discord.url, ...rest },
    allowedMentions: { parse: [] },
    // Identifying twice within five seconds is allowed here, or a test of an invalid session would take that long.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
  });
}

/** Starts a fake and a real client that is logged in, has registered its commands, and handles what a test says. */
async function start(options: BotOptions = {}): Promise<{ discord: FakeDiscord; client: Client }> {
  const discord = await FakeDiscord.start({ openapi: openapiAtHand(), quietMs: 60, ...options.fake });
  const client = makeClient(discord, options);
  running.push({ discord, client });
  const guarded =
    <T>(handle?: (subject: T) => Promise<unknown>) =>
    (subject: T) => {
      handle?.(subject).catch((error) => caught.push(error));
    };
  client.on(Events.InteractionCreate, guarded(options.onInteraction));
  client.on(Events.MessageCreate, (message) => {
    if (message.author.id !== client.user?.id) guarded(options.onMessage)(message);
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  await discord.online();
  await client.application!.commands.set(COMMANDS);
  await discord.registered('Find papers');
  return { discord, client };
}

/** The JSON error code that a promise is refused with. */
async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DiscordAPIError) return error.code;
    throw error;
  }
  return 'not refused';
}

const asCommand = (interaction: Interaction) => interaction as ChatInputCommandInteraction;
const button = (customId: string, label: string) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Primary),
  );

afterEach(async () => {
  caught.length = 0;
  for (const { discord, client } of running.splice(0)) {
    await client.destroy();
    await discord.stop();
  }
});

describe('login', () => {
  it('logs a real client in, shows it the world, and takes its commands', async () => {
    const { discord, client } = await start({
      fake: {
        guilds: [
          { name: '모임', channels: ['일반', '질문'] },
          { name: 'Club', locale: 'en-US' },
        ],
      },
    });
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['모임', 'Club']);
    expect(client.guilds.cache.map(({ preferredLocale }) => preferredLocale)).toEqual(['ko', 'en-US']);
    expect(discord.channel('#질문').id).toBe(
      client.channels.cache.find((channel) => 'name' in channel && channel.name === '질문')?.id,
    );
    const held = await client.application!.commands.fetch({ withLocalizations: true });
    expect(held.map(({ name }) => name)).toEqual(['ask', 'settings', 'Find papers']);
    expect(held.first()?.nameLocalizations).toEqual({ ko: '질문' });
    expect(discord.requestsTo('PUT', '/applications/{application_id}/commands')).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  it('refuses a wrong token with 401 on REST and 4004 on the gateway', async () => {
    const discord = await FakeDiscord.start();
    const client = makeClient(discord);
    running.push({ discord, client });
    await expect(client.login('wrong')).rejects.toThrow(/invalid token/i);
    discord.faults.add({ route: '/gateway/bot', status: 200, body: gatewayInformation(discord) });
    const closed = new Promise<number>((resolve) => client.once(Events.ShardDisconnect, ({ code }) => resolve(code)));
    client.on(Events.ShardError, () => undefined);
    client.login('still wrong').catch(() => undefined);
    expect(await closed).toBe(4004);
  });

  it('closes with 4014 when a privileged intent is not granted, and lets it in when it is', async () => {
    const discord = await FakeDiscord.start();
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent];
    const client = makeClient(discord, { intents });
    running.push({ discord, client });
    client.on(Events.ShardError, () => undefined);
    const closed = new Promise<number>((resolve) => client.once(Events.ShardDisconnect, ({ code }) => resolve(code)));
    client.login(discord.token).catch(() => undefined);
    expect(await closed).toBe(4014);
    await start({ intents, fake: { privilegedIntents: ['messageContent'] } });
  });
});

describe('interactions', () => {
  it('shows a deferred answer from the acknowledgement to its last edit, and what followed', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        const command = asCommand(interaction);
        await command.deferReply();
        await command.editReply('찾는 중…');
        await command.editReply({
          content: `${command.options.getString('question')}: <https://arxiv.org/abs/2501.00001>`,
          embeds: [{ title: '논문', url: 'https://arxiv.org/abs/2501.00001', fields: [{ name: '표', value: '3' }] }],
          flags: MessageFlags.SuppressEmbeds,
        });
        await command.followUp({ content: '덧붙임', flags: MessageFlags.Ephemeral });
      },
    });
    const asked = discord.user('철수').command('일반', '/질문', { question: '뭐가 새로워?' });
    const acknowledged = await asked.acknowledged();
    expect(acknowledged).toMatchObject({ type: 5, ephemeral: false });
    expect(acknowledged.latencyMs).toBeGreaterThanOrEqual(0);
    // What comes last is known here, so no pause between two edits can be taken for the end.
    await expect.poll(() => asked.followups.length).toBe(1);
    const reply = await asked.reply();
    expect(reply.content).toBe('뭐가 새로워?: <https://arxiv.org/abs/2501.00001>');
    expect(reply.urls).toEqual(['https://arxiv.org/abs/2501.00001']);
    expect(reply.previewsSuppressed).toBe(true);
    expect(asked.edits.map(({ kind, message }) => [kind, message.content])).toEqual([
      ['reply', ''],
      ['edit', '찾는 중…'],
      ['edit', reply.content],
      ['followup', '덧붙임'],
    ]);
    expect(asked.followups.map(({ content, ephemeral }) => [content, ephemeral])).toEqual([['덧붙임', true]]);
    const seen = asked.edits.map(({ afterMs }) => afterMs);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(discord.violations).toEqual([]);
  });

  it('sends locales, permissions, the place and resolved things along', async () => {
    const heard: unknown[] = [];
    const { discord } = await start({
      onInteraction: async (interaction) => {
        const command = asCommand(interaction);
        heard.push([
          command.locale,
          command.guildLocale,
          command.memberPermissions?.has('ManageGuild'),
          command.context,
          command.options.getSubcommand(),
          command.options.getChannel('where')?.id,
        ]);
        await command.reply({ content: 'ok', flags: MessageFlags.Ephemeral });
      },
    });
    const boss = discord.user('Boss', { locale: 'en-US', permissions: ['ManageGuild'] });
    const reply = await boss.command('일반', '/settings language', { where: discord.channel('일반') }).reply();
    expect(reply.ephemeral).toBe(true);
    expect(heard).toEqual([['en-US', 'ko', true, 0, 'language', discord.channel('일반').id]]);
  });

  it('gives the bot no permission at all where it does not see the channel', async () => {
    const heard: bigint[] = [];
    const { discord } = await start({
      onInteraction: async (interaction) => {
        heard.push(interaction.appPermissions.bitfield);
        await asCommand(interaction).reply('ok');
      },
    });
    discord.deny('일반', 'ViewChannel');
    await discord.user('철수').command('일반', '/ask', { question: 'q' }).reply();
    discord.deny('일반');
    await discord.user('철수').command('일반', '/ask', { question: 'q' }).reply();
    expect(heard.map((bits) => bits > 0n)).toEqual([false, true]);
  });

  it('lets nobody do what Discord would not let them do', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        await interaction.reply({
          content: 'x',
          components: [
            new ActionRowBuilder<ButtonBuilder>().addComponents(
              new ButtonBuilder().setCustomId('off').setLabel('off').setStyle(ButtonStyle.Primary).setDisabled(true),
              new ButtonBuilder().setURL('https://arxiv.org').setLabel('link').setStyle(ButtonStyle.Link),
            ),
          ],
          flags: MessageFlags.Ephemeral,
        });
      },
    });
    const user = discord.user('철수');
    const impossible: [RegExp, () => unknown][] = [
      [/hidden/, () => user.command('일반', '/settings language')],
      [/not offered/, () => user.command(user.dm, '/settings language')],
      [/No command/, () => user.command('일반', '/none')],
      [/required/, () => user.command('일반', '/ask')],
      [/no option/, () => user.command('일반', '/ask', { question: 'q', other: 1 })],
      [/long/, () => user.command('일반', '/ask', { question: 'q'.repeat(51) })],
      [/between/, () => user.command('일반', '/ask', { question: 'q', count: 11 })],
      [/does not autocomplete/, () => user.autocomplete('일반', '/ask', { question: 'q' })],
    ];
    for (const [why, act] of impossible) {
      expect(act).toThrow(why);
      expect(act).toThrow(Impossible);
    }
    const reply = await user.command('일반', '/ask', { question: 'q' }).reply();
    expect(() => user.click(reply, 'off')).toThrow(/disabled/);
    expect(() => user.click(reply, 'link')).toThrow(/link to/);
    expect(() => user.click(reply, 'none')).toThrow(/there are: off, link/);
    expect(() => discord.user('영희').click(reply, 'off')).toThrow(/does not see/);
  });

  it('autocompletes, updates from buttons and menus, and carries a modal through', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        if (interaction.isAutocomplete()) {
          await interaction.respond([{ name: `${interaction.options.getFocused()}…`, value: 'v' }]);
        } else if (interaction.isChatInputCommand()) {
          await interaction.reply({ content: '첫', components: [button('more', '더 보기')] });
        } else if (interaction.isButton() && interaction.customId === 'more') {
          const menu = new StringSelectMenuBuilder().setCustomId('pick').addOptions({ label: '하나', value: '1' });
          await interaction.update({
            content: '둘째',
            components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu), button('why', '👎')],
          });
        } else if (interaction.isStringSelectMenu()) {
          await interaction.deferUpdate();
          await interaction.editReply({ content: `고름 ${interaction.values}` });
        } else if (interaction.isButton()) {
          const input = new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Short);
          const label = new LabelBuilder().setLabel('왜요?').setTextInputComponent(input);
          await interaction.showModal(new ModalBuilder().setCustomId('m').setTitle('의견').addLabelComponents(label));
        } else if (interaction.isModalSubmit()) {
          const { resource } = await interaction.reply({
            content: interaction.fields.getTextInputValue('text'),
            flags: MessageFlags.Ephemeral,
            withResponse: true,
          });
          await interaction.editReply(`${resource?.message?.content}!`);
        }
      },
    });
    const user = discord.user('철수');
    expect(await user.autocomplete('일반', '/ask', { paper: 'att' }).choices()).toEqual([{ name: 'att…', value: 'v' }]);
    const first = await user.command('일반', '/ask', { question: 'q' }).reply();
    const second = await discord.user('영희').click(first, '더 보기').reply();
    expect([second.id, second.content]).toEqual([first.id, '둘째']);
    const picked = user.select(second, 'pick', ['하나']);
    expect((await picked.acknowledged()).type).toBe(6);
    expect((await picked.until(({ content }) => content === '고름 1')).id).toBe(first.id);
    const shown = user.click(second, '👎');
    expect(await shown.modal()).toMatchObject({ title: '의견', inputs: [{ label: '왜요?' }] });
    const thanks = await (await user.submitModal(shown, { '왜요?': '그냥' })).reply();
    expect([thanks.content, thanks.ephemeral]).toEqual(['그냥!', true]);
    expect(discord.violations).toEqual([]);
  });

  it('hands a message to a context menu, with its content, and takes components of the second generation', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        if (!interaction.isMessageContextMenuCommand()) return;
        const text = new TextDisplayBuilder().setContent(`대상: ${interaction.targetMessage.content}`);
        await interaction.reply({
          flags: MessageFlags.IsComponentsV2,
          components: [new ContainerBuilder().addTextDisplayComponents(text)],
        });
      },
    });
    const said = discord.user('영희').say('일반', 'diffusion 논문');
    const found = await discord.user('철수').contextMenu(said.message, 'Find papers').reply();
    expect(found.text).toBe('대상: diffusion 논문');
    expect(discord.violations).toEqual([]);
  });

  it('refuses a second acknowledgement, a late one, and a deferred autocompletion', async () => {
    const { discord, client } = await start({
      onInteraction: async (interaction) => {
        if (interaction.isAutocomplete()) {
          const answer = { body: { type: 5, data: { flags: 0 } }, auth: false };
          await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, answer);
          return;
        }
        const command = asCommand(interaction);
        if (command.options.getString('question') === 'late') discord.clock.advance(3_001);
        await command.deferReply();
        Object.assign(command, { deferred: false });
        await command.reply('again');
      },
    });
    const user = discord.user('철수');
    const twice = user.command('일반', '/ask', { question: 'twice' });
    await twice.acknowledged();
    await expect.poll(() => twice.refused).toEqual([40060]);
    const late = user.command('일반', '/ask', { question: 'late' });
    await expect(late.acknowledged()).rejects.toThrow(/did not respond/);
    expect(late.refused).toEqual([10062]);
    const typed = user.autocomplete('일반', '/ask', { paper: 'x' });
    await expect.poll(() => typed.refused).toEqual([50035]);
    await expect.poll(() => caught.map((error) => (error as DiscordAPIError).code)).toEqual([40060, 10062, 50035]);
  });

  it('refuses choices and modals beyond their limits, and takes them at their limits', async () => {
    const choice = (fields: object = {}) => ({ name: '가'.repeat(100), value: '나'.repeat(100), ...fields });
    const input = (fields: object = {}) => ({ type: 4, custom_id: 'i', style: 1, label: 'l', ...fields });
    const modal = (fields: object = {}) => {
      const components = [{ type: 1, components: [input()] }];
      return { type: 9, data: { custom_id: 'm', title: '제'.repeat(45), components, ...fields } };
    };
    const [first] = modal().data.components;
    const choices = (list: unknown[]) => ({ type: 8, data: { choices: list } });
    const wrong: [what: string, body: object][] = [
      ['paper', choices(Array(26).fill(choice()))],
      ['paper', choices([choice({ name: '가'.repeat(101) })])],
      ['paper', choices([choice({ value: '나'.repeat(101) })])],
      ['paper', choices([choice({ name: '' })])],
      ['paper', choices([choice({ value: 1 })])],
      ['question', modal({ title: '제'.repeat(46) })],
      ['question', modal({ custom_id: 'm'.repeat(101) })],
      ['question', modal({ components: Array(6).fill(first) })],
      ['question', modal({ components: [first, first] })],
      ['question', modal({ components: [{ type: 1, components: [input({ label: '가'.repeat(46) })] }] })],
      ['question', modal({ components: [{ type: 1, components: [input({ value: '가'.repeat(4001) })] }] })],
    ];
    const waiting: Interaction[] = [];
    const { discord, client } = await start({
      onInteraction: async (interaction) => {
        waiting.push(interaction);
      },
    });
    const user = discord.user('철수');
    const answer = async (what: string, body: object) => {
      if (what === 'paper') user.autocomplete('일반', '/ask', { paper: 'x' });
      else user.command('일반', '/ask', { question: 'q' });
      await expect.poll(() => waiting.length).toBe(1);
      const { id, token } = waiting.pop()!;
      return codeOf(client.rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false }));
    };
    for (const [what, body] of wrong) expect([body, await answer(what, body)]).toEqual([body, 50035]);
    expect(await answer('paper', choices(Array(25).fill(choice())))).toBe('not refused');
    expect(await answer('question', modal())).toBe('not refused');
  });

  it('lets the token die after fifteen minutes, and a webhook live only after the acknowledgement', async () => {
    const held: ChatInputCommandInteraction[] = [];
    const { discord } = await start({
      onInteraction: async (interaction) => {
        held.push(asCommand(interaction));
      },
    });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    await expect.poll(() => held.length).toBe(1);
    const command = held[0]!;
    expect(await codeOf(command.webhook.send('too early'))).toBe(10015);
    await command.deferReply();
    discord.clock.advance(14 * 60_000);
    await command.editReply('in time');
    discord.clock.advance(61_000);
    expect(await codeOf(command.editReply('too late'))).toBe(50027);
    expect(await codeOf(command.followUp('too late'))).toBe(50027);
    expect((await asked.reply()).content).toBe('in time');
  });

  it('fills a deferred reply with the first follow-up, keeps its visibility, and forgets what was deleted', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        const command = asCommand(interaction);
        await command.deferReply({ flags: MessageFlags.Ephemeral });
        await command.followUp('첫 답');
        const more = await command.followUp('둘째');
        await command.deleteReply(more);
        await command.deleteReply();
        await command.editReply('늦음');
      },
    });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    await expect.poll(() => asked.refused).toEqual([10008]);
    expect(asked.edits.map(({ kind, message }) => [kind, message.content, message.ephemeral])).toEqual([
      ['reply', '', true],
      ['edit', '첫 답', true],
      ['followup', '둘째', false],
    ]);
    expect([asked.deleted, asked.followups, asked.message]).toEqual([true, [], undefined]);
  });

  it('notes a message without allowed_mentions, and embeds that share one url', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        const embed = { title: 't', url: 'https://arxiv.org/abs/1' };
        await asCommand(interaction).reply({ content: '@everyone', embeds: [embed, embed] });
        await asCommand(interaction).editReply({ content: '@everyone', allowedMentions: { parse: ['everyone'] } });
      },
    });
    discord.user('철수').command('일반', '/ask', { question: 'q' });
    await expect.poll(() => discord.violations.map(({ source }) => source)).toEqual(['conduct', 'conduct']);
    expect(discord.violations[0]?.message).toMatch(/share one url/);
    expect(discord.violations[1]?.message).toMatch(/allowed_mentions .* not .*everyone/);
  });
});

describe('conversations', () => {
  it('shows the bot only content it may read', async () => {
    const heard: string[] = [];
    const { discord } = await start({
      onMessage: async (message) => {
        heard.push(message.content);
        if (message.content !== '') await message.reply(`들음: ${message.content}`);
      },
    });
    const user = discord.user('철수');
    expect((await user.say('일반', '비밀').settled()).replies).toEqual([]);
    const mentioned = await user.say('일반', `${discord.mention} 안녕`).reply();
    expect(mentioned.pings).toBe(false);
    expect((await user.say('일반', '답장', { replyTo: mentioned }).reply()).repliesTo).toBeDefined();
    await user.say('일반', '조용한 답장', { replyTo: mentioned, ping: false }).settled();
    expect((await user.say(user.dm, '쪽지').reply()).content).toBe('들음: 쪽지');
    expect(heard).toEqual(['', `${discord.mention} 안녕`, '답장', '', '쪽지']);
    expect(discord.violations).toEqual([]);
  });

  it('carries threads, typing, reactions and direct messages', async () => {
    const { discord, client } = await start({
      onMessage: async (message) => {
        if (message.channel.isThread()) return message.reply('스레드 답');
        if (!message.channel.isSendable()) return;
        await message.channel.sendTyping();
        const reply = await message.reply('답');
        await reply.react('👍');
        const thread = await reply.startThread({ name: '이야기' });
        return thread.send('여기서 이어가요');
      },
    });
    const user = discord.user('철수');
    const said = user.say('일반', `${discord.mention} 질문`);
    const reply = await said.reply();
    expect([said.typing, reply.threadId]).toEqual([1, reply.id]);
    const inThread = user.say(reply.threadId!, `${discord.mention} 이어서`);
    expect((await inThread.reply()).content).toBe('스레드 답');
    expect(discord.messages(reply.threadId!).map(({ content }) => content)).toEqual([
      '여기서 이어가요',
      `${discord.mention} 이어서`,
      '스레드 답',
    ]);
    await client.users.send(user.id, '알림');
    expect((await discord.awaitMessage(user.dm)).content).toBe('알림');
    expect(discord.violations).toEqual([]);
  });

  it('refuses what the bot may not do: access, permissions, deleted places, locked threads', async () => {
    const { discord, client } = await start({
      fake: { guilds: [{ name: 'g', channels: ['일반', '닫힘', '읽기', '지움'] }] },
    });
    const post = (id: string, body: object = { content: 'x', allowed_mentions: { parse: [] } }) =>
      codeOf(client.rest.post(`/channels/${id}/messages`, { body }));
    const [open, closed, quiet, gone] = ['일반', '닫힘', '읽기', '지움'].map((name) => discord.channel(name));
    discord.deny(closed!, 'ViewChannel');
    discord.deny(quiet!, 'SendMessages', 'ReadMessageHistory');
    discord.deleteChannel(gone!);
    expect(await post(closed!.id)).toBe(50001);
    expect(await post(quiet!.id)).toBe(50013);
    expect(await post(gone!.id)).toBe(10003);
    const { message } = discord.user('철수').say(open!, '원문');
    const reference = { message_id: message.id };
    expect(await post(open!.id, { content: 'x', message_reference: reference, allowed_mentions: { parse: [] } })).toBe(
      'not refused',
    );
    expect(
      await codeOf(client.rest.patch(`/channels/${open!.id}/messages/${message.id}`, { body: { content: 'x' } })),
    ).toBe(50005);
    expect(await codeOf(client.rest.get(`/channels/${open!.id}/messages/${discord.botId}`))).toBe(10008);
    expect(await codeOf(client.rest.delete(`/channels/${open!.id}/messages/${message.id}`))).toBe(50013);
    const thread = discord.user('철수').openThread(message, '얘기');
    expect(
      await codeOf(client.rest.post(`/channels/${open!.id}/messages/${message.id}/threads`, { body: { name: 'x' } })),
    ).toBe(160004);
    discord.archive(thread, true);
    expect(await post(thread.id)).toBe(50083);
    discord.deny(open!, 'ReadMessageHistory');
    expect(await post(open!.id, { content: 'x', message_reference: reference, allowed_mentions: { parse: [] } })).toBe(
      160002,
    );
  });
});

describe('the world', () => {
  it('takes pictures, keeps them through an edit, and lets an edit drop them', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        const files = [{ attachment: Buffer.from('png'), name: 'paper.png', description: '첫 그림' }];
        const embeds = [{ title: 't', image: { url: 'attachment://paper.png' } }];
        await asCommand(interaction).reply({ files, embeds });
        await asCommand(interaction).editReply('글');
        await asCommand(interaction).editReply({ attachments: [] });
      },
    });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    await asked.until(({ attachments }) => attachments.length === 0);
    const forms = asked.edits.map(({ message }) => [
      message.content,
      message.attachments.map((file) => file.description),
    ]);
    expect(forms).toEqual([
      ['', ['첫 그림']],
      ['글', ['첫 그림']],
      ['글', []],
    ]);
    expect(asked.message?.attachments).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it('changes while the bot runs: servers come and go, channels too, and people close their doors', async () => {
    const { discord, client } = await start();
    const joined = new Promise<string>((resolve) => client.once(Events.GuildCreate, ({ name }) => resolve(name)));
    const guild = discord.join({ name: '새 모임', channels: ['잡담'] });
    expect(await joined).toBe('새 모임');
    const added = new Promise<string>((resolve) => client.once(Events.ChannelCreate, ({ name }) => resolve(name)));
    discord.addChannel(guild, '논문');
    expect(await added).toBe('논문');
    const removed = new Promise<string>((resolve) => client.once(Events.ChannelDelete, ({ id }) => resolve(id)));
    const { id } = discord.channel('잡담');
    discord.deleteChannel('잡담');
    expect(await removed).toBe(id);
    const left = new Promise<string>((resolve) => client.once(Events.GuildDelete, ({ name }) => resolve(name)));
    discord.leave(guild);
    expect(await left).toBe('새 모임');
    expect(await codeOf(client.rest.get(`/guilds/${guild.id}`))).toBe(50001);
    const user = discord.user('철수');
    user.allowDirectMessages(false);
    expect(await codeOf(client.users.send(user.id, 'x'))).toBe(50007);
  });

  it('lets a channel that is deleted meanwhile be found gone by the answer', async () => {
    let answer: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { discord } = await start({
      onInteraction: async (interaction) => {
        await asCommand(interaction).deferReply();
        await waiting;
        await asCommand(interaction).editReply('x');
      },
    });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    await asked.acknowledged();
    discord.deleteChannel('일반');
    answer();
    await expect.poll(() => asked.refused).toEqual([10003]);
  });

  it('does not let a mistyped route pass for one that was never called, nor an unknown request', async () => {
    const { discord, client } = await start();
    expect(() => discord.requestsTo('GET', '/channels/{id}')).toThrow(/no route/);
    expect(() => discord.faults.add({ route: '/nowhere' })).toThrow(/no route/);
    expect(await codeOf(client.rest.get('/stage-instances/1'))).toBe(0);
    expect(await codeOf(client.rest.get('/users/1/none'))).toBe(0);
    expect(discord.violations.map(({ source }) => source)).toEqual(['route', 'route']);
  });
});

describe('faults', () => {
  it('is retried after 429, and after a 500, by a client that does so', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        await asCommand(interaction).deferReply();
        await asCommand(interaction).editReply('됐다');
      },
    });
    const edit = '/webhooks/{webhook_id}/{webhook_token}/messages/@original';
    discord.faults.rateLimit(0.2, { route: edit });
    discord.faults.serverError({ route: edit, status: 502 });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    expect((await asked.reply()).content).toBe('됐다');
    expect(discord.requestsTo('PATCH', edit).map(({ status }) => status)).toEqual([429, 502, 200]);
    expect(asked.edits.at(-1)?.afterMs).toBeGreaterThan(200);
  });

  it('is not taken to have finished while a request of its is on the way', async () => {
    const { discord } = await start({
      onInteraction: async (interaction) => {
        await asCommand(interaction).reply('먼저');
        await asCommand(interaction).editReply('나중');
      },
    });
    discord.faults.slow(300, { method: 'PATCH' });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    const edit = '/webhooks/{webhook_id}/{webhook_token}/messages/@original';
    await expect.poll(() => discord.requestsTo('PATCH', edit)).toHaveLength(1);
    expect((await asked.reply({ quiet: 50 })).content).toBe('나중');
  });

  it('loses an answer after the deed, so that a retried acknowledgement is a double one', async () => {
    const { discord } = await start({ onInteraction: (interaction) => asCommand(interaction).deferReply() });
    discord.faults.serverError({ route: /callback$/, afterwards: true });
    const asked = discord.user('철수').command('일반', '/ask', { question: 'q' });
    await expect.poll(() => asked.refused).toEqual([40060]);
    expect((await asked.acknowledged()).type).toBe(5);
  });

  it('answers slowly, and cuts connections', async () => {
    const { discord, client } = await start({ rest: { retries: 0 } });
    const stop = discord.faults.slow(120, { method: 'GET' });
    const began = performance.now();
    await client.rest.get('/users/@me');
    expect(performance.now() - began).toBeGreaterThan(115);
    stop();
    discord.faults.add({ route: '/users/@me', drop: true });
    await expect(client.rest.get('/users/@me')).rejects.toThrow();
    discord.faults.serverError();
    await expect(client.rest.get('/users/@me')).rejects.toBeInstanceOf(HTTPError);
    expect(discord.requestsTo('GET', '/users/@me').map(({ status }) => status)).toEqual([200, 0, 500]);
  });

  it('enforces the limits it announces on a client that does not heed them', async () => {
    const { discord } = await start();
    const send = () =>
      fetch(`${discord.url}/v10/channels/${discord.channel('일반').id}/typing`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'user-agent': 'DiscordBot (test, 1)' },
      });
    const answers = await Promise.all(Array.from({ length: 7 }, send));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 204, 204, 204, 429, 429]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(await refused.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
  });
});

describe('the gateway', () => {
  it('resumes after a lost socket and replays what was missed', async () => {
    const seen: string[] = [];
    const { discord, client } = await start({
      onInteraction: async (interaction) => {
        seen.push(asCommand(interaction).options.getString('question', true));
        await asCommand(interaction).reply('받음');
      },
    });
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, (_, replayed) => resolve(replayed)));
    discord.gateway.drop();
    await discord.offline();
    const missed = discord.user('철수').command('일반', '/ask', { question: '끊긴 사이' });
    expect((await missed.reply()).content).toBe('받음');
    expect(await resumed).toBeGreaterThanOrEqual(1);
    expect(seen).toEqual(['끊긴 사이']);
    expect(discord.journal.frames.filter(({ op }) => op === 6)).toHaveLength(1);
  });

  it('can ask for a reconnect, declare a session invalid, and close with a code', async () => {
    const { discord, client } = await start({ onInteraction: (interaction) => asCommand(interaction).reply('받음') });
    const count = (op: number) => discord.journal.frames.filter((frame) => frame.op === op).length;
    const works = async () => {
      await discord.online();
      expect((await discord.user('철수').command('일반', '/ask', { question: 'q' }).reply()).content).toBe('받음');
    };
    discord.gateway.reconnect();
    await expect.poll(() => count(6)).toBe(1);
    await works();
    discord.gateway.close(4000);
    await expect.poll(() => count(6)).toBe(2);
    await works();
    const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    discord.gateway.invalidate();
    await again;
    expect(count(2)).toBe(2);
    await works();
    expect(discord.violations).toEqual([]);
  });

  it('answers heartbeats, and when it stops doing so the client takes it for dead and resumes', async () => {
    const { discord } = await start({ fake: { heartbeatIntervalMs: 100 } });
    const count = (op: number) => discord.journal.frames.filter((frame) => frame.op === op).length;
    await expect.poll(() => count(1)).toBeGreaterThan(2);
    expect(count(6)).toBe(0);
    discord.gateway.acknowledgeHeartbeats = false;
    await expect.poll(() => count(6)).toBeGreaterThan(0);
    discord.gateway.acknowledgeHeartbeats = true;
  });
});

describe('many at once', () => {
  it('takes two hundred interactions and tells how quickly each was acknowledged', async () => {
    const { discord } = await start({
      fake: { openapi: undefined, ackWindowMs: 20_000 },
      rest: { globalRequestsPerSecond: 1000 },
      onInteraction: async (interaction) => {
        await asCommand(interaction).deferReply();
        await asCommand(interaction).editReply(asCommand(interaction).options.getString('question', true));
      },
    });
    const asked = Array.from({ length: 200 }, (_, n) =>
      discord.user(`user${n % 20}`).command('일반', '/ask', { question: `질문 ${n}` }),
    );
    const replies = await Promise.all(asked.map((handle) => handle.reply()));
    expect(replies.map(({ content }) => content)).toEqual(asked.map((_, n) => `질문 ${n}`));
    const latencies = await Promise.all(asked.map(async (handle) => (await handle.acknowledged()).latencyMs));
    expect(latencies.every((ms) => ms > 0 && ms < 20_000)).toBe(true);
    expect(discord.violations).toEqual([]);
  });
});

function gatewayInformation(discord: FakeDiscord) {
  const start = { total: 1000, remaining: 1, reset_after: 0, max_concurrency: 1 };
  return { url: discord.gateway.url, shards: 1, session_start_limit: start };
}
