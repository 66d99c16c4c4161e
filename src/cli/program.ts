import { Command, CommanderError } from 'commander';
import { VERSION } from '../compose.ts';
import { messageOf } from '../errors.ts';
import type { GlobalOptions } from './context.ts';

type AddCommand = (program: Command) => void;

/**
 * What adds each command to the program, in the order in which help lists them. Each is loaded when it is needed: most of
 * the time of a short command goes into loading modules.
 */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  index: async () => (await import('./index-command.ts')).addIndex,
  pull: async () => (await import('./pull.ts')).addPull,
  search: async () => (await import('./search.ts')).addSearch,
  ask: async () => (await import('./ask.ts')).addAsk,
  today: async () => (await import('./today.ts')).addToday,
  paper: async () => (await import('./paper.ts')).addPaper,
  status: async () => (await import('./status.ts')).addStatus,
  model: async () => (await import('./model.ts')).addModel,
  register: async () => (await import('./register.ts')).addRegister,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  eval: async () => (await import('./eval.ts')).addEval,
  feedback: async () => (await import('./feedback.ts')).addFeedback,
};

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
  const program = await createProgram(args[0]);
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

/** @param first the first argument: where it names a command, that one alone is loaded. */
async function createProgram(first: string | undefined): Promise<Command> {
  const program = new Command('papers')
    .description('Answers questions about AI papers from daily markdown files.')
    .version(VERSION)
    .option('--data <dir>', 'folder of daily files (default: DATA_DIR, then data/papers)')
    .option('--index <dir>', 'folder of the index (default: INDEX_DIR, then data/index)')
    .option('--verbose', 'print the stack of errors')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replace(/\s*\n\s*/g, ' ')}\n`) });
  const named = first !== undefined && Object.hasOwn(COMMANDS, first) ? [COMMANDS[first]!] : Object.values(COMMANDS);
  for (const add of await Promise.all(named.map((load) => load()))) add(program);
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
