import type { ChannelEntity, MessageEntity } from './entities.ts';
import type { AllowedMentions } from './schemas.ts';
import type { Snowflake } from './wire.ts';
import type { World } from './world.ts';

type Mentions = Pick<MessageEntity, 'mentions' | 'mentionRoles' | 'mentionEveryone'>;

/**
 * Whom a message notifies: those its text names, and the author it replies to, as far as `allowed` (allowed_mentions; absent:
 * all) and the author's permissions let it. Text inside code is not parsed, as on Discord.
 */
export function mentionsOf(
  world: World,
  channel: ChannelEntity,
  message: Pick<MessageEntity, 'content' | 'authorId' | 'referencedId'>,
  allowed: AllowedMentions | null | undefined,
): Mentions {
  const text = message.content.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
  const named = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
  const passes = (kind: 'users' | 'roles', id: Snowflake) =>
    !allowed || allowed.parse?.includes(kind) || allowed[kind]?.includes(id);
  const users = named(/<@!?(\d+)>/g).filter((id) => world.users.has(id) && passes('users', id));
  const guild = world.guildOf(channel);
  const everyone = world.may(message.authorId, channel, 'MentionEveryone');
  const roles = named(/<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role !== undefined && (role.mentionable || everyone) && passes('roles', id);
  });
  const replied = channel.messages.get(message.referencedId ?? '')?.authorId;
  if (replied !== undefined && (allowed?.replied_user ?? !allowed) && !users.includes(replied)) users.push(replied);
  return {
    mentions: users,
    mentionRoles: roles,
    mentionEveryone:
      everyone && /@(everyone|here)/.test(text) && (!allowed || (allowed.parse?.includes('everyone') ?? false)),
  };
}
