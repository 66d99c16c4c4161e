import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { z } from 'zod';
import type { CorpusWarning } from '../corpus/warnings.ts';
import { PapersError } from '../errors.ts';

const reportSchema = z.object({
  seconds: z.number(),
  warnings: z.array(z.object({ file: z.string(), line: z.number(), message: z.string() })),
});

/** Most of what the process says on standard error that is repeated, in characters. */
const MAX_SAID = 500;

/**
 * Indexes in a process of its own, at low priority: answering goes on, and what indexing needs in memory is given back.
 *
 * @param command the program and its arguments; it prints one JSON object with `seconds` and `warnings`.
 * @throws PapersError `unavailable` with what the process said, `cancelled` when `signal` aborts.
 */
export async function indexInProcess(
  command: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<{ seconds: number; warnings: readonly CorpusWarning[] }> {
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MAX_SAID);
  });
  const abort = (): void => {
    child.kill('SIGTERM');
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    // Not the lowest: beside a busy program that never gets a turn.
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {} // where that is not allowed it runs like everything else
    const code = await ended;
    if (signal.aborted) throw new PapersError('cancelled', 'indexing was broken off');
    if (code !== 0) throw new PapersError('unavailable', `indexing failed: ${said.trim() || `exit code ${code}`}`);
    return reportSchema.parse(JSON.parse(out));
  } catch (cause) {
    if (cause instanceof PapersError) throw cause;
    throw new PapersError('unavailable', `indexing in a process of its own failed: ${said.trim()}`, { cause });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
