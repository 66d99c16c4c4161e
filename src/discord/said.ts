import { cleanContent, type Message as DiscordMessage } from 'discord.js';
import type { Language } from '../answer/answer.ts';
import { languageOf as languageOfText } from '../answer/language.ts';
import type { Command } from '../chat/command.ts';
import { notice } from '../chat/failure.ts';
import { ownWords } from '../chat/own-words.ts';
import { DEFAULT_SERVER_SETTINGS, type ServerSettings } from '../chat/servers.ts';
import { refuse } from './admission.ts';
import { ASK, commandNamed } from './command-call.ts';
import type { Context } from './context.ts';
import { conversationOf, mayOpenThread } from './conversation.ts';
import { languageOfLocale } from './language.ts';
import { MessageReply } from './message-reply.ts';
import { perform } from './perform.ts';
import { report } from './refusals.ts';
import { discordTexts } from './texts.ts';

/** Discord shows that somebody is typing for ten seconds. */
const TYPING_EVERY = 8_000;
/** Longest question that is read. */
const LONGEST = 1000;
/** How often one person is told that they ask too much. */
const TELL_EVERY = 60_000;

/**
 * Answers what was said to the bot: a direct message, or a message that mentions it, as replies to it do. Everything else is
 * none of its business, and without the privileged intent it cannot even be read.
 */
export async function onSaid(said: DiscordMessage, arrivedAt: number, context: Context): Promise<void> {
  const me = context.client.user;
  if (said.author.bot || said.system || said.webhookId !== null) return;
  if (said.guildId !== null && !said.mentions.users.has(me.id)) return;
  const question = withoutMention(said, me.id);
  const called = commandCalled(question, context.commands);
  const command = called ?? commandNamed(context.commands, ASK);
  if (!command) return;
  if (said.guildId === null && question === '') return;
  const settings =
    said.guildId === null ? DEFAULT_SERVER_SETTINGS : await context.services.servers.settings(said.guildId);
  const language = await speak(said, question, settings, context);
  const way = said.guildId === null ? 'direct_message' : 'mention';
  const reply = new MessageReply(said, language, context);
  const { channel } = said;
  const parentId = channel.isThread() ? (channel.parentId ?? channel.id) : channel.id;
  const place = { userId: said.author.id, channelId: channel.id, ...(said.guildId ? { serverId: said.guildId } : {}) };
  const refusal =
    settings.replies === 'private' && said.guildId !== null
      ? notice(...ownWords(discordTexts(language).refused.privateReplies))
      : refuse(
          {
            userId: said.author.id,
            serverId: place.serverId,
            channelId: parentId,
            roleIds: [...(said.member?.roles.cache.keys() ?? [])],
            settings,
            isQuestion: called === undefined,
            isFree: false,
            language,
          },
          context,
        );
  if (refusal) {
    if (mayTell(said.author.id, context.told)) await reply.tell(refusal);
    context.meter.finished(way, command.name, 'refused', performance.now() - arrivedAt);
    return;
  }
  const asked = { id: said.id, channelId: channel.id, guildId: said.guildId, answers: said.reference?.messageId };
  const conversation = await conversationOf(asked, channel.isThread(), context.links);
  const call = called
    ? { ...place, options: {}, language }
    : { ...place, threadId: conversation, options: { question }, language };
  const isTyping = setInterval(() => reply.typing(), TYPING_EVERY);
  reply.typing().catch((error) => report(context, error, 'show typing', { message: said.id }));
  try {
    const open = mayOpenThread(channel);
    await perform({ way, command, call, reply, id: said.id, arrivedAt, mayOpenThread: open }, context);
  } finally {
    clearInterval(isTyping);
  }
}

/** The command that a message consists of, `help` or `/오늘`, if it works without options and for everybody. */
function commandCalled(text: string, commands: readonly Command[]): Command | undefined {
  const name = text.replace(/^[/!]/, '').toLowerCase().normalize('NFC');
  return commands.find(
    (command) =>
      (command.name === name || command.nameKo === name) &&
      !command.subcommands &&
      !command.permission &&
      command.options.every(({ required }) => !required),
  );
}

/** The text without the mention of the bot, or of the role that Discord made for it. */
function withoutMention(said: DiscordMessage, me: string): string {
  const role = said.guild?.roles.botRoleFor(me)?.id;
  const mine = new RegExp(`<@!?${me}>${role ? `|<@&${role}>` : ''}`, 'g');
  // Other people and channels are meant by their names.
  const text = cleanContent(said.content.replace(mine, ' '), said.channel);
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .replace(/\p{Surrogate}$/u, '');
}

/**
 * Messages tell no locale: the server's language, else the one the question is in; where that cannot be told, the one of the
 * last question in a direct message, or of the server's locale.
 */
async function speak(
  { guild, channelId }: DiscordMessage,
  question: string,
  { language }: ServerSettings,
  { services, links }: Context,
): Promise<Language> {
  if (language !== 'auto') return language;
  const last = guild
    ? undefined
    : (await services.conversations.turns((await links.of(channelId)) ?? channelId)).at(-1);
  const otherwise = last ? languageOfText(last.question, 'ko') : (languageOfLocale(guild?.preferredLocale) ?? 'ko');
  return languageOfText(question, otherwise);
}

function mayTell(userId: string, told: Map<string, number>): boolean {
  const now = Date.now();
  if (now - (told.get(userId) ?? 0) < TELL_EVERY) return false;
  told.delete(userId);
  told.set(userId, now);
  if (told.size > 1000) told.delete(told.keys().next().value!);
  return true;
}
