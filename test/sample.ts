import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import { ExtractsAnswerer } from '../src/answer/extracts-answerer.ts';
import type { Call, Command } from '../src/chat/command.ts';
import { InMemoryConversations, InMemoryNotes, InMemoryVotes } from '../src/chat/in-memory.ts';
import { InMemoryServers } from '../src/chat/servers.ts';
import type { Services } from '../src/chat/services.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import type { Day } from '../src/paper.ts';
import { readConcepts } from '../src/search/glossary-folder.ts';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The sample of daily files, the glossary, and the everyday words. */
export const SAMPLE = path.join(ROOT, 'data/papers');
export const GLOSSARY = path.join(ROOT, 'data/glossary');
export const PROSE = path.join(ROOT, 'data/prose');

/** An index of the sample in a folder of its own. */
export interface SampleIndex {
  readonly dir: string;
  remove(): Promise<void>;
}

/** Builds the index of the sample, as `papers index` does. */
export async function sampleIndex(): Promise<SampleIndex> {
  const home = await mkdtemp(path.join(tmpdir(), 'papers-sample-'));
  const dir = path.join(home, 'index');
  const concepts = await readConcepts({ GLOSSARY_DIR: GLOSSARY, PROSE_DIR: PROSE });
  await ingest({ dataDir: SAMPLE, indexDir: dir, embedder: 'builtin', concepts });
  return { dir, remove: () => rm(home, { recursive: true, force: true }) };
}

/** Real services over the sample, on a day of one's choice. */
export interface SampleServices extends Services {
  readonly library: LocalLibrary;
  readonly votes: InMemoryVotes;
  readonly conversations: InMemoryConversations;
  close(): Promise<void>;
}

/** @param today default 2024-01-22, the newest day of the sample. */
export async function sampleServices(today: Day = '2024-01-22'): Promise<SampleServices> {
  const index = await sampleIndex();
  const library = await LocalLibrary.open({ indexDir: index.dir, today: () => today });
  return {
    library,
    answerer: new ExtractsAnswerer(library),
    notes: new InMemoryNotes(),
    conversations: new InMemoryConversations(),
    votes: new InMemoryVotes(),
    servers: new InMemoryServers(),
    commands,
    today: () => today,
    about: { model: 'none', startedAt: new Date(), version: '0.0.0' },
    async close() {
      await library.close();
      await index.remove();
    },
  };
}

/** A call as a front end makes it: Korean, from a channel, unless said otherwise. */
export function callOf(options: Call['options'] = {}, more: Partial<Call> = {}): Call {
  return {
    userId: 'u1',
    channelId: 'c1',
    options,
    language: 'ko',
    signal: new AbortController().signal,
    ...more,
  };
}

/** A command by name. */
export function commandNamed(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}
