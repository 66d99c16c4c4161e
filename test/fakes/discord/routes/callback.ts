import { checkChoices, checkModal } from '../callback-limits.ts';
import { createMessage, editMessage } from '../deeds.ts';
import type { MessageEntity } from '../entities.ts';
import type { Interaction } from '../interaction.ts';
import { attachmentsOf, checkMessage } from '../message-body.ts';
import { FormErrors, refusals } from '../refusal.ts';
import { renderMessage } from '../render-message.ts';
import { type Call, noContent, ok, type Reply, type Route, route } from '../route.ts';
import { type CallbackBody, type EditBody, interactionCallback } from '../schemas.ts';
import { CallbackType, CommandType, InteractionType, type Json, MessageFlag, MessageType } from '../wire.ts';

/** Which answers fit which interaction. A deferred answer to an autocompletion, say, does not exist. */
const FITTING: Record<number, readonly number[]> = {
  [InteractionType.command]: [CallbackType.message, CallbackType.deferredMessage, CallbackType.modal],
  [InteractionType.component]: [
    CallbackType.message,
    CallbackType.deferredMessage,
    CallbackType.deferredUpdate,
    CallbackType.update,
    CallbackType.modal,
  ],
  [InteractionType.autocomplete]: [CallbackType.autocomplete],
  [InteractionType.modal]: [
    CallbackType.message,
    CallbackType.deferredMessage,
    CallbackType.deferredUpdate,
    CallbackType.update,
  ],
};

/** The first answer to an interaction: once, in time, and of a fitting kind. */
export const callbackRoutes: Route[] = [
  route(
    'POST',
    '/interactions/{interaction_id}/{interaction_token}/callback',
    interactionCallback,
    (call) => {
      const { realm, params, body } = call;
      const interaction = realm.interactions.get(params.interaction_token!);
      if (!interaction || interaction.id !== params.interaction_id) throw refusals.unknownInteraction();
      return acknowledge(call, interaction, body);
    },
    { auth: 'token', query: ['with_response'] },
  ),
];

function acknowledge(call: Call<CallbackBody>, interaction: Interaction, body: CallbackBody): Reply {
  const { realm, at } = call;
  if (interaction.acknowledgement) throw refusals.alreadyAcknowledged();
  // The arrival counts, not the handling: what came in time is in time.
  if (at - interaction.createdAt > realm.ackWindowMs) throw refusals.unknownInteraction();
  const fitting = FITTING[interaction.type]!.filter((type) => interaction.messageId !== undefined || !isUpdate(type));
  if (!fitting.includes(body.type)) {
    const errors = new FormErrors();
    errors.add(['type'], 'BASE_TYPE_CHOICES', `Value must be one of (${fitting.join(', ')}).`);
    throw errors.refusal();
  }
  const message = act(call, interaction, body);
  const flags = message?.flags ?? 0;
  interaction.acknowledgement = {
    type: body.type,
    flags,
    ephemeral: (flags & MessageFlag.ephemeral) !== 0,
    latencyMs: at - interaction.createdAt,
  };
  if (call.query.get('with_response') !== 'true') return noContent;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channelId,
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: (message.flags & MessageFlag.loading) !== 0,
            response_message_ephemeral: (message.flags & MessageFlag.ephemeral) !== 0,
          }
        : {}),
    },
    ...(message && body.type !== CallbackType.deferredUpdate
      ? {
          resource: {
            type: isUpdate(body.type) ? CallbackType.update : CallbackType.message,
            message: renderMessage(realm.world, message),
          },
        }
      : {}),
  });
}

function isUpdate(type: number): boolean {
  return type === CallbackType.deferredUpdate || type === CallbackType.update;
}

/** Does what the answer says; gives the message that `@original` will name. */
function act(call: Call<CallbackBody>, interaction: Interaction, body: CallbackBody): MessageEntity | undefined {
  const { realm } = call;
  switch (body.type) {
    case CallbackType.message:
      checkMessage(call, body.data, undefined, ['data']);
      return reply(call, interaction, body.data, body.data.flags ?? 0);
    case CallbackType.deferredMessage:
      return reply(call, interaction, {}, ((body.data?.flags ?? 0) & MessageFlag.ephemeral) | MessageFlag.loading);
    case CallbackType.deferredUpdate:
      interaction.originalId = interaction.messageId;
      return realm.world.findMessage(interaction.messageId!);
    case CallbackType.update: {
      const message = realm.world.findMessage(interaction.messageId!);
      if (!message) throw refusals.unknownMessage();
      checkMessage(call, body.data, message, ['data']);
      editMessage(realm, message, body.data, attachmentsOf(call, body.data, message));
      interaction.originalId = message.id;
      note(call, interaction, 'edit', message.id);
      return message;
    }
    case CallbackType.autocomplete:
      checkChoices(body.data.choices, interaction.choiceType);
      interaction.data = body.data.choices;
      return undefined;
    case CallbackType.modal:
      checkModal(body.data);
      interaction.data = body.data;
      return undefined;
  }
}

function reply(call: Call<CallbackBody>, interaction: Interaction, body: EditBody, flags: number): MessageEntity {
  const message = createReply(call, interaction, body, flags);
  interaction.originalId = message.id;
  note(call, interaction, 'reply', message.id);
  return message;
}

/** Makes a message that answers an interaction: the first reply, or one that follows up. */
export function createReply(
  call: Call<unknown>,
  interaction: Interaction,
  body: EditBody,
  flags: number,
): MessageEntity {
  const { realm } = call;
  const channel = realm.world.channels.get(interaction.channelId);
  if (!channel) throw refusals.unknownChannel();
  const slash = interaction.type === InteractionType.command;
  const typed = interaction.commandType === CommandType.chatInput;
  const commandType = typed ? MessageType.chatInputCommand : MessageType.contextMenuCommand;
  const first = interaction.originalId === undefined;
  const referencedId = slash && first ? undefined : (interaction.originalId ?? interaction.messageId);
  return createMessage(realm, {
    channel,
    authorId: realm.world.bot.id,
    body: { ...body, flags },
    attachments: attachmentsOf(call, body) ?? [],
    allowed: body.allowed_mentions,
    more: {
      type: slash && first ? commandType : MessageType.reply,
      interaction: {
        id: interaction.id,
        type: interaction.type,
        userId: interaction.userId,
        ...(interaction.commandName === undefined ? {} : { name: interaction.commandName }),
        ...(interaction.messageId === undefined ? {} : { messageId: interaction.messageId }),
      },
      ...(referencedId === undefined ? {} : { referencedId }),
      ...((flags & MessageFlag.ephemeral) === 0 ? {} : { onlyFor: interaction.userId }),
    },
  });
}

/** Writes a deed down and wakes those who wait for it. */
export function note(
  call: Call<unknown>,
  interaction: Interaction,
  kind: Interaction['deeds'][number]['kind'],
  messageId: string,
): void {
  const { world, activity } = call.realm;
  const message = world.findMessage(messageId);
  const snapshot: Json | undefined = message ? renderMessage(world, message) : undefined;
  interaction.deeds.push({
    kind,
    messageId,
    afterMs: call.at - interaction.createdAt,
    ...(snapshot ? { snapshot } : {}),
  });
  activity.touch(`interaction:${interaction.id}`);
}
