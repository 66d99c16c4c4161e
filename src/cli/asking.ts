import type { Command } from 'commander';
import { openLibrary } from '../compose.ts';
import type { Config } from '../config.ts';
import type { Library } from '../library/port.ts';
import { configOf } from './context.ts';
import { type AskedQuestion, runQuestions } from './questions.ts';

/** A question from the command line (no id) or from a file. */
export type Asked = { readonly id?: AskedQuestion['id']; readonly question: string };

/**
 * Runs a command that takes either a question or a file of questions, against one loaded index. Exit code 1 when a line of
 * the file failed.
 */
export async function withQuestions(
  command: Command,
  words: readonly string[],
  file: string | undefined,
  prepare: (library: Library, config: Config) => Promise<(asked: Asked) => Promise<void>>,
): Promise<void> {
  if (words.length > 0 === (file !== undefined)) {
    command.error('error: expected either a question or --questions FILE', { code: 'papers.usage' });
  }
  const config = configOf(command);
  const library = await openLibrary(config);
  try {
    const run = await prepare(library, config);
    if (file === undefined) await run({ question: words.join(' ') });
    else if (!(await runQuestions(file, run))) process.exitCode = 1;
  } finally {
    await library.close();
  }
}
