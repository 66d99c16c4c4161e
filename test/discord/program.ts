import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  FakeDiscord,
  type FakeDiscordOptions,
  type InteractionHandle,
  openapiAtHand,
  type SeenMessage,
} from '../fakes/discord/index.ts';
import { ROOT, SAMPLE, type SampleIndex, sampleIndex } from '../sample.ts';
import { until } from '../until.ts';

/** The program as its operator starts it, on the sample, with the fake for Discord. */
export interface Program {
  readonly process: ChildProcess;
  /** What it wrote so far. */
  readonly output: { readonly out: string; readonly err: string };
  /** Resolves with the exit code when it has ended. */
  readonly exit: Promise<number | null>;
}

/** How the program is started. */
export interface ProgramOptions {
  readonly discord?: FakeDiscord;
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of the index and of the database. */
  readonly home: Home;
  /** Default: what `npm start` runs. */
  readonly command?: readonly [string, ...string[]];
}

/** Where a program keeps its things for the time of a test file. */
export interface Home {
  readonly index: SampleIndex;
  readonly state: string;
  remove(): Promise<void>;
}

/** A home with the sample's index in it. */
export async function makeHome(): Promise<Home> {
  const [index, state] = await Promise.all([sampleIndex(), mkdtemp(path.join(tmpdir(), 'papers-state-'))]);
  return {
    index,
    state,
    remove: async () => {
      await index.remove();
      await rm(state, { recursive: true, force: true });
    },
  };
}

const specification = openapiAtHand();
if (specification === undefined) {
  console.warn(
    "Discord's OpenAPI document is not at hand: requests are checked by the fake's own schemas and limits alone.",
  );
}

/** Discord's three seconds would fail a machine that stalls; what is too late is a test of its own, by the fake's clock. */
const ACK_WINDOW_MS = 60_000;

/** A fake Discord that checks every request against Discord's own specification where that is at hand. */
export function fakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  return FakeDiscord.start({ openapi: specification, quietMs: 80, ackWindowMs: ACK_WINDOW_MS, ...options });
}

const NODE = [process.execPath, '--import', 'tsx'] as const;

/** Starts the program; it is not awaited that it logs in. */
export function startProgram({ discord, env = {}, home, command = [...NODE, 'src/main.ts'] }: ProgramOptions): Program {
  const [file, ...args] = command;
  const child = spawn(file, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: SAMPLE,
      INDEX_DIR: home.index.dir,
      STATE_DIR: home.state,
      EMBEDDER: 'builtin',
      LOG_LEVEL: 'debug',
      ...(discord ? { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url } : {}),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    output.out += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    output.err += text;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, output, exit };
}

/**
 * Starts the program and waits until it has registered its commands and is online.
 *
 * @param patienceMs building an index of many papers takes its time. Default that of `until`.
 */
export async function startOnline(
  options: ProgramOptions & { readonly discord: FakeDiscord },
  patienceMs?: number,
): Promise<Program> {
  const program = startProgram(options);
  const ended = program.exit.then((code) => {
    throw new Error(`the program ended with ${code}: ${program.output.err}\n${program.output.out}`);
  });
  ended.catch(() => undefined);
  const online = until(() => /"msg":"ready"/.test(program.output.out), undefined, patienceMs);
  try {
    await Promise.race([online, ended]);
    return program;
  } catch (error) {
    program.process.kill('SIGKILL');
    throw error;
  }
}

/** Runs `papers` with arguments to its end. */
export async function papers(args: readonly string[], options: Omit<ProgramOptions, 'command'>) {
  const program = startProgram({ ...options, command: [...NODE, 'src/cli.ts', ...args] });
  return { code: await program.exit, ...program.output };
}

/** Ends a program as its operator does. @returns its exit code. */
export function stopProgram(program: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  program.process.kill(signal);
  return program.exit;
}

/** Waits until a press has changed the message that it was made on. */
export async function updateOf(handle: InteractionHandle): Promise<SeenMessage> {
  await handle.acknowledged();
  await until(() => handle.edits.some(({ kind }) => kind === 'edit'));
  await handle.settled();
  return handle.message!;
}

/** Waits for the message that follows a press or a withdrawn reply. */
export async function followupOf(handle: InteractionHandle): Promise<SeenMessage> {
  await handle.acknowledged();
  await until(() => handle.followups.length > 0);
  await handle.settled();
  return handle.followups[0]!;
}
