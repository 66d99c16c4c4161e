import { announce, guildField } from '../deeds.ts';
import type { ChannelEntity } from '../entities.ts';
import { LIMITS } from '../limits.ts';
import type { Realm } from '../realm.ts';
import { FormErrors, refusals } from '../refusal.ts';
import { isThread, renderChannel } from '../render.ts';
import { noContent, ok, type Route, route } from '../route.ts';
import { empty, threadFromMessage, threadPatch, threadWithoutMessage } from '../schemas.ts';
import { openThread } from '../thread.ts';
import { ChannelType, Intent, MessageFlag } from '../wire.ts';
import { demand, reachChannel, reachMessage } from './access.ts';

/** Threads: opened from a message or beside one, changed, joined. */
export const threadRoutes: Route[] = [
  route(
    'POST',
    '/channels/{channel_id}/messages/{message_id}/threads',
    threadFromMessage,
    ({ realm, params, body }) => {
      const parent = reachChannel(realm, params.channel_id!);
      const message = reachMessage(parent, params.message_id!);
      demand(realm, parent, 'CreatePublicThreads');
      if (parent.guildId === undefined || isThread(parent)) throw refusals.missingPermissions();
      checkName(body.name);
      if (realm.world.channels.has(message.id)) throw refusals.threadExists();
      const thread = openThread(realm, parent, realm.world.bot.id, {
        id: message.id,
        name: body.name.trim(),
        type: ChannelType.publicThread,
        autoArchive: body.auto_archive_duration ?? 1440,
      });
      message.flags |= MessageFlag.hasThread;
      announce(realm, 'MESSAGE_UPDATE', parent, message);
      return { status: 201, body: renderChannel(realm.world, thread) };
    },
  ),
  route('POST', '/channels/{channel_id}/threads', threadWithoutMessage, ({ realm, params, body }) => {
    const parent = reachChannel(realm, params.channel_id!);
    // Discord's default is a private thread, to everyone's surprise.
    const type = body.type ?? ChannelType.privateThread;
    demand(realm, parent, type === ChannelType.privateThread ? 'CreatePrivateThreads' : 'CreatePublicThreads');
    if (parent.guildId === undefined || isThread(parent)) throw refusals.missingPermissions();
    checkName(body.name);
    const thread = openThread(realm, parent, realm.world.bot.id, {
      name: body.name.trim(),
      type,
      autoArchive: body.auto_archive_duration ?? 1440,
    });
    return { status: 201, body: renderChannel(realm.world, thread) };
  }),
  route('PATCH', '/channels/{channel_id}', threadPatch, ({ realm, params, body }) => {
    const channel = reachChannel(realm, params.channel_id!);
    if (!channel.thread) throw refusals.missingPermissions();
    if (channel.thread.ownerId !== realm.world.bot.id) demand(realm, channel, 'ManageThreads');
    if (body.name !== undefined) checkName(body.name);
    channel.name = body.name?.trim() ?? channel.name;
    channel.thread.archived = body.archived ?? channel.thread.archived;
    channel.thread.locked = body.locked ?? channel.thread.locked;
    channel.thread.autoArchive = body.auto_archive_duration ?? channel.thread.autoArchive;
    tell(realm, 'THREAD_UPDATE', channel);
    return ok(renderChannel(realm.world, channel));
  }),
  route('PUT', '/channels/{channel_id}/thread-members/@me', empty, ({ realm, params }) => {
    const channel = reachChannel(realm, params.channel_id!);
    channel.thread?.members.add(realm.world.bot.id);
    return noContent;
  }),
];

function tell(realm: Realm, event: string, thread: ChannelEntity): void {
  realm.gateway.dispatch(
    event,
    { ...renderChannel(realm.world, thread), ...guildField(thread) },
    { guildId: thread.guildId, intents: Intent.guilds },
  );
}

function checkName(name: string): void {
  const errors = new FormErrors();
  errors.lengthBetween(['name'], name, 1, LIMITS.threadName);
  errors.throwIfAny();
}
