import type { Language } from '../answer/answer.ts';
import { notice } from '../chat/failure.ts';
import { type Inline, type Message, paragraph } from '../chat/message.ts';
import type { ServerSettings } from '../chat/servers.ts';
import type { Context } from './context.ts';
import { discordTexts } from './texts.ts';

/** Somebody wants something of the bot. */
export interface Request {
  readonly userId: string;
  readonly serverId?: string | undefined;
  /** The channel; for a thread, the channel it belongs to. */
  readonly channelId: string;
  readonly roleIds: readonly string[];
  readonly settings: ServerSettings;
  /** Whether it asks a question, which costs most. */
  readonly isQuestion: boolean;
  /** Whether the server's rules on channels and roles hold: not for those who set them, nor for what stands there already. */
  readonly isFree: boolean;
  /** The asker's. */
  readonly language: Language;
}

/** A question costs three units, everything else one. */
const QUESTION = 3;
const MINUTE = 60_000;

/** Undefined when the request is taken; else what to tell the asker, and nobody else. */
export function refuse(
  request: Request,
  context: Pick<Context, 'jobs' | 'allowances' | 'limits'>,
): Message | undefined {
  const words = discordTexts(request.language).refused;
  if (context.jobs.stopping) return notice(words.stopping);
  if (!request.isFree) {
    const ruled = ruledOut(request);
    if (ruled) return ruled;
  }
  if (context.jobs.full) return notice(words.busy);
  return overAllowance(request, context);
}

function ruledOut({ settings, channelId, roleIds, language }: Request): Message | undefined {
  const words = discordTexts(language).refused;
  const { channels, askerRoles } = settings;
  if (channels.length > 0 && !channels.includes(channelId)) return named(words.channel, 'channel', channels);
  if (askerRoles.length > 0 && !askerRoles.some((role) => roleIds.includes(role))) {
    return named(words.role, 'role', askerRoles);
  }
  return undefined;
}

function named(text: string, of: 'channel' | 'role', ids: readonly string[]): Message {
  const places = ids.flatMap((id): Inline[] => [' ', { kind: 'place', of, id }]);
  return { blocks: [paragraph(text, ...places)], private: true };
}

function overAllowance(
  { userId, serverId, isQuestion, language }: Request,
  { allowances, limits }: Pick<Context, 'allowances' | 'limits'>,
): Message | undefined {
  const words = discordTexts(language).refused;
  const units = isQuestion ? QUESTION : 1;
  const use = (key: string, questions: number) => ({
    key,
    allowance: { units: questions * QUESTION, perMs: MINUTE },
    units,
  });
  const own = use(`user:${userId}`, limits.perUser);
  const usedUp = allowances.take(serverId === undefined ? [own] : [own, use(`server:${serverId}`, limits.perServer)]);
  if (!usedUp) return undefined;
  const seconds = Math.ceil(usedUp.waitMs / 1000);
  return notice(usedUp.key === own.key ? words.tooMany(seconds) : words.serverTooMany(seconds));
}
