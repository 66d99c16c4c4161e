import { type FSWatcher, watch } from 'node:fs';
import type { Clock } from '../clock.ts';
import { walk } from '../corpus/folder.ts';
import type { CorpusWarning } from '../corpus/warnings.ts';
import { isPapersError } from '../errors.ts';
import type { ReloadableLibrary } from './switch.ts';

/** What happened while the folder was watched, for the log. */
export type WatchEvent =
  /** A newer generation answers now. */
  | { readonly kind: 'reloaded' }
  /** The index was brought up to date. Warnings are those that were not told before. */
  | { readonly kind: 'indexed'; readonly seconds: number; readonly warnings: readonly CorpusWarning[] }
  /** Something failed; what is loaded goes on answering. The same failure in a row is told once. */
  | { readonly kind: 'failed'; readonly error: unknown };

export interface WatchOptions {
  /** Folder of daily files. */
  readonly dataDir: string;
  readonly library: Pick<ReloadableLibrary, 'reload'>;
  /** Brings the index on disk up to date with the folder, without holding this thread up. */
  readonly reindex: (
    signal: AbortSignal,
  ) => Promise<{ readonly seconds: number; readonly warnings: readonly CorpusWarning[] }>;
  readonly clock: Clock;
  /** How often the folder is looked at without being told of a change, in milliseconds. Default 30,000. */
  readonly pollMs?: number;
  /** How long the folder must be quiet before it is indexed: files come in pieces, and many at a time. Default 1,500. */
  readonly settleMs?: number;
  /** How long to wait after a failure, in milliseconds; doubled with each further one, up to ten minutes. Default 15,000. */
  readonly retryMs?: number;
  readonly onEvent: (event: WatchEvent) => void;
}

/** Longest time to wait after failures, in milliseconds. */
const MAX_RETRY_MS = 10 * 60_000;
/** Warnings remembered so that each is told once. */
const MAX_TOLD = 10_000;

/**
 * Keeps a library at the state of its folder: whoever changes a daily file, it is found by its new words a few seconds
 * later. Told by the system where it tells, and by looking now and then where it does not (network disks, containers).
 * A newer index that another program made is taken over, too.
 */
export class FolderWatch {
  readonly #options: Required<WatchOptions>;
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  readonly #told = new Set<string>();
  #watcher: FSWatcher | undefined;
  #wake: AbortController | undefined;
  #stirred = false;
  #lastFailure = '';

  private constructor(options: WatchOptions, indexed: string | undefined) {
    this.#options = { pollMs: 30_000, settleMs: 1_500, retryMs: 15_000, ...options };
    this.#listen();
    this.#running = this.#run(indexed);
  }

  /**
   * Starts watching.
   *
   * @param indexed the {@link folderState} that the index is known to hold. Default none: it is brought up to date first.
   */
  static start({ indexed, ...options }: WatchOptions & { indexed?: string | undefined }): FolderWatch {
    return new FolderWatch(options, indexed);
  }

  /** Looks at the folder now, without waiting to be told. */
  stir(): void {
    this.#stirred = true;
    this.#wake?.abort();
  }

  /** Stops; an indexing under way is broken off. */
  async stop(): Promise<void> {
    this.#end.abort();
    this.#watcher?.close();
    this.#wake?.abort();
    await this.#running;
  }

  async #run(known: string | undefined): Promise<void> {
    const { pollMs, retryMs, dataDir } = this.#options;
    let indexed = known;
    let failures = 0;
    while (!this.#end.signal.aborted) {
      let pause = pollMs;
      let now: string | undefined;
      try {
        now = await this.#quiet();
        if (now === undefined) break;
        if (now !== indexed) {
          await this.#index();
          indexed = now;
          // What changed while it was indexed is seen by the next look, which comes at once.
          pause = (await folderState(dataDir)) === now ? pollMs : 0;
        } else if (await this.#options.library.reload()) this.#options.onEvent({ kind: 'reloaded' });
        this.#lastFailure = '';
        failures = 0;
      } catch (error) {
        if (this.#end.signal.aborted) break;
        this.#fail(error);
        // A folder that cannot be indexed as it is waits for its next change; anything else, such as another program that is
        // indexing, may pass by itself.
        if (isPapersError(error, 'bad_input') && now !== undefined) indexed = now;
        else pause = Math.min(MAX_RETRY_MS, retryMs * 2 ** failures++);
      }
      await this.#pause(pause);
    }
  }

  /** The state of the folder once it has stopped changing; undefined when watching ends first. */
  async #quiet(): Promise<string | undefined> {
    const { dataDir, settleMs, clock } = this.#options;
    let before = await folderState(dataDir);
    while (this.#stirred && !this.#end.signal.aborted) {
      this.#stirred = false;
      await clock.sleep(settleMs, this.#end.signal);
      const now = await folderState(dataDir);
      if (now !== before) this.#stirred = true;
      before = now;
    }
    return this.#end.signal.aborted ? undefined : before;
  }

  async #index(): Promise<void> {
    const { reindex, library, onEvent } = this.#options;
    const { seconds, warnings } = await reindex(this.#end.signal);
    onEvent({ kind: 'indexed', seconds, warnings: warnings.filter((warning) => this.#isNew(warning)) });
    if (await library.reload()) onEvent({ kind: 'reloaded' });
  }

  #isNew({ file, line, message }: CorpusWarning): boolean {
    const key = `${file}:${line}:${message}`;
    if (this.#told.has(key)) return false;
    if (this.#told.size >= MAX_TOLD) this.#told.clear();
    this.#told.add(key);
    return true;
  }

  #fail(error: unknown): void {
    const failure = error instanceof Error ? error.message : String(error);
    if (failure === this.#lastFailure) return;
    this.#lastFailure = failure;
    this.#options.onEvent({ kind: 'failed', error });
  }

  async #pause(ms: number): Promise<void> {
    if (this.#stirred || ms <= 0) return;
    this.#wake = new AbortController();
    await this.#options.clock.sleep(ms, AbortSignal.any([this.#wake.signal, this.#end.signal]));
    this.#wake = undefined;
  }

  /** Has the system tell of changes; where it cannot, looking now and then must do. */
  #listen(): void {
    try {
      this.#watcher = watch(this.#options.dataDir, { recursive: true, persistent: false }, (_event, name) => {
        if (name === null || /(?:^|[\\/])(?!\.)[^\\/]*(?:\.md)?$/i.test(name)) this.stir();
      });
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = undefined;
    }
  }
}

/** What a folder looks like from outside: the names, sizes and times of its daily files. */
export async function folderState(dataDir: string): Promise<string> {
  const { files } = await walk(dataDir);
  return files.map(({ file, size, mtimeMs }) => `${file}\t${size}\t${mtimeMs}`).join('\n');
}
