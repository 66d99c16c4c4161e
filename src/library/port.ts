import type { Day, Paper } from '../paper.ts';
import type { Filters, Order, SearchResult } from '../search/query.ts';

/** A search as a front end asks for it: the question as typed plus explicit options, which win over what is read from it. */
export interface SearchRequest {
  readonly question: string;
  readonly filters?: Filters;
  readonly order?: Order;
  /** Papers wanted, 1 to 100. Default: what the question says, else 10. */
  readonly limit?: number;
  /** Search queries written by a model for this question; searched beside what rules read from it. */
  readonly alsoText?: readonly string[];
  /** Give {@link PaperHit.terms}. Default false. */
  readonly explain?: boolean;
}

/** What is loaded, in numbers. */
export interface LibraryInfo {
  /** Id of the generation on disk. */
  readonly generation: string;
  readonly papers: number;
  readonly passages: number;
  readonly days: number;
  /** Papers whose summary seems to speak of something else than their title; see {@link Paper.mismatched}. */
  readonly mismatched: number;
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** Name of the embedder that made the vectors. */
  readonly embedder: string;
  /**
   * Whether fusion and refusal were measured: `here`, on this index; `builtin`, with the built-in embedder, which made this
   * index too; `not`, with the built-in embedder, though another one made this index.
   */
  readonly calibrated: 'here' | 'builtin' | 'not';
  /** When the generation was written, ISO 8601. */
  readonly builtAt: string;
}

/** A paper in a list of suggestions. */
export interface PaperName {
  readonly id: string;
  readonly title: string;
  readonly day: Day;
}

/**
 * The loaded papers and their indexes, swapped whole when a new generation comes. All verbs are asynchronous because the
 * library may live in a worker thread; each one sees one generation from beginning to end.
 */
export interface Library {
  info(): Promise<LibraryInfo>;
  /** @throws PapersError `bad_input` for an impossible request, `unavailable` when an outside embedder fails. */
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult>;
  /** All days that have papers, newest first. */
  days(): Promise<readonly Day[]>;
  /** The papers of a day, most votes first (ties by id); empty when there are none. */
  papersOn(day: Day): Promise<readonly Paper[]>;
  /** The papers of days from `since` to `until`, both inclusive, most votes first; `limit` at most. */
  papersBetween(since: Day, until: Day, limit: number): Promise<readonly Paper[]>;
  paper(id: string): Promise<Paper | undefined>;
  /** Papers most like one paper, itself excluded. */
  similar(id: string, limit: number): Promise<readonly Paper[]>;
  /** Papers whose id begins with, or whose title holds, the typed words; newest first; for autocompletion. */
  suggest(typed: string, limit: number): Promise<readonly PaperName[]>;
  /** Frees memory and threads; calls under way are finished first. */
  close(): Promise<void>;
}
