import { createMessage, deleteMessage, editMessage } from '../deeds.ts';
import { attachmentsOf, checkMessage } from '../message-body.ts';
import { PERMISSIONS } from '../permissions.ts';
import { refusals } from '../refusal.ts';
import { isThread, renderChannel } from '../render.ts';
import { renderMessage } from '../render-message.ts';
import { type Call, noContent, ok, type Route, route } from '../route.ts';
import { directMessageCreate, empty, type MessageBody, messageCreate, messageEdit } from '../schemas.ts';
import { MessageFlag, MessageType } from '../wire.ts';
import { demand, reachChannel, reachMessage } from './access.ts';

/** How long a nonce is remembered; Discord says "the past few minutes". */
const NONCE_MS = 3 * 60_000;
const MESSAGES = '/channels/{channel_id}/messages';
const MESSAGE = `${MESSAGES}/{message_id}`;

/** Messages of channels, typing, and the opening of direct messages. */
export const channelRoutes: Route[] = [
  route('GET', '/channels/{channel_id}', empty, ({ realm, params }) =>
    ok(renderChannel(realm.world, reachChannel(realm, params.channel_id!))),
  ),
  route('POST', MESSAGES, messageCreate, post),
  route(
    'GET',
    MESSAGES,
    empty,
    ({ realm, params, query }) => {
      const channel = reachChannel(realm, params.channel_id!);
      if (!realm.world.may(realm.world.bot.id, channel, 'ReadMessageHistory')) return ok([]);
      const before = query.get('before');
      const after = query.get('after');
      const listed = [...channel.messages.values()]
        .filter(({ flags }) => (flags & MessageFlag.ephemeral) === 0)
        .filter(
          ({ id }) =>
            (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
        )
        .reverse()
        .slice(0, Number(query.get('limit') ?? 50));
      return ok(listed.map((message) => renderMessage(realm.world, message)));
    },
    { query: ['limit', 'before', 'after', 'around'] },
  ),
  route('GET', MESSAGE, empty, ({ realm, params }) => {
    const channel = reachChannel(realm, params.channel_id!);
    demand(realm, channel, 'ReadMessageHistory');
    return ok(renderMessage(realm.world, reachMessage(channel, params.message_id!)));
  }),
  route('PATCH', MESSAGE, messageEdit, (call) => {
    const { realm, params, body } = call;
    const message = reachMessage(reachChannel(realm, params.channel_id!), params.message_id!);
    if (message.authorId !== realm.world.bot.id) throw refusals.notTheAuthor();
    checkMessage(call, body, message);
    editMessage(realm, message, body, attachmentsOf(call, body, message));
    return ok(renderMessage(realm.world, message));
  }),
  route('DELETE', MESSAGE, empty, ({ realm, params }) => {
    const channel = reachChannel(realm, params.channel_id!);
    const message = reachMessage(channel, params.message_id!);
    if (message.authorId !== realm.world.bot.id) demand(realm, channel, 'ManageMessages');
    deleteMessage(realm, message);
    return noContent;
  }),
  route('POST', '/channels/{channel_id}/typing', empty, ({ realm, params }) => {
    demandSend(realm, reachChannel(realm, params.channel_id!));
    return noContent;
  }),
  route('POST', '/users/@me/channels', directMessageCreate, ({ realm, body }) => {
    if (!realm.world.users.has(body.recipient_id)) throw refusals.unknownUser();
    return ok(renderChannel(realm.world, realm.world.directChannel(body.recipient_id)));
  }),
];

function post(call: Call<MessageBody>) {
  const { realm, params, body, files } = call;
  const { world } = realm;
  const channel = reachChannel(realm, params.channel_id!);
  demandSend(realm, channel);
  if (body.embeds?.length) demand(realm, channel, 'EmbedLinks');
  if (files.length > 0) demand(realm, channel, 'AttachFiles');
  const recipient = world.users.get(channel.recipientId ?? '');
  if (recipient && !recipient.directMessagesOpen) throw refusals.directMessagesClosed();
  checkMessage(call, body, undefined);
  if (((body.flags ?? 0) & MessageFlag.ephemeral) !== 0) {
    realm.journal.violation('conduct', call.where, 'only answers to interactions can be ephemeral');
  }
  const reference = body.message_reference;
  if (reference && (world.permissions(world.bot.id, channel) & PERMISSIONS.ReadMessageHistory) === 0n) {
    throw refusals.replyWithoutHistory();
  }
  const referenced = reference ? channel.messages.get(reference.message_id) : undefined;
  if (reference && !referenced && reference.fail_if_not_exists !== false) throw refusals.unknownMessage();
  const same = body.enforce_nonce && body.nonce != null ? sentBefore(call, channel, body.nonce) : undefined;
  if (same) return ok(renderMessage(world, same));
  const message = createMessage(realm, {
    channel,
    authorId: world.bot.id,
    body: { ...body, flags: (body.flags ?? 0) & ~MessageFlag.ephemeral },
    attachments: attachmentsOf(call, body) ?? [],
    allowed: body.allowed_mentions,
    more: referenced ? { type: MessageType.reply, referencedId: referenced.id } : {},
  });
  return ok(renderMessage(world, message));
}

/** The message that the bot sent with the same nonce in the last minutes: with `enforce_nonce` it is given back, and none is made. */
function sentBefore(
  { realm: { world } }: Call<MessageBody>,
  channel: ReturnType<typeof reachChannel>,
  nonce: string | number,
) {
  return [...channel.messages.values()].find(
    (one) => one.authorId === world.bot.id && one.nonce === nonce && world.clock.now() - one.createdAt < NONCE_MS,
  );
}

/** Sending in a thread is another permission than in a channel; a locked thread takes nothing (50083). */
function demandSend(realm: Call<unknown>['realm'], channel: ReturnType<typeof reachChannel>): void {
  demand(realm, channel, isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages');
  if (channel.thread?.locked) throw refusals.threadArchived();
}
