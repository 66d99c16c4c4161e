import { type Logger, pino } from 'pino';

/** Where the program writes what it does: one JSON object a line, with ids and numbers, never a user's words or a secret. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/**
 * A log on standard output.
 *
 * @param level least severe lines written: `fatal` … `trace`, or `silent`.
 */
export function createLog(level: string): Log {
  // Written at once: the last lines before an end are the ones that are read.
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 1, sync: true }));
}

/** A log that goes nowhere. */
export const noLog: Log = pino({ level: 'silent' });
