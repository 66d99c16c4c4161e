import { ModelAnswerer, type ModelAnswererOptions } from '../../src/answer/model-answerer.ts';
import type { AnswerNote } from '../../src/answer/observer.ts';
import { OpenAiModel } from '../../src/answer/openai-model.ts';
import type { Progress, Question } from '../../src/answer/port.ts';
import type { Caps } from '../../src/answer/spending/budget.ts';
import { InMemorySpending } from '../../src/answer/spending/in-memory.ts';
import { Reader } from '../../src/answer/verify/reading.ts';
import { Verifier } from '../../src/answer/verify/verifier.ts';
import type { Library } from '../../src/library/port.ts';
import { readGlossary, readSentenceWords } from '../../src/search/glossary-folder.ts';
import { type Scribe, scribe } from '../fakes/openai/scribe.ts';
import { OpenAiServer, type OpenAiServerOptions } from '../fakes/openai/server.ts';
import { GLOSSARY, PROSE } from '../sample.ts';

/** Caps that nothing reaches. */
export const NO_CAPS: Caps = { answer: {}, user: {}, day: {} };

/** The verifier over the project's own word lists. */
export async function verifier(): Promise<Verifier> {
  return new Verifier(await readGlossary(GLOSSARY), await readSentenceWords(PROSE));
}

/** What the verifier reads text with. */
export async function reader(): Promise<Reader> {
  return new Reader(await readGlossary(GLOSSARY), await readSentenceWords(PROSE));
}

/** An answerer over a real library, with the real SDK, against a server on loopback. */
export interface Desk {
  readonly server: OpenAiServer;
  readonly notes: AnswerNote[];
  readonly progress: Progress[];
  /** For a front end; what it is asked is not taken note of in `progress`. */
  readonly answerer: ModelAnswerer;
  ask(question: string | Question, signal?: AbortSignal): ReturnType<ModelAnswerer['ask']>;
  close(): Promise<void>;
}

export interface DeskOptions extends Partial<Omit<ModelAnswererOptions, 'library' | 'verifier'>> {
  readonly server?: OpenAiServerOptions;
  readonly apiKey?: string;
  readonly retries?: number;
}

export async function openDesk(
  library: Library,
  checking: Verifier,
  part: Scribe = {},
  { server: served, apiKey, retries = 0, ...options }: DeskOptions = {},
): Promise<Desk> {
  const server = await OpenAiServer.start(served);
  server.script = scribe(part);
  const notes: AnswerNote[] = [];
  const progress: Progress[] = [];
  const answerer = new ModelAnswerer({
    library,
    model: new OpenAiModel({
      model: 'test-model',
      baseUrl: server.baseUrl,
      retries,
      prices: { input: 1, output: 4 },
      ...(apiKey !== undefined && { apiKey }),
    }),
    verifier: async () => checking,
    spending: new InMemorySpending(),
    caps: NO_CAPS,
    timeoutMs: 120_000,
    today: () => '2024-01-22',
    observe: (note) => notes.push(note),
    ...options,
  });
  return {
    server,
    notes,
    progress,
    answerer,
    ask: (question, signal) =>
      answerer.ask(typeof question === 'string' ? { text: question } : question, {
        onProgress: (now) => progress.push(now),
        ...(signal && { signal }),
      }),
    close: () => server.close(),
  };
}
