import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Clock, systemClock } from './clock.ts';
import { VERSION } from './compose.ts';
import type { Config } from './config.ts';
import { WriterLock } from './library/lock.ts';
import type { PullRequest } from './pull/days.ts';
import { HuggingFacePapers } from './pull/huggingface.ts';
import { PoliteClient } from './pull/polite.ts';
import { type PullProgress, pull } from './pull/pull.ts';
import type { PullReport } from './pull/report.ts';
import { openDatabase } from './state/database.ts';
import { StoredPullRecords } from './state/pull-records.ts';
import { STATE_FILE } from './state/state.ts';
import { abstractSummariser } from './summary/abstract.ts';

/** What a run of pulling is told besides the settings. */
export interface PullRun {
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly onRetry?: (why: string, waitMs: number) => void;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/**
 * Pulls with what the settings name. One run at a time: a second one is told who is at it.
 *
 * @throws PapersError what {@link pull} throws; `unavailable` when another program is pulling.
 */
export async function runPull(config: Config, request: PullRequest, run: PullRun = {}): Promise<PullReport> {
  const { clock = systemClock, onRetry } = run;
  await mkdir(config.STATE_DIR, { recursive: true });
  const lock = await WriterLock.acquire(path.join(config.STATE_DIR, 'pull.lock'), 'Daily files are');
  const database = openDatabase(path.join(config.STATE_DIR, STATE_FILE));
  try {
    const client = new PoliteClient({ clock, userAgent: `daily-papers-bot/${VERSION}`, ...(onRetry && { onRetry }) });
    return await pull(request, {
      dataDir: config.DATA_DIR,
      lists: new HuggingFacePapers(client, config.DAILY_PAPERS_URL),
      records: new StoredPullRecords(database),
      summariser: abstractSummariser,
      clock,
      ...run,
    });
  } finally {
    database.close();
    await lock.release();
  }
}
