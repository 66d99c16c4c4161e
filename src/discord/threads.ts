import { type ButtonInteraction, PermissionFlagsBits, type StringSelectMenuInteraction } from 'discord.js';
import type { Language } from '../answer/answer.ts';
import { notice } from '../chat/failure.ts';
import { type Inline, type Message, paragraph } from '../chat/message.ts';
import { ownWords } from '../chat/own-words.ts';
import type { Context } from './context.ts';
import { mayOpenThread } from './conversation.ts';
import { cutText } from './cut.ts';
import { declineInteraction, deferReply, mayEmbed } from './interaction-reply.ts';
import { LIMITS } from './limits.ts';
import { clean, oneLine } from './markdown.ts';
import { CODES, codeOf, persist, report } from './refusals.ts';
import { render } from './render.ts';
import { discordTexts } from './texts.ts';

/** Minutes without a word after which Discord puts a thread away; it comes back with the next one. */
const PUT_AWAY_AFTER = 1440;

/** Opens a thread under an answer, in which one can ask on, and tells whoever pressed where it is. */
export async function openThread(
  press: ButtonInteraction | StringSelectMenuInteraction,
  language: Language,
  context: Context,
): Promise<void> {
  const words = discordTexts(language).thread;
  const decline = (message: Message) => declineInteraction(press, message, language, context);
  const { commandIds } = context;
  const { message, channel } = press;
  if (!mayOpenThread(channel)) return decline(notice(words.notHere));
  // A thread that grew from a message has the message's id.
  if (message.hasThread) return decline(pointer(words.exists, message.id));
  const needed = [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads];
  if (!press.appPermissions.has(needed)) return decline(notice(words.notAllowed));
  const conversation = await context.links.of(message.id);
  const turns = conversation === undefined ? [] : await context.services.conversations.turns(conversation);
  if (conversation === undefined || turns.length === 0) return decline(notice(words.forgotten));
  await deferReply(press, true);
  const answer = async (said: Message) => {
    await persist(() => press.editReply(render(said, { language, embeds: mayEmbed(press), commandIds })));
  };
  const where = { interaction: press.id, message: message.id, channel: press.channelId };
  try {
    const name = cutText(oneLine(clean(turns.at(-1)!.question)).trim(), LIMITS.threadName) || words.untitled;
    // Somebody else was quicker: discord.js knows it already, …
    if (message.hasThread) return await answer(pointer(words.exists, message.id));
    const thread = await message.startThread({ name, autoArchiveDuration: PUT_AWAY_AFTER });
    await context.links.link(thread.id, conversation);
    const welcome = ownWords(words.welcome(context.client.user.username));
    await thread.send(render({ blocks: [paragraph(...welcome)] }, { language, commandIds }));
    await answer(pointer(words.opened, thread.id));
  } catch (error) {
    // … or does not yet.
    if (codeOf(error) === CODES.threadExists) return answer(pointer(words.exists, message.id));
    report(context, error, 'open a thread', where);
    await answer(notice(words.notHere));
  }
}

function pointer(text: string, threadId: string): Message {
  const place: Inline = { kind: 'place', of: 'channel', id: threadId };
  return { blocks: [paragraph(`${text} `, place)], private: true };
}
