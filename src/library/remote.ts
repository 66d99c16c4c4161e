import type { Day, Paper } from '../paper.ts';
import type { SearchResult } from '../search/query.ts';
import { Calls } from './calls.ts';
import { Connection, type RemoteOptions } from './connection.ts';
import type { Verb } from './messages.ts';
import type { LibraryInfo, PaperName, SearchRequest } from './port.ts';
import type { ReloadableLibrary } from './switch.ts';

/**
 * The library in a worker thread: a long search does not hold up anything else. A thread that dies fails the calls that
 * were under way with `unavailable` and is started again. It keeps the program running until it is closed.
 */
export class RemoteLibrary implements ReloadableLibrary {
  readonly #options: RemoteOptions;
  readonly #calls = new Calls();
  #connection: Promise<Connection> | undefined;

  private constructor(options: RemoteOptions) {
    this.#options = options;
  }

  /** Starts the thread and waits until the index is loaded; throws what opening it throws. */
  static async open(options: RemoteOptions): Promise<RemoteLibrary> {
    const library = new RemoteLibrary(options);
    await library.#connect();
    return library;
  }

  info(): Promise<LibraryInfo> {
    return this.#call('info', []);
  }

  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    return this.#call('search', [request], signal);
  }

  days(): Promise<readonly Day[]> {
    return this.#call('days', []);
  }

  papersOn(day: Day): Promise<readonly Paper[]> {
    return this.#call('papersOn', [day]);
  }

  papersBetween(since: Day, until: Day, limit: number): Promise<readonly Paper[]> {
    return this.#call('papersBetween', [since, until, limit]);
  }

  paper(id: string): Promise<Paper | undefined> {
    return this.#call('paper', [id]);
  }

  similar(id: string, limit: number): Promise<readonly Paper[]> {
    return this.#call('similar', [id, limit]);
  }

  suggest(typed: string, limit: number): Promise<readonly PaperName[]> {
    return this.#call('suggest', [typed, limit]);
  }

  reload(): Promise<boolean> {
    return this.#call('reload', []);
  }

  async close(): Promise<void> {
    await this.#calls.close(async () => {
      const connection = await this.#connection?.catch(() => undefined);
      await connection?.close();
    });
  }

  #call<T>(verb: Verb, args: readonly unknown[], signal?: AbortSignal): Promise<T> {
    return this.#calls.run(async () => {
      const connection = await this.#connect();
      return (await connection.call(verb, args, this.#options.today(), signal)) as T;
    });
  }

  #connect(): Promise<Connection> {
    if (!this.#connection) {
      const connection = Connection.open(this.#options, (error) => {
        this.#options.onCrash?.(error);
        // A thread that had been ready is started again at once, so that the next call need not wait; one that died
        // while it was loading waits for the next call, lest it dies over and over with nobody asking.
        if (this.#connection === connection) this.#connection = undefined;
        this.#connect().catch(() => {});
      });
      this.#connection = connection;
      connection.catch(() => {
        if (this.#connection === connection) this.#connection = undefined;
      });
    }
    return this.#connection;
  }
}
