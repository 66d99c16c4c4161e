import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { OpenAiModel } from './answer/openai-model.ts';
import { type Clock, systemClock } from './clock.ts';
import { VERSION } from './compose.ts';
import type { Config } from './config.ts';
import { PapersError } from './errors.ts';
import { WriterLock } from './library/lock.ts';
import type { PullRequest } from './pull/days.ts';
import { HuggingFacePapers } from './pull/huggingface.ts';
import { PoliteClient } from './pull/polite.ts';
import { type PullProgress, pull } from './pull/pull.ts';
import type { PullReport } from './pull/report.ts';
import { type Database, openDatabase } from './state/database.ts';
import { StoredPullRecords } from './state/pull-records.ts';
import { STATE_FILE } from './state/state.ts';
import { StoredSummaries } from './state/summaries.ts';
import { abstractSummariser } from './summary/abstract.ts';
import { Budget } from './summary/budget.ts';
import { FullTextSummariser } from './summary/full-text.ts';
import { KeptSummaries } from './summary/kept.ts';
import { ModelSummariser } from './summary/model-summariser.ts';
import type { Summariser } from './summary/port.ts';

/** What a run of pulling is told besides the settings. */
export interface PullRun {
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly onRetry?: (why: string, waitMs: number) => void;
  /** Told, by arXiv id, where a model's summary falls short or a paper's text cannot be had. */
  readonly onFault?: (id: string, what: string) => void;
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
  const file = path.join(config.STATE_DIR, STATE_FILE);
  const lock = run.dryRun ? undefined : await lockPulling(config.STATE_DIR);
  const database = openDatabase(run.dryRun && !existsSync(file) ? ':memory:' : file);
  try {
    const client = new PoliteClient({ clock, userAgent: `daily-papers-bot/${VERSION}`, ...(onRetry && { onRetry }) });
    return await pull(request, {
      dataDir: config.DATA_DIR,
      lists: new HuggingFacePapers(client, config.DAILY_PAPERS_URL),
      records: new StoredPullRecords(database),
      summariser: createSummariser(config, database, run),
      clock,
      ...run,
    });
  } finally {
    database.close();
    await lock?.release();
  }
}

async function lockPulling(stateDir: string): Promise<WriterLock> {
  await mkdir(stateDir, { recursive: true });
  const taken = 'Daily files are being written';
  return WriterLock.acquire(path.join(stateDir, 'pull.lock'), { taken, advice: 'wait until it is done, or stop it' });
}

/** A model summarising takes its time. */
const MODEL_TIMEOUT_MS = 120_000;
/** arXiv asks for one request in three seconds. */
const ARXIV = { parallel: 1, perWindow: 100, attempts: 3 };

/** What summarises in one run: the model that the settings name, within the caps, or the abstracts. */
function createSummariser(config: Config, database: Database, { clock = systemClock, onFault }: PullRun): Summariser {
  const { SUMMARY_MODEL: name, SUMMARY_LANGUAGE: language, SUMMARY_MAX_TOKENS: tokens, SUMMARY_MAX_USD: usd } = config;
  if (name === undefined) return abstractSummariser;
  if (config.OPENAI_API_KEY === undefined && config.OPENAI_BASE_URL === undefined) {
    throw new PapersError(
      'bad_config',
      'SUMMARY_MODEL names a model, but there is no server for it: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs none.',
    );
  }
  const model = new OpenAiModel({
    model: name,
    timeoutMs: MODEL_TIMEOUT_MS,
    retries: config.OPENAI_RETRIES,
    prices: { input: config.OPENAI_PRICE_INPUT, output: config.OPENAI_PRICE_OUTPUT },
    ...(config.OPENAI_API_KEY !== undefined && { apiKey: config.OPENAI_API_KEY }),
    ...(config.OPENAI_BASE_URL !== undefined && { baseUrl: config.OPENAI_BASE_URL }),
  });
  const budget = new Budget({ tokens, ...(usd !== undefined && { usd }) });
  const told = onFault === undefined ? {} : { onFault };
  const writing = new ModelSummariser({ model, language, budget, ...told });
  const store = new StoredSummaries(database, () => clock.now().getTime());
  const kept = new KeptSummaries(writing, store, `${name} ${language}`);
  if (!config.FULL_TEXT) return kept;
  const client = new PoliteClient({ clock, ...ARXIV, userAgent: `daily-papers-bot/${VERSION}` });
  return new FullTextSummariser(kept, { client, baseUrl: config.ARXIV_URL, ...told });
}
