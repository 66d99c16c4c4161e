import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { GLOSSARY, PROSE, ROOT, SAMPLE } from './sample.ts';

/** How a program ended. */
export interface Ended {
  /** Exit code; null when a signal killed it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of this project, running as its user would run it. */
export class Program {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';
  #heard: () => void = () => {};

  constructor(child: ChildProcessWithoutNullStreams) {
    this.process = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
      this.#heard();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
      this.#heard();
    });
    child.stdin.on('error', () => {}); // a program that has ended reads no more
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, stdout: this.#stdout, stderr: this.#stderr });
        this.#heard();
      });
    });
  }

  /** Waits until it has said something on either stream. */
  async says(text: string): Promise<void> {
    let over = false;
    void this.ended.then(() => {
      over = true;
    });
    while (!(this.#stdout + this.#stderr).includes(text)) {
      if (over) throw new Error(`ended without saying ${JSON.stringify(text)}:\n${this.#stdout}${this.#stderr}`);
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }
}

/** How to start a program. */
export interface StartOptions {
  /** Working directory: one without `.env`, so that the settings of whoever runs the tests do not matter. */
  readonly cwd: string;
  readonly indexDir: string;
  /** Added to a clean environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A clean environment over the sample. */
export function environment({ indexDir, env = {} }: Omit<StartOptions, 'cwd'>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR ? { TMPDIR } : {}),
    LANG: 'C.UTF-8',
    DATA_DIR: SAMPLE,
    GLOSSARY_DIR: GLOSSARY,
    PROSE_DIR: PROSE,
    INDEX_DIR: indexDir,
    EMBEDDER: 'builtin',
    ...env,
  };
}

/** Starts a TypeScript file of the project in a process of its own. @param file path below the project. */
export function startFile(file: string, args: readonly string[], options: StartOptions): Program {
  const all = ['--import', import.meta.resolve('tsx'), path.join(ROOT, file), ...args];
  return new Program(spawn(process.execPath, all, { cwd: options.cwd, env: environment(options) }));
}

/** Runs a file with the given input and waits for its end. */
export function runFile(file: string, args: readonly string[], options: StartOptions, input = ''): Promise<Ended> {
  const program = startFile(file, args, options);
  program.process.stdin.end(input);
  return program.ended;
}
