import { PapersError } from '../errors.ts';
import type { Day, Paper } from '../paper.ts';
import type { SearchResult } from '../search/query.ts';
import { type LibraryOptions, LocalLibrary } from './local.ts';
import type { Library, LibraryInfo, PaperName, SearchRequest } from './port.ts';
import { IndexStore } from './store.ts';

/** A library that can go over to a newer generation while it is in use. */
export interface ReloadableLibrary extends Library {
  /**
   * Goes over to the generation on disk, if it is another one. Calls under way finish on the generation they began on.
   *
   * @returns whether there was another.
   * @throws PapersError `index_missing`, `index_damaged`, `index_foreign`; the generation that is loaded stays in use.
   */
  reload(): Promise<boolean>;
}

/** The library over whatever generation is current: each call goes, whole, to the one loaded when it began. */
export class LibrarySwitch implements ReloadableLibrary {
  readonly #options: LibraryOptions;
  #current: LocalLibrary;
  #reloading: Promise<boolean> | undefined;
  /** Former generations that still have calls under way. */
  readonly #leaving = new Set<Promise<void>>();
  #closed = false;

  private constructor(options: LibraryOptions, current: LocalLibrary) {
    this.#options = options;
    this.#current = current;
  }

  /** Opens the current generation; throws what {@link LocalLibrary.open} throws. */
  static async open(options: LibraryOptions): Promise<LibrarySwitch> {
    return new LibrarySwitch(options, await LocalLibrary.open(options));
  }

  reload(): Promise<boolean> {
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  info(): Promise<LibraryInfo> {
    return this.#use((library) => library.info());
  }

  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    return this.#use((library) => library.search(request, signal));
  }

  days(): Promise<readonly Day[]> {
    return this.#use((library) => library.days());
  }

  papersOn(day: Day): Promise<readonly Paper[]> {
    return this.#use((library) => library.papersOn(day));
  }

  papersBetween(since: Day, until: Day, limit: number): Promise<readonly Paper[]> {
    return this.#use((library) => library.papersBetween(since, until, limit));
  }

  paper(id: string): Promise<Paper | undefined> {
    return this.#use((library) => library.paper(id));
  }

  similar(id: string, limit: number): Promise<readonly Paper[]> {
    return this.#use((library) => library.similar(id, limit));
  }

  suggest(typed: string, limit: number): Promise<readonly PaperName[]> {
    return this.#use((library) => library.suggest(typed, limit));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#reloading?.catch(() => {});
    await this.#current.close();
    await Promise.all(this.#leaving);
  }

  /** The call is the loaded library's from this moment on, whatever is loaded next. */
  async #use<T>(call: (library: LocalLibrary) => Promise<T>): Promise<T> {
    if (this.#closed) throw new PapersError('unavailable', 'the library is closed');
    return call(this.#current);
  }

  async #reload(): Promise<boolean> {
    const [{ generation: loaded }, { generation: onDisk }] = await Promise.all([
      this.info(),
      new IndexStore(this.#options.indexDir).manifest(),
    ]);
    if (loaded === onDisk) return false;
    const next = await LocalLibrary.open(this.#options, this.#current);
    if (this.#closed) {
      await next.close();
      return false;
    }
    const former = this.#current;
    this.#current = next;
    const leaving = former.close().finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
    return true;
  }
}
