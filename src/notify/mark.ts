import { createHash } from 'node:crypto';

/** The mark of a delivery: 22 letters and digits made from its key. It is the nonce it is sent with, too. */
export function markOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
