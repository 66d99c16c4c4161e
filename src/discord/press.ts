import { type ButtonInteraction, MessageFlags, type StringSelectMenuInteraction } from 'discord.js';
import type { Language } from '../answer/answer.ts';
import { act } from '../chat/actions.ts';
import type { ActionResult } from '../chat/command.ts';
import { failureMessage, notice } from '../chat/failure.ts';
import type { Message } from '../chat/message.ts';
import { refuse } from './admission.ts';
import { commandNamed, type Scene, sceneOf } from './command-call.ts';
import type { Context } from './context.ts';
import { declineInteraction, mayEmbed } from './interaction-reply.ts';
import { Stopped } from './jobs.ts';
import { languageFor } from './language.ts';
import { OPEN_THREAD } from './perform.ts';
import { CODES, codeOf, persist, report } from './refusals.ts';
import { render } from './render.ts';
import { discordTexts } from './texts.ts';
import { openThread } from './threads.ts';

type Press = ButtonInteraction | StringSelectMenuInteraction;

const CANCEL = /^cancel:job:(\d+)$/;

/** Answers a press of a button or a choice in a menu, however old the message is that holds it. */
export async function onPress(press: Press, arrivedAt: number, context: Context): Promise<void> {
  const scene = await sceneOf(press, context.services);
  const language = languageOf(press, scene, true);
  const job = CANCEL.exec(press.customId)?.[1];
  if (job !== undefined) {
    await cancel(press, job, language, context);
    context.meter.acknowledged('press', performance.now() - arrivedAt);
    return;
  }
  const { place, parentId: channelId, roleIds, settings } = scene;
  const request = {
    ...place,
    serverId: place.serverId,
    channelId,
    roleIds,
    settings,
    isQuestion: false,
    isFree: true,
    language,
  };
  const refusal = refuse(request, context);
  if (refusal) {
    await declineInteraction(press, refusal, language, context);
  } else if (press.customId === OPEN_THREAD) {
    await openThread(press, language, context);
  } else {
    await run(press, scene, arrivedAt, context);
    return;
  }
  const ms = performance.now() - arrivedAt;
  context.meter.acknowledged('press', ms);
  context.meter.finished('press', nameOf(press.customId, context), refusal ? 'refused' : 'done', ms);
}

/** The command that a control belongs to; controls of old messages may name one that is no more. */
function nameOf(customId: string, { commands }: Context): string {
  const name = customId.split(':', 1)[0]!;
  return name === 'thread' || commandNamed(commands, name) ? name : 'unknown';
}

async function cancel(press: Press, job: string, language: Language, context: Context): Promise<void> {
  const result = context.jobs.cancel(job, press.user.id);
  const words = discordTexts(language).progress;
  if (result === 'stopped') await press.deferUpdate();
  else await declineInteraction(press, notice(result === 'not_yours' ? words.notYours : words.over), language, context);
}

async function run(press: Press, scene: Scene, arrivedAt: number, context: Context): Promise<void> {
  const { id, customId, user } = press;
  const where = {
    interaction: id,
    // What follows the verb can hold what somebody searched for.
    action: customId.split(':', 2).join(':'),
    user: user.id,
    server: scene.place.serverId,
    channel: press.channelId,
  };
  const name = nameOf(customId, context);
  try {
    await press.deferUpdate();
  } catch (error) {
    if (codeOf(error) !== CODES.alreadyAcknowledged) throw error;
    press.deferred = true;
  }
  context.meter.acknowledged('press', performance.now() - arrivedAt);
  const isOwn = isOf(press);
  const isPrivate = press.message.flags.has(MessageFlags.Ephemeral) || !isOwn || scene.settings.replies === 'private';
  const language = languageOf(press, scene, isPrivate);
  let outcome: 'done' | 'failed' | 'cancelled' = 'done';
  try {
    const result = await context.jobs
      .run(id, user.id, (signal) =>
        act(
          context.commands,
          customId,
          { ...scene.place, values: press.isStringSelectMenu() ? press.values : [], language, signal },
          context.services,
        ),
      )
      .catch((error): ActionResult => {
        outcome = error instanceof Stopped ? 'cancelled' : 'failed';
        if (outcome === 'failed') report(context, error, 'answer a press', where);
        const message =
          outcome === 'failed' ? failureMessage(error, language) : notice(discordTexts(language).refused.interrupted);
        return { kind: 'reply', message };
      });
    if (result.kind === 'update' && isOwn && !result.message.private)
      await update(press, result.message, language, context);
    else await reply(press, result.message, { isPrivate, language }, context);
  } catch (error) {
    outcome = 'failed';
    report(context, error, 'answer a press', where);
  }
  const ms = Math.round(performance.now() - arrivedAt);
  context.meter.finished('press', name, outcome, ms);
  context.log.info({ ...where, outcome, ms }, 'finished');
}

/**
 * Whether the message pressed on is the presser's own: the answer to what they asked, or shown to them alone. What others press
 * on it is answered to them alone, so that nobody turns the page under another's eyes or fills the channel.
 */
function isOf({ message, user, guildId }: Press): boolean {
  if (guildId === null || message.flags.has(MessageFlags.Ephemeral)) return true;
  const asker = message.interactionMetadata?.user.id ?? askerAnswered(message);
  return asker === user.id;
}

function askerAnswered(message: Press['message']): string | undefined {
  const answered = message.reference?.messageId;
  return answered === undefined ? undefined : message.channel?.messages.cache.get(answered)?.author.id;
}

async function update(press: Press, message: Message, language: Language, { commandIds }: Context): Promise<void> {
  await persist(() => press.editReply(render(message, { language, embeds: mayEmbed(press), commandIds })));
}

async function reply(
  press: Press,
  message: Message,
  { isPrivate, language }: { readonly isPrivate: boolean; readonly language: Language },
  { commandIds }: Context,
): Promise<void> {
  const { flags, ...payload } = render(message, { language, embeds: mayEmbed(press), commandIds });
  await press.followUp({
    ...payload,
    flags: isPrivate || message.private ? [...flags, MessageFlags.Ephemeral] : flags,
  });
}

function languageOf({ locale, guildLocale }: Press, { settings }: Scene, isPrivate: boolean): Language {
  return languageFor({ locale, serverLocale: guildLocale ?? undefined, settings, isPrivate });
}
