import { z } from 'zod';
import { ALL_INTENTS, Intent } from './wire.ts';

/** A close code and its reason. */
export type Close = [code: number, reason: string];

/** What a client says of itself when it opens a session. */
export interface Identity {
  intents: number;
  /** Which shard of how many. */
  shard: readonly [number, number];
}

const PRIVILEGED = Intent.guildMembers | Intent.guildPresences | Intent.messageContent;

const identify = z.strictObject({
  token: z.string(),
  properties: z.strictObject({ os: z.string(), browser: z.string(), device: z.string() }),
  compress: z.literal(false, 'compression is not spoken here').optional(),
  large_threshold: z.int().min(50).max(250).optional(),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
  presence: z.record(z.string(), z.unknown()).nullish(),
  intents: z.int().min(0),
});

const resume = z.strictObject({ token: z.string(), session_id: z.string(), seq: z.int().min(0) });

/** Reads an identify (op 2), or says with which code Discord closes the socket; `problem` is set when the frame is malformed. */
export function readIdentify(
  data: unknown,
  token: string,
  grantedIntents: number,
): { identity: Identity } | { close: Close; problem?: string } {
  const parsed = identify.safeParse(data);
  if (!parsed.success)
    return { close: [4002, 'Error while decoding payload.'], problem: z.prettifyError(parsed.error) };
  const { intents, shard = [0, 1] } = parsed.data;
  if (!isToken(parsed.data.token, token)) return { close: [4004, 'Authentication failed.'] };
  if ((intents & ~ALL_INTENTS) !== 0) return { close: [4013, 'Invalid intent(s).'] };
  if ((intents & PRIVILEGED & ~grantedIntents) !== 0) return { close: [4014, 'Disallowed intent(s).'] };
  if (shard[0] >= shard[1]) return { close: [4010, 'Invalid shard.'] };
  return { identity: { intents, shard } };
}

/** Reads a resume (op 6) in the same way. */
export function readResume(data: unknown, token: string): { sessionId: string; sequence: number } | { close: Close } {
  const parsed = resume.safeParse(data);
  if (!parsed.success) return { close: [4002, 'Error while decoding payload.'] };
  if (!isToken(parsed.data.token, token)) return { close: [4004, 'Authentication failed.'] };
  return { sessionId: parsed.data.session_id, sequence: parsed.data.seq };
}

function isToken(given: string, token: string): boolean {
  return given.replace(/^Bot /, '') === token;
}
