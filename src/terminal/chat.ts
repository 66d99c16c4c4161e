import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '../chat/command.ts';
import type { Services } from '../chat/services.ts';
import { introduction } from './intro.ts';
import { lookOf } from './render.ts';
import { Session } from './session.ts';
import { systemLanguage, terminalTexts } from './texts.ts';

/** How long piped input may take to bring its first line before the introduction is shown, in milliseconds. */
const PATIENCE_MS = 1000;

/** What a chat in the terminal needs. */
export interface ChatOptions {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Where the operator is told what went wrong. */
  readonly errors: Writable;
  /** See {@link SessionOptions.troubles}. */
  readonly troubles?: () => readonly string[];
  /** Ends the chat when it aborts. */
  readonly signal: AbortSignal;
}

/**
 * Talks until the input ends, somebody presses Ctrl-C, or `signal` aborts. On a terminal it begins with an introduction
 * and a prompt. Piped lines are answered without ado; when there are none, the introduction is all there is.
 */
export async function chat({
  commands,
  services,
  input,
  output,
  errors,
  troubles = () => [],
  signal,
}: ChatOptions): Promise<void> {
  const look = lookOf(output, systemLanguage());
  const leaving = new AbortController();
  const stop = AbortSignal.any([signal, leaving.signal]);
  const write = (text: string): void => {
    output.write(text);
  };
  const introduce = async (): Promise<void> => write(`${await introduction(commands, services, look, stop)}\n`);
  const interactive = Boolean(input.isTTY && output.isTTY);
  if (interactive) await introduce();
  if (stop.aborted) return;
  const { prompt } = terminalTexts(look.language);
  const reader = createInterface({ input, output: interactive ? output : undefined, terminal: interactive, prompt });
  reader.on('SIGINT', () => leaving.abort());
  const lines = new Lines(reader, input, stop);
  const session = new Session({
    commands,
    services,
    look,
    write,
    complain: (line) => errors.write(`error: ${line}\n`),
    troubles,
    warn: (line) => errors.write(`warning: ${line}\n`),
  });
  if (!interactive && !(await lines.ready(PATIENCE_MS))) await introduce();
  try {
    for (;;) {
      if (interactive && !stop.aborted) reader.prompt();
      const line = await lines.next();
      if (line === undefined || LEAVE.test(line)) break;
      if (!interactive && line.trim() !== '') write(`> ${line.trim()}\n`);
      await session.answer(line, stop);
      write('\n');
    }
  } finally {
    reader.close();
  }
  if (interactive) write(`\n${terminalTexts(look.language).bye}\n`);
}

/** Words that people type to leave. */
const LEAVE = /^\s*\/?(?:quit|exit|bye|q|종료|나가기|끝)\s*$/i;

/** The lines of an input as they come, kept until they are asked for. */
class Lines {
  readonly #waiting: string[] = [];
  #ended = false;
  #wake: () => void = () => {};

  constructor(reader: Interface, input: Readable, signal: AbortSignal) {
    reader.on('line', (line) => {
      this.#waiting.push(line);
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    reader.once('close', end);
    // An input that cannot be read (a folder, a terminal that was hung up) is an input that has ended.
    input.once('error', end);
    const abandon = (): void => {
      this.#waiting.length = 0;
      end();
    };
    if (signal.aborted) abandon();
    else signal.addEventListener('abort', abandon, { once: true });
  }

  /** The next line; undefined when there is none and none will come. */
  async next(): Promise<string | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#waiting.shift();
  }

  /** Waits at most `ms` for the first line. @returns whether there is one. */
  async ready(ms: number): Promise<boolean> {
    const time = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (this.#waiting.length === 0 && !this.#ended) {
      await Promise.race([woken, wait(ms, undefined, { signal: time.signal }).catch(() => {})]);
    }
    time.abort();
    return this.#waiting.length > 0;
  }
}
