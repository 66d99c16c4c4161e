/**
 * What went wrong, as a fixed vocabulary: callers decide by code, never by the wording of a message.
 *
 * - `bad_config`: a setting is missing or wrong; nothing was started.
 * - `bad_input`: an argument, a file or a line given by a user is not what it should be.
 * - `index_missing`: there is no index yet.
 * - `index_damaged`: files of the index do not match their manifest.
 * - `index_foreign`: the index was made by another embedder or another format version.
 * - `not_found`: the thing asked for does not exist (a paper, a day, a channel).
 * - `unavailable`: an outside service failed or did not answer.
 * - `over_limit`: a quota, a queue bound or a spending cap was reached.
 * - `cancelled`: the caller gave up, or a deadline passed.
 * - `internal`: a fault of this program.
 */
export type ErrorCode =
  | 'bad_config'
  | 'bad_input'
  | 'index_missing'
  | 'index_damaged'
  | 'index_foreign'
  | 'not_found'
  | 'unavailable'
  | 'over_limit'
  | 'cancelled'
  | 'internal';

/**
 * The one error class of the project. `message` is for the operator: what was expected, what came, what to do.
 * It may name files, ids and settings, never a secret and never the text of a user's question.
 */
export class PapersError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'PapersError';
    this.code = code;
  }
}

/** Whether `error` is a {@link PapersError}, of the given code when one is given. */
export function isPapersError(error: unknown, code?: ErrorCode): error is PapersError {
  return error instanceof PapersError && (code === undefined || error.code === code);
}

/** The message of anything that was thrown, on one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim();
}
