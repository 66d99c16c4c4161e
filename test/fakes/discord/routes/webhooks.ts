import { deleteMessage, editMessage } from '../deeds.ts';
import type { MessageEntity } from '../entities.ts';
import type { Interaction } from '../interaction.ts';
import { attachmentsOf, checkMessage } from '../message-body.ts';
import { refusals } from '../refusal.ts';
import { renderMessage } from '../render-message.ts';
import { type Call, noContent, ok, type Reply, type Route, route } from '../route.ts';
import { type EditBody, empty, messageEdit } from '../schemas.ts';
import { CallbackType, MessageFlag } from '../wire.ts';
import { createReply, note } from './callback.ts';

const WEBHOOK = '/webhooks/{webhook_id}/{webhook_token}';
const ORIGINAL = `${WEBHOOK}/messages/@original`;
const MESSAGE = `${WEBHOOK}/messages/{message_id}`;
const TOKEN = { auth: 'token' as const, query: ['wait', 'thread_id', 'with_components'] };

/** What follows the first answer, for as long as the token lives: the original reply, changed or deleted, and more messages. */
export const webhookRoutes: Route[] = [
  route(
    'POST',
    WEBHOOK,
    messageEdit,
    (call) => withInteraction(call, (interaction) => followUp(call, interaction)),
    TOKEN,
  ),
  ...[ORIGINAL, MESSAGE].flatMap((path) => [
    route(
      'GET',
      path,
      empty,
      (call) => withInteraction(call, (interaction) => ok(renderMessage(call.realm.world, target(call, interaction)))),
      TOKEN,
    ),
    route(
      'PATCH',
      path,
      messageEdit,
      (call) => withInteraction(call, (interaction) => edit(call, interaction, target(call, interaction))),
      TOKEN,
    ),
    route(
      'DELETE',
      path,
      empty,
      (call) =>
        withInteraction(call, (interaction) => {
          const message = target(call, interaction);
          deleteMessage(call.realm, message);
          note(call, interaction, 'delete', message.id);
          return noContent;
        }),
      TOKEN,
    ),
  ]),
];

/** Finds the interaction of a token, and refuses what its state forbids. */
function withInteraction(call: Call<unknown>, act: (interaction: Interaction) => Reply): Reply {
  const { realm, params, at } = call;
  if (params.webhook_id !== realm.world.bot.id) throw refusals.unknownWebhook();
  const interaction = realm.interactions.get(params.webhook_token!);
  if (!interaction) throw refusals.invalidWebhookToken();
  if (at - interaction.createdAt > realm.tokenLifetimeMs) throw refusals.invalidWebhookToken();
  // Until the interaction is acknowledged, its webhook does not exist.
  if (!interaction.acknowledgement || interaction.acknowledgement.type === CallbackType.autocomplete) {
    throw refusals.unknownWebhook();
  }
  return act(interaction);
}

/** The message a path names: `@original`, or one of this interaction's by id. */
function target({ realm, params }: Call<unknown>, interaction: Interaction): MessageEntity {
  const id = params.message_id ?? interaction.originalId;
  const own = id !== undefined && [interaction.originalId, ...interaction.followups].includes(id);
  const message = own ? realm.world.findMessage(id) : undefined;
  if (message) return message;
  throw realm.world.channels.has(interaction.channelId) ? refusals.unknownMessage() : refusals.unknownChannel();
}

function edit(call: Call<EditBody>, interaction: Interaction, message: MessageEntity): Reply {
  checkMessage(call, call.body, message);
  editMessage(call.realm, message, call.body, attachmentsOf(call, call.body, message));
  note(call, interaction, 'edit', message.id);
  return ok(renderMessage(call.realm.world, message));
}

function followUp(call: Call<EditBody>, interaction: Interaction): Reply {
  const original = call.realm.world.findMessage(interaction.originalId ?? '');
  // Right after a deferral this fills the waiting reply, which keeps the visibility it was deferred with.
  if (original && (original.flags & MessageFlag.loading) !== 0) return edit(call, interaction, original);
  checkMessage(call, call.body, undefined);
  const message = createReply(call, interaction, call.body, call.body.flags ?? 0);
  interaction.followups.push(message.id);
  note(call, interaction, 'followup', message.id);
  return ok(renderMessage(call.realm.world, message));
}
