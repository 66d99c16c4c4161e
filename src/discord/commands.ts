import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { PermissionFlagsBits } from 'discord.js';
import type { Call, Command } from '../chat/command.ts';
import { notice } from '../chat/failure.ts';
import type { Message } from '../chat/message.ts';
import { refuse } from './admission.ts';
import { ASK, commandNamed, isQuestion, readOptions, type Scene, sceneOf } from './command-call.ts';
import type { Context } from './context.ts';
import { wantedIn } from './context-menu.ts';
import { conversationOf, mayOpenThread } from './conversation.ts';
import { declineInteraction, deferReply, InteractionReply } from './interaction-reply.ts';
import { languageFor } from './language.ts';
import type { Way } from './meter.ts';
import { perform } from './perform.ts';
import { discordTexts } from './texts.ts';

/** What is to be done, before it is known whether it will be. */
interface Wanted {
  readonly way: Way;
  readonly command: Command | undefined;
  readonly options: Call['options'];
  readonly subcommand?: string;
  /** Why it cannot be done at all. */
  readonly problem?: Message;
  /** For the asker alone in any case. */
  readonly isPrivate: boolean;
}

/** Runs a slash command. */
export async function onSlashCommand(
  interaction: ChatInputCommandInteraction,
  arrivedAt: number,
  context: Context,
): Promise<void> {
  const command = commandNamed(context.commands, interaction.commandName);
  const read = readOptions(interaction.options.data);
  const scene = await sceneOf(interaction, context.services);
  const isPrivate = command?.isPrivate?.(read) ?? false;
  const wanted = { way: 'command' as const, command, ...read, isPrivate };
  const problem = problemWith(interaction, wanted, languageOf(interaction, scene, true));
  await begin(interaction, { ...wanted, ...(problem ? { problem } : {}) }, scene, arrivedAt, context);
}

/** Runs *Find papers about this* on a message: for whoever asked alone, because the message is another's. */
export async function onMessageMenu(
  interaction: MessageContextMenuCommandInteraction,
  arrivedAt: number,
  context: Context,
): Promise<void> {
  const scene = await sceneOf(interaction, context.services);
  const words = discordTexts(languageOf(interaction, scene, true)).refused;
  const found = await wantedIn(interaction.targetMessage, context);
  const wanted = found
    ? { way: 'context_menu' as const, ...found, isPrivate: true }
    : {
        way: 'context_menu' as const,
        command: undefined,
        options: {},
        isPrivate: true,
        problem: notice(words.nothingToRead),
      };
  await begin(interaction, wanted, scene, arrivedAt, context);
}

async function begin(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  wanted: Wanted,
  scene: Scene,
  arrivedAt: number,
  context: Context,
): Promise<void> {
  const { way, command } = wanted;
  const problem = wanted.problem ?? refusal(interaction, wanted, scene, context);
  if (problem || !command) {
    const language = languageOf(interaction, scene, true);
    await declineInteraction(
      interaction,
      problem ?? notice(discordTexts(language).refused.unknownCommand),
      language,
      context,
    );
    const ms = performance.now() - arrivedAt;
    context.meter.acknowledged(way, ms);
    context.meter.finished(way, command?.name ?? 'unknown', 'refused', ms);
    return;
  }
  const isPrivate = wanted.isPrivate || scene.settings.replies === 'private';
  await deferReply(interaction, isPrivate);
  context.meter.acknowledged(way, performance.now() - arrivedAt);
  const language = languageOf(interaction, scene, isPrivate);
  const conversation = isPrivate ? undefined : await conversationOf(interaction, scene.isThread, context.links);
  const { options, subcommand } = wanted;
  await perform(
    {
      way,
      command,
      call: {
        ...scene.place,
        ...(conversation ? { threadId: conversation } : {}),
        ...(subcommand === undefined ? {} : { subcommand }),
        options,
        language,
      },
      reply: new InteractionReply(interaction, { isPrivate, language }, context),
      id: interaction.id,
      arrivedAt,
      ...(way === 'command' && command.name === ASK && !isPrivate ? { question: String(options.question ?? '') } : {}),
      mayOpenThread: !isPrivate && mayOpenThread(interaction.channel),
    },
    context,
  );
}

function refusal(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  { way, command }: Wanted,
  scene: Scene,
  context: Context,
): Message | undefined {
  return refuse(
    {
      userId: scene.place.userId,
      serverId: scene.place.serverId,
      channelId: scene.parentId,
      roleIds: scene.roleIds,
      settings: scene.settings,
      isQuestion: command !== undefined && isQuestion(way, command.name),
      isFree: command?.permission !== undefined,
      language: languageOf(interaction, scene, true),
    },
    context,
  );
}

/** Discord hides what one may not use; this is for the day it does not. */
function problemWith(
  interaction: ChatInputCommandInteraction,
  { command }: Pick<Wanted, 'command'>,
  language: Parameters<typeof discordTexts>[0],
): Message | undefined {
  const words = discordTexts(language).refused;
  if (!command) return notice(words.unknownCommand);
  if (command.serverOnly && !interaction.inGuild()) return notice(words.serverOnly);
  const manages = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
  return command.permission === 'manage_server' && !manages ? notice(words.manageServer) : undefined;
}

function languageOf(
  { locale, guildLocale }: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  { settings }: Scene,
  isPrivate: boolean,
) {
  return languageFor({ locale, serverLocale: guildLocale ?? undefined, settings, isPrivate });
}
