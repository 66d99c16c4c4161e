import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Language } from '../answer/answer.ts';
import { type Message, paragraph } from '../chat/message.ts';
import type { Context } from './context.ts';
import { CODES, codeOf, persist, report } from './refusals.ts';
import { type Payload, render } from './render.ts';
import type { Reply } from './reply.ts';
import { discordTexts } from './texts.ts';

/** Interactions that are answered with messages. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction;

/** Says that something cannot be begun, to the asker alone, as the first answer to an interaction. */
export async function declineInteraction(
  interaction: Answerable,
  message: Message,
  language: Language,
  { commandIds }: Pick<Context, 'commandIds'>,
): Promise<void> {
  const { flags, ...payload } = render(message, { language, embeds: mayEmbed(interaction), commandIds });
  await interaction.reply({ ...payload, flags: [...flags, MessageFlags.Ephemeral] });
}

/**
 * Acknowledges an interaction by a waiting reply.
 *
 * @throws what Discord refuses it with; a lost confirmation of an earlier try counts as success.
 */
export async function deferReply(interaction: Answerable, isPrivate: boolean): Promise<void> {
  try {
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  } catch (error) {
    if (codeOf(error) !== CODES.alreadyAcknowledged) throw error;
    interaction.deferred = true;
    interaction.ephemeral = isPrivate;
  }
}

/** Whether the bot may use embeds where an interaction came from. */
export function mayEmbed(interaction: Answerable): boolean {
  return !interaction.inGuild() || interaction.appPermissions.has(PermissionFlagsBits.EmbedLinks);
}

/** The reply to an interaction that has been deferred. */
export class InteractionReply implements Reply {
  readonly isPrivate: boolean;
  readonly #interaction: Answerable;
  readonly #language: Language;
  readonly #context: Pick<Context, 'client' | 'commandIds' | 'log' | 'meter'>;

  constructor(
    interaction: Answerable,
    options: { readonly isPrivate: boolean; readonly language: Language },
    context: Pick<Context, 'client' | 'commandIds' | 'log' | 'meter'>,
  ) {
    this.#interaction = interaction;
    this.isPrivate = options.isPrivate;
    this.#language = options.language;
    this.#context = context;
  }

  async show(message: Message, isLast: boolean): Promise<string | undefined> {
    try {
      const sent = await persist(() => this.#interaction.editReply(this.#render(message)));
      return sent.id;
    } catch (error) {
      // The asker has deleted the reply, and with it the wish for an answer.
      if (codeOf(error) === CODES.unknownMessage) return undefined;
      if (!isLast || !isExpired(error)) throw error;
      return this.#late(message);
    }
  }

  async tell(message: Message): Promise<void> {
    try {
      if (this.isPrivate) {
        await persist(() => this.#interaction.editReply(this.#render(message)));
        return;
      }
      // What was deferred for everybody stays so: it is taken away, and only then can another message be for one person.
      await this.#interaction.deleteReply();
      const { flags, ...payload } = this.#render(message);
      await this.#interaction.followUp({ ...payload, flags: [...flags, MessageFlags.Ephemeral] });
    } catch (error) {
      if (codeOf(error) === CODES.unknownMessage) return;
      if (!isExpired(error)) throw error;
      await this.#interaction.user.send(this.#render(message));
    }
  }

  /** Past the life of the token the answer goes to the channel, or where it is private, to the asker. */
  async #late(message: Message): Promise<string | undefined> {
    const { user, channelId } = this.#interaction;
    const said = paragraph(discordTexts(this.#language).refused.late);
    const payload = this.#render({ ...message, blocks: [said, ...message.blocks] });
    const { client, log } = this.#context;
    log.warn({ interaction: this.#interaction.id, channel: channelId }, 'the token has expired: posting the answer');
    const channel = this.isPrivate ? await user.createDM() : await client.channels.fetch(channelId);
    if (!channel?.isSendable()) {
      report(this.#context, new Error('nowhere to send'), 'post a late answer', { channel: channelId });
      return undefined;
    }
    return (await channel.send(payload)).id;
  }

  #render(message: Message): Payload {
    const { commandIds } = this.#context;
    return render(message, { language: this.#language, embeds: mayEmbed(this.#interaction), commandIds });
  }
}

function isExpired(error: unknown): boolean {
  const code = codeOf(error);
  return code === CODES.tokenExpired || code === CODES.unknownWebhook;
}
