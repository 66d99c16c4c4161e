import { commands } from '../commands/index.ts';
import { type AnswerNote, noteLine } from './answer/observer.ts';
import { buildIndex, createServices, inMemory, openLibrary } from './compose.ts';
import { embedderNote } from './compose-embedder.ts';
import { type Config, loadConfig } from './config.ts';
import { listDailyFiles } from './corpus/folder.ts';
import { type ErrorCode, isPapersError, messageOf } from './errors.ts';
import type { Library } from './library/port.ts';
import { folderState } from './library/watch.ts';
import type { IngestProgress } from './library/write-segment.ts';
import { chat } from './terminal/chat.ts';
import { indexProgress } from './terminal/index-progress.ts';
import { systemLanguage, terminalTexts } from './terminal/texts.ts';

/** Faults of the index that only a rebuild mends: the operator decides. */
const REBUILD: ReadonlySet<ErrorCode> = new Set(['index_damaged', 'index_foreign', 'internal']);

/**
 * Runs the program: the bot where there is a token, else a chat in the terminal.
 *
 * @param signal ends it when it aborts.
 * @returns the exit code.
 */
export async function start(signal: AbortSignal): Promise<number> {
  try {
    const config = loadConfig();
    const token = config.DISCORD_TOKEN;
    await (token === undefined ? runTerminal(config, signal) : runBot(config, token, signal));
    return 0;
  } catch (error) {
    if (signal.aborted && isPapersError(error, 'cancelled')) return 0;
    process.stderr.write(`error: ${messageOf(error)}\n`);
    return 1;
  }
}

async function runTerminal(config: Config, signal: AbortSignal): Promise<void> {
  const { library } = await openFresh(config, signal, openLibrary);
  try {
    const usable = commands.filter(({ serverOnly }) => !serverOnly);
    const troubles: string[] = [];
    const observe = (note: AnswerNote): void => {
      const line = noteLine(note);
      if (line !== undefined) troubles.push(line);
    };
    await chat({
      commands,
      services: await createServices(config, library, usable, inMemory(), observe),
      troubles: () => troubles.splice(0),
      input: process.stdin,
      output: process.stdout,
      errors: process.stderr,
      signal,
    });
  } finally {
    await library.close();
  }
}

async function runBot(config: Config, token: string, signal: AbortSignal): Promise<void> {
  // Loaded only here: the terminal needs none of it.
  const { openRemoteLibrary, runDiscord } = await import('./compose-discord.ts');
  await pullFirst(config, signal);
  // Taken before the index is looked after: what changes from now on is for whoever watches the folder.
  const before = await folderState(config.DATA_DIR).catch(() => undefined);
  const { library, isFresh } = await openFresh(config, signal, openRemoteLibrary);
  try {
    await runDiscord(config, { library, ...(isFresh && { indexed: before }) }, token, signal);
  } finally {
    await library.close();
  }
}

/**
 * A bot that pulls by itself and has no daily file yet begins with that: without papers there is nothing to serve.
 * Where even that brings none, opening the library fails and says so.
 */
async function pullFirst(config: Config, signal: AbortSignal): Promise<void> {
  const { DATA_DIR: dataDir } = config;
  if (config.SCHEDULE === undefined || (await listDailyFiles(dataDir).catch(() => [])).length > 0) return;
  process.stderr.write(`${dataDir} has no daily files yet: fetching the newest lists\n`);
  const { runPull } = await import('./compose-pull.ts');
  const onRetry = (why: string) => process.stderr.write(`${why}; trying again\n`);
  const { days } = await runPull(config, { kind: 'latest' }, { signal, onRetry });
  for (const { problems } of days) for (const problem of problems) process.stderr.write(`warning: ${problem}\n`);
  const added = days.reduce((sum, day) => sum + day.added.length, 0);
  process.stderr.write(`${added} papers of ${days.length} days\n`);
}

/**
 * Opens the library after bringing its index up to date with the daily files: the first run builds it. When that cannot be
 * done now (no daily files, another program indexing, a disk that cannot be written), an index that exists will do.
 */
async function openFresh<L extends Library>(
  config: Config,
  signal: AbortSignal,
  open: (config: Config) => Promise<L>,
): Promise<{ readonly library: L; readonly isFresh: boolean }> {
  try {
    await refreshIndex(config, signal);
  } catch (error) {
    if (signal.aborted || REBUILD.has(isPapersError(error) ? error.code : 'internal')) throw error;
    const library = await open(config).catch(() => undefined);
    if (!library) throw error;
    process.stderr.write(`warning: the index was not brought up to date: ${messageOf(error)}\n`);
    return { library, isFresh: false };
  }
  return { library: await open(config), isFresh: true };
}

async function refreshIndex(config: Config, signal: AbortSignal): Promise<void> {
  const words = terminalTexts(systemLanguage());
  const progress = indexProgress(process.stderr);
  let building = false;
  const onProgress = (now: IngestProgress): void => {
    // Reading tells only whether anything changed: there is nothing to show until there is work to do.
    if (now.stage === 'reading' && !building) return;
    if (!building) process.stderr.write(`${words.building(config.DATA_DIR)}\n`);
    building = true;
    progress.show(now);
  };
  try {
    const { papers, passages, seconds } = await buildIndex(config, { signal, onProgress });
    progress.end();
    if (building) process.stderr.write(`${words.built(papers, passages, seconds.toFixed(1))}\n`);
    const note = embedderNote(config);
    if (note) process.stderr.write(`note: ${note.message}\n`);
  } finally {
    progress.end();
  }
}
