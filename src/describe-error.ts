import { PapersError } from './errors.ts';

/** What a log may say of an error. */
export interface ErrorNote {
  readonly type: string;
  /** Code of a PapersError, of the system (`ECONNREFUSED`), or of a service (Discord's number). */
  readonly code?: string | number;
  /** HTTP status and method of a failed request. */
  readonly status?: number;
  readonly method?: string;
  /** Present only where it cannot hold a user's words. */
  readonly message?: string;
  /** Where in the program it arose. */
  readonly at?: readonly string[];
  readonly cause?: ErrorNote;
}

/** Errors of the runtime whose message speaks of the program, not of what users wrote. */
const OF_THE_PROGRAM = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SqliteError']);
const FRAMES = 4;
const DEPTH = 4;

/**
 * What may be logged of an error. Errors of HTTP clients hold the whole request, with what a user asked and with tokens in the
 * address; so nothing is taken over but what is known to be harmless.
 */
export function describeError(error: unknown, depth = DEPTH): ErrorNote {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, status, method, syscall } = error as Error & Record<string, unknown>;
  const tellable = error instanceof PapersError || OF_THE_PROGRAM.has(error.name) || typeof syscall === 'string';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name || error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof method === 'string' ? { method } : {}),
    ...(tellable ? { message: error.message } : {}),
    ...(error instanceof PapersError || frames.length === 0
      ? {}
      : {
          at: frames
            .slice(0, FRAMES)
            .map((line) => line.trim().replace(/\(?file:\/\/\S*\/(?=(?:src|commands|node_modules)\/)/, '(')),
        }),
    ...(error.cause !== undefined && depth > 1 ? { cause: describeError(error.cause, depth - 1) } : {}),
  };
}
