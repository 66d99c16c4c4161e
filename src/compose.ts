import packageJson from '../package.json' with { type: 'json' };
import type { AnswerObserver } from './answer/observer.ts';
import type { Spending } from './answer/spending/port.ts';
import type { Listed } from './chat/described.ts';
import { InMemoryConversations, InMemoryNotes, InMemoryVotes } from './chat/in-memory.ts';
import { InMemoryServers } from './chat/servers.ts';
import type { Services } from './chat/services.ts';
import { createAnswerer } from './compose-answerer.ts';
import { chosenEmbedder, embedderNote } from './compose-embedder.ts';
import type { Config } from './config.ts';
import type { IngestOptions, IngestReport } from './library/ingest.ts';
import type { LocalLibrary } from './library/local.ts';
import type { Library } from './library/port.ts';
import { type Day, dayIn } from './paper.ts';
import { readConcepts } from './search/glossary-folder.ts';

/** The version of the program. */
export const VERSION: string = packageJson.version;

// What loads native modules is imported when it is needed, so that `papers doctor` can run where they do not load.

/** Builds or refreshes the index that the settings name. Throws what `ingest` throws. */
export async function buildIndex(
  config: Config,
  options: Pick<IngestOptions, 'rebuild' | 'onProgress' | 'signal'> = {},
): Promise<IngestReport> {
  const { ingest } = await import('./library/ingest.ts');
  const chosen = await chosenEmbedder(config);
  return ingest({
    ...options,
    dataDir: config.DATA_DIR,
    indexDir: config.INDEX_DIR,
    embedder: chosen.kind === 'given' ? chosen.embedder : 'builtin',
    concepts: await readConcepts(config),
  });
}

/** Opens the library that the settings name, in this thread. Throws what `LocalLibrary.open` throws. */
export async function openLibrary(config: Config): Promise<LocalLibrary> {
  const { LocalLibrary } = await import('./library/local.ts');
  const chosen = await chosenEmbedder(config);
  return LocalLibrary.open({
    indexDir: config.INDEX_DIR,
    today: () => todayOf(config),
    ...(chosen.kind === 'given' && { embedder: chosen.embedder }),
  });
}

/** What remembers for the commands. */
export type Memory = Pick<Services, 'notes' | 'conversations' | 'votes' | 'servers'> & {
  /** Default: the database in STATE_DIR. */
  readonly spending?: Spending;
};

/** Memory that lasts as long as the program: enough for a terminal. */
export function inMemory(): Memory {
  return {
    notes: new InMemoryNotes(),
    conversations: new InMemoryConversations(),
    votes: new InMemoryVotes(),
    servers: new InMemoryServers(),
  };
}

/**
 * What commands need.
 *
 * @param memory default {@link inMemory}.
 * @param observe is told how answers come about.
 */
export async function createServices(
  config: Config,
  library: Library,
  commands: readonly Listed[],
  { spending, ...memory }: Memory = inMemory(),
  observe?: AnswerObserver,
): Promise<Services> {
  const { answerer, model } = await createAnswerer(config, library, {
    ...(spending && { spending }),
    ...(observe && { observe }),
  });
  const note = embedderNote(config);
  return {
    library,
    answerer,
    ...memory,
    commands,
    today: () => todayOf(config),
    about: { model, startedAt: new Date(), version: VERSION, ...(note && { betterEmbedder: note }) },
  };
}

/** The calendar day it is now in the configured time zone. */
export function todayOf(config: Config): Day {
  return dayIn(config.TIME_ZONE, new Date());
}
