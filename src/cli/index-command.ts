import type { Command } from 'commander';
import { buildIndex } from '../compose.ts';
import { embedderNote } from '../compose-embedder.ts';
import { indexProgress } from '../terminal/index-progress.ts';
import { configOf, print, printJson } from './context.ts';

/** `papers index` */
export function addIndex(program: Command): void {
  program
    .command('index')
    .description('build the index, or bring it up to date with the daily files')
    .option('--rebuild', 'make it anew, whatever lies in the index folder')
    .option('--json', 'print one JSON object: papers, passages, days, warnings, embedder, seconds')
    .action(index);
}

async function index(options: { rebuild?: boolean; json?: boolean }, command: Command): Promise<void> {
  const config = configOf(command);
  const progress = options.json ? undefined : indexProgress(process.stderr);
  const aborted = new AbortController();
  const abort = () => aborted.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const report = await buildIndex(config, {
      rebuild: options.rebuild ?? false,
      signal: aborted.signal,
      onProgress: (now) => progress?.show(now),
    });
    progress?.end();
    const { papers, passages, days, warnings, embedder, seconds } = report;
    if (options.json) {
      printJson({ papers, passages, days, warnings, embedder, seconds });
      return;
    }
    for (const { file, line, message } of warnings) process.stderr.write(`warning: ${file}:${line}: ${message}\n`);
    print(
      `${papers} papers, ${passages} passages, ${days} days, ${warnings.length} warnings, ${seconds.toFixed(1)} seconds (embedder: ${embedder})`,
    );
    const note = embedderNote(config);
    if (note) process.stderr.write(`note: ${note.message}\n`);
  } finally {
    progress?.end();
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}
