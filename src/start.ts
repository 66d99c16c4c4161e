import { commands } from '../commands/index.ts';
import { buildIndex, createServices, openLibrary } from './compose.ts';
import { type Config, loadConfig } from './config.ts';
import { type ErrorCode, isPapersError, messageOf, PapersError } from './errors.ts';
import type { LocalLibrary } from './library/local.ts';
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
    await (config.DISCORD_TOKEN === undefined ? runTerminal(config, signal) : runDiscord(config));
    return 0;
  } catch (error) {
    if (signal.aborted && isPapersError(error, 'cancelled')) return 0;
    process.stderr.write(`error: ${messageOf(error)}\n`);
    return 1;
  }
}

async function runTerminal(config: Config, signal: AbortSignal): Promise<void> {
  const library = await openFresh(config, signal);
  try {
    await chat({
      commands,
      services: createServices(config, library, commands),
      input: process.stdin,
      output: process.stdout,
      errors: process.stderr,
      signal,
    });
  } finally {
    await library.close();
  }
}

/** The Discord front end goes here. */
async function runDiscord(_config: Config): Promise<void> {
  throw new PapersError(
    'bad_config',
    'DISCORD_TOKEN is set, but this version has no Discord front end yet; unset it to chat in the terminal.',
  );
}

/**
 * Opens the library after bringing its index up to date with the daily files: the first run builds it. When that cannot be
 * done now (no daily files, another program indexing, a disk that cannot be written), an index that exists will do.
 */
async function openFresh(config: Config, signal: AbortSignal): Promise<LocalLibrary> {
  try {
    await refreshIndex(config, signal);
  } catch (error) {
    if (signal.aborted || REBUILD.has(isPapersError(error) ? error.code : 'internal')) throw error;
    const library = await openLibrary(config).catch(() => undefined);
    if (!library) throw error;
    process.stderr.write(`warning: the index was not brought up to date: ${messageOf(error)}\n`);
    return library;
  }
  return openLibrary(config);
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
  } finally {
    progress.end();
  }
}
