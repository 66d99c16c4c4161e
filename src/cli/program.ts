import { Command, CommanderError } from 'commander';
import { VERSION } from '../compose.ts';
import { messageOf } from '../errors.ts';
import { addAsk } from './ask.ts';
import type { GlobalOptions } from './context.ts';
import { addDoctor } from './doctor.ts';
import { addEval } from './eval.ts';
import { addFeedback } from './feedback.ts';
import { addIndex } from './index-command.ts';
import { addModel } from './model.ts';
import { addPaper } from './paper.ts';
import { addPull } from './pull.ts';
import { addRegister } from './register.ts';
import { addSearch } from './search.ts';
import { addStatus } from './status.ts';
import { addToday } from './today.ts';

/** Adds the commands to the program, in the order in which help lists them. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addIndex,
  addPull,
  addSearch,
  addAsk,
  addToday,
  addPaper,
  addStatus,
  addModel,
  addRegister,
  addDoctor,
  addEval,
  addFeedback,
];

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/**
 * Runs the `papers` command line.
 *
 * @param args without the program's name.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = createProgram();
  process.exitCode = DONE;
  try {
    await program.parseAsync(args, { from: 'user' });
    // A command that did part of its work says so by the exit code.
    return Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error);
    process.stderr.write(`error: ${messageOf(error)}\n`);
    if (program.opts<GlobalOptions>().verbose) process.stderr.write(`${stackOf(error)}\n`);
    return FAILED;
  }
}

function createProgram(): Command {
  const program = new Command('papers')
    .description('Answers questions about AI papers from daily markdown files.')
    .version(VERSION)
    .option('--data <dir>', 'folder of daily files (default: DATA_DIR, then data/papers)')
    .option('--index <dir>', 'folder of the index (default: INDEX_DIR, then data/index)')
    .option('--verbose', 'print the stack of errors')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replace(/\s*\n\s*/g, ' ')}\n`) });
  for (const add of COMMANDS) add(program);
  return program;
}

function exitCodeOf({ code }: CommanderError): number {
  return code === 'commander.helpDisplayed' || code === 'commander.version' ? DONE : WRONG_USAGE;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return (error.stack ?? String(error)) + cause;
}
