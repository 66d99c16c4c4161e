import { commandData, findCommand, Impossible, type OptionValue } from './command-line.ts';
import { ConversationHandle } from './conversation-handle.ts';
import { createMessage } from './deeds.ts';
import type { ChannelEntity, MessageEntity, UserEntity } from './entities.ts';
import { InteractionHandle } from './interaction-handle.ts';
import { fillIn } from './modal.ts';
import { dispatchInteraction, type NewInteraction } from './payload.ts';
import { react } from './reaction.ts';
import type { Realm } from './realm.ts';
import { codePoints } from './refusal.ts';
import { renderMessage } from './render-message.ts';
import { SeenMessage } from './seen.ts';
import { openThread } from './thread.ts';
import {
  ButtonStyle,
  CommandType,
  ComponentType,
  InteractionType,
  type Json,
  MessageFlag,
  MessageType,
} from './wire.ts';

/** A channel by its entity, its name, or its id. */
export type ChannelRef = ChannelEntity | string;

/**
 * A person at a Discord client. Each verb does what a person can do there and throws Impossible where the client would not let them:
 * a command that is hidden, an option out of range, a disabled button, a message they do not see.
 */
export class User {
  readonly entity: UserEntity;
  readonly #realm: Realm;
  readonly #channel: (ref: ChannelRef) => ChannelEntity;

  constructor(realm: Realm, entity: UserEntity, channel: (ref: ChannelRef) => ChannelEntity) {
    this.#realm = realm;
    this.entity = entity;
    this.#channel = channel;
  }

  get id(): string {
    return this.entity.id;
  }
  /** Text that mentions this user. */
  get mention(): string {
    return `<@${this.id}>`;
  }
  /** The direct message channel with the bot. */
  get dm(): ChannelEntity {
    return this.#realm.world.directChannel(this.id);
  }

  /** Runs a slash command: `/ask`, `/settings language`, or in any locale's names. */
  command(where: ChannelRef, line: string, options: Record<string, OptionValue> = {}): InteractionHandle {
    return this.#typed(InteractionType.command, where, line, options);
  }

  /** Types into an option that autocompletes: `focused`, or the last of `options`. */
  autocomplete(
    where: ChannelRef,
    line: string,
    options: Record<string, OptionValue>,
    focused?: string,
  ): InteractionHandle {
    const last = focused ?? Object.keys(options).at(-1);
    if (last === undefined) throw new Impossible('autocompletion needs an option that is being typed');
    return this.#typed(InteractionType.autocomplete, where, line, options, last);
  }

  /** Runs a message command from the context menu of a message. */
  contextMenu(target: { id: string }, name: string): InteractionHandle {
    const { world } = this.#realm;
    const message = this.#visible(target.id);
    const channel = world.channels.get(message.channelId)!;
    const command = findCommand(world, this.entity, channel, CommandType.message, name);
    const resolved = { messages: { [message.id]: renderMessage(world, message) } };
    const data = {
      id: command.id,
      name: command.body.name,
      type: CommandType.message,
      target_id: message.id,
      resolved,
    };
    return this.#interact({ type: InteractionType.command, channelId: channel.id, data, command });
  }

  /** Presses a button, named by its custom id, label or emoji. */
  click(target: { id: string }, which: string): InteractionHandle {
    const message = this.#visible(target.id);
    const { buttons } = this.#see(message);
    const button =
      buttons.find(({ customId }) => customId === which) ??
      buttons.find(({ label, emoji }) => label === which || emoji === which);
    if (!button)
      throw new Impossible(
        `no button "${which}"; there are: ${buttons.map(({ label, emoji }) => label || emoji).join(', ') || 'none'}`,
      );
    if (button.disabled) throw new Impossible(`the button "${which}" is disabled`);
    if (button.style === ButtonStyle.link) throw new Impossible(`the button "${which}" is a link to ${button.url}`);
    return this.#component(message, { component_type: ComponentType.button, custom_id: button.customId });
  }

  /** Chooses in a menu, named by its custom id or placeholder; options by value or label. */
  select(target: { id: string }, which: string, values: readonly string[]): InteractionHandle {
    const message = this.#visible(target.id);
    const { menus } = this.#see(message);
    const menu = menus.find(({ customId, placeholder }) => customId === which || placeholder === which);
    if (!menu)
      throw new Impossible(
        `no menu "${which}"; there are: ${menus.map(({ customId }) => customId).join(', ') || 'none'}`,
      );
    if (menu.disabled) throw new Impossible(`the menu "${which}" is disabled`);
    if (values.length < menu.minValues || values.length > menu.maxValues) {
      throw new Impossible(`the menu "${which}" takes ${menu.minValues} to ${menu.maxValues} values`);
    }
    const chosen = values.map((wanted) => {
      if (menu.type !== ComponentType.stringSelect) return wanted;
      const option = menu.options.find(({ value, label }) => value === wanted || label === wanted);
      if (!option) throw new Impossible(`the menu "${which}" has no option "${wanted}"`);
      return option.value;
    });
    return this.#component(message, { component_type: menu.type, custom_id: menu.customId, values: chosen });
  }

  /** Fills in the modal that an interaction showed, by custom id or label, and submits it. */
  async submitModal(shown: InteractionHandle, values: Record<string, string>): Promise<InteractionHandle> {
    const modal = await shown.modal();
    const { messageId, channelId } = shown.interaction;
    const message = messageId === undefined ? undefined : this.#realm.world.findMessage(messageId);
    return this.#interact({
      type: InteractionType.modal,
      channelId,
      data: { custom_id: modal.customId, components: fillIn(modal, values) },
      message: message && renderMessage(this.#realm.world, message),
    });
  }

  /** Says something. As a reply it notifies the author of what it answers unless `ping` is false. */
  say(
    where: ChannelRef,
    content: string,
    options: { replyTo?: { id: string }; ping?: boolean } = {},
  ): ConversationHandle {
    const { world } = this.#realm;
    const channel = this.#channel(where);
    if (codePoints(content) > 2000) throw new Impossible('a message is 2,000 characters at most');
    if (!world.may(this.id, channel, channel.thread ? 'SendMessagesInThreads' : 'SendMessages')) {
      throw new Impossible(`${this.entity.globalName} may not write in ${channel.name}`);
    }
    const at = world.clock.now();
    const allowed =
      options.ping === false
        ? { parse: ['users' as const, 'roles' as const, 'everyone' as const], replied_user: false }
        : undefined;
    const message = createMessage(this.#realm, {
      channel,
      authorId: this.id,
      body: { content },
      allowed,
      more: options.replyTo ? { type: MessageType.reply, referencedId: options.replyTo.id } : {},
    });
    return new ConversationHandle(this.#realm, this.#see(message), at);
  }

  /** Reacts to a message, or takes the reaction back. */
  react(target: { id: string }, emoji: string, on = true): void {
    react(this.#realm, this.#visible(target.id), this.id, emoji, on);
  }

  /** Lets bots write to them privately, or no longer. */
  allowDirectMessages(allowed: boolean): void {
    this.entity.directMessagesOpen = allowed;
  }

  /** Opens a thread from a message. */
  openThread(target: { id: string }, name: string): ChannelEntity {
    const message = this.#visible(target.id);
    const parent = this.#realm.world.channels.get(message.channelId)!;
    message.flags |= MessageFlag.hasThread;
    return openThread(this.#realm, parent, this.id, { id: message.id, name });
  }

  #typed(
    type: number,
    where: ChannelRef,
    line: string,
    options: Record<string, OptionValue>,
    focused?: string,
  ): InteractionHandle {
    const { world } = this.#realm;
    const channel = this.#channel(where);
    this.#mustSee(channel);
    const words = line.replace(/^\//, '').trim().split(/\s+/);
    const command = findCommand(world, this.entity, channel, CommandType.chatInput, words[0]!);
    const { data, choiceType } = commandData(world, channel, command, words, options, focused);
    return this.#interact({ type, channelId: channel.id, data, command, choiceType });
  }

  #component(message: MessageEntity, data: Json): InteractionHandle {
    const rendered = renderMessage(this.#realm.world, message);
    return this.#interact({ type: InteractionType.component, channelId: message.channelId, data, message: rendered });
  }

  #interact(made: Omit<NewInteraction, 'userId'>): InteractionHandle {
    return new InteractionHandle(this.#realm, dispatchInteraction(this.#realm, { ...made, userId: this.id }));
  }

  #visible(id: string): MessageEntity {
    const message = this.#realm.world.findMessage(id);
    if (!message || !this.#realm.world.sees(this.id, message)) {
      throw new Impossible(`${this.entity.globalName} does not see message ${id}`);
    }
    return message;
  }

  #mustSee(channel: ChannelEntity): void {
    if (!this.#realm.world.may(this.id, channel, 'ViewChannel')) {
      throw new Impossible(`${this.entity.globalName} does not see ${channel.name || 'this conversation'}`);
    }
  }

  #see(message: MessageEntity): SeenMessage {
    return new SeenMessage(renderMessage(this.#realm.world, message));
  }
}
