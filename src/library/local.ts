import { performance } from 'node:perf_hooks';
import type { Embedder } from '../embed/port.ts';
import { PapersError } from '../errors.ts';
import { arxivIdsIn, byVotes, type Day, isDay, type Paper } from '../paper.ts';
import type { Calibration } from '../search/confidence.ts';
import { isOffTopic } from '../search/off-topic.ts';
import type { Without } from '../search/parts.ts';
import type { AbstainReason, SearchResult } from '../search/query.ts';
import type { QuestionContext } from '../search/question/context.ts';
import { withNewestList } from '../search/question/newest.ts';
import { readQuestion } from '../search/question.ts';
import type { Retrieval } from '../search/retriever.ts';
import { top } from '../search/top.ts';
import { Calls } from './calls.ts';
import { Generation, type PaperRow } from './generation.ts';
import type { Library, LibraryInfo, PaperName, SearchRequest } from './port.ts';
import { TitleFinder } from './titles.ts';

/** The most papers of one search. */
const MOST_HITS = 100;

/** What a library is opened with. */
export interface LibraryOptions {
  readonly indexDir: string;
  /** The embedder that made the index. Default: the built-in one, which the index itself holds. */
  readonly embedder?: Embedder;
  /** The day it is now, for "today" and "last week" in questions. */
  today(): Day;
}

/** The library over one generation, in this thread. */
export class LocalLibrary implements Library {
  readonly #generation: Generation;
  readonly #today: () => Day;
  readonly #calls = new Calls();
  // Made when they are first needed.
  #days: ReadonlySet<Day> | undefined;
  #titles: TitleFinder | undefined;

  private constructor(generation: Generation, today: () => Day) {
    this.#generation = generation;
    this.#today = today;
  }

  /**
   * Opens the current generation.
   *
   * @param previous a library that is still open: what both generations hold is shared.
   * @throws PapersError `index_missing`, `index_damaged`, `index_foreign`, with the command that helps.
   */
  static async open(options: LibraryOptions, previous?: LocalLibrary): Promise<LocalLibrary> {
    const before = previous === undefined ? undefined : previous.#generation;
    const generation = await Generation.open(options.indexDir, options.embedder, before);
    return new LocalLibrary(generation, () => options.today());
  }

  async info(): Promise<LibraryInfo> {
    return this.#calls.run(() => {
      const { generation, builtAt, embedder, counts } = this.#generation.manifest;
      const { firstDay, lastDay, ...numbers } = counts;
      const ends = { ...(firstDay && { firstDay }), ...(lastDay && { lastDay }) };
      const { calibrated, mismatched } = this.#generation;
      return { generation, builtAt, embedder: embedder.name, calibrated, mismatched, ...numbers, ...ends };
    });
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    return this.#calls.run(async () => {
      const started = performance.now();
      if (signal?.aborted) throw new PapersError('cancelled', 'the search was cancelled');
      checkRequest(request);
      const { retriever, manifest } = this.#generation;
      const context = this.#context();
      const read = readQuestion(request, context);
      // A day that the asker chose from a calendar is the one that is meant.
      const ownDay = request.filters?.since !== undefined || request.filters?.until !== undefined;
      const query = ownDay ? read : withNewestList(read, context);
      const pasted = this.#named(request.question);
      const retrieval =
        pasted ?? (await retriever.search(query, { explain: request.explain ?? false, ...(signal && { signal }) }));
      const offTopic = !pasted && isOffTopic(request.question, manifest.counts.firstDay);
      const abstained = offTopic
        ? 'not_about_papers'
        : whyNothing(retrieval, query.filters.authors ? 0 : retriever.threshold);
      const { hits, confidence, total } = retrieval;
      return {
        // Of small talk nothing was understood (`how are you today`).
        query: offTopic ? { ...read, filters: {}, order: 'relevance', understood: [] } : query,
        hits,
        confidence,
        generation: manifest.generation,
        ms: performance.now() - started,
        ...(abstained && { abstained }),
        ...(total !== undefined && { total }),
      };
    });
  }

  /**
   * Searches by another calibration, to measure what it does: the retriever's own answer, features of confidence and all,
   * to questions read as in {@link search}.
   *
   * @param without parts of the retrieval taken out. Default none.
   * @param rules false to search for the question as it was typed, dates, names of authors and all. Default true.
   */
  trial(
    calibration: Calibration,
    { without, rules = true }: { readonly without?: Without; readonly rules?: boolean } = {},
  ): (request: SearchRequest) => Promise<Retrieval> {
    const retriever = this.#generation.retrieverWith(calibration, without);
    return (request) =>
      this.#calls.run(() => {
        const query = readQuestion(request, this.#context());
        if (rules) return this.#named(request.question) ?? retriever.search(query);
        return retriever.search({ ...query, text: request.question, filters: {}, order: 'relevance', understood: [] });
      });
  }

  /** How this index weighs and refuses, where that was measured on it. */
  get calibration(): Calibration | undefined {
    return this.#generation.calibration;
  }

  async days(): Promise<readonly Day[]> {
    return this.#calls.run(() => [...this.#knownDays()]);
  }

  async papersOn(day: Day): Promise<readonly Paper[]> {
    return this.papersBetween(day, day, Number.POSITIVE_INFINITY);
  }

  async papersBetween(since: Day, until: Day, limit: number): Promise<readonly Paper[]> {
    return this.#calls.run(() => {
      checkDay(since);
      checkDay(until);
      const voted = function* (rows: Iterable<PaperRow>) {
        for (const { papers, row } of rows) yield { id: papers.id(row), votes: papers.votes(row), papers, row };
      };
      const first = top(voted(this.#generation.between(since, until)), byVotes, checkLimit(limit));
      return first.map(({ papers, row }) => papers.paper(row));
    });
  }

  async paper(id: string): Promise<Paper | undefined> {
    return this.#calls.run(() => {
      const place = this.#generation.find(id);
      return place?.papers.paper(place.row);
    });
  }

  async similar(id: string, limit: number): Promise<readonly Paper[]> {
    return this.#calls.run(async () => {
      const place = this.#generation.find(id);
      if (!place) throw new PapersError('not_found', `there is no paper ${JSON.stringify(id)} in the index`);
      return this.#generation.retriever.similar(place.papers.paper(place.row), checkLimit(limit));
    });
  }

  async suggest(typed: string, limit: number): Promise<readonly PaperName[]> {
    return this.#calls.run(() => {
      this.#titles ??= finderOf(this.#generation);
      return this.#titles.find(typed, checkLimit(limit));
    });
  }

  async close(): Promise<void> {
    return this.#calls.close(() => this.#generation.close());
  }

  /** The papers whose arXiv ids or links stand in a question: who pastes one wants that one. */
  #named(question: string): Retrieval | undefined {
    const places = arxivIdsIn(question.slice(0, 2_000)).flatMap((id) => this.#generation.find(id) ?? []);
    if (places.length === 0) return undefined;
    const hits = places.map(({ papers, row }) => {
      const paper = papers.paper(row);
      return { paper, score: 1, evidence: paper.passages.map((passage) => ({ passage, paper, score: 1 })) };
    });
    return { hits, confidence: 1, empty: false };
  }

  /** What a question is read against. */
  #context(): QuestionContext {
    const { firstDay, lastDay } = this.#generation.manifest.counts;
    return {
      today: this.#today(),
      ...(firstDay && { firstDay }),
      ...(lastDay && { lastDay }),
      hasDay: (day) => this.#knownDays().has(day),
      isAuthor: (name) => this.#generation.segments.some(({ papers }) => papers.hasAuthor(name)),
      isWord: (word) => this.#generation.retriever.knows(word),
    };
  }

  /** Newest first. */
  #knownDays(): ReadonlySet<Day> {
    this.#days ??= new Set(daysOf(this.#generation.newestFirst()));
    return this.#days;
  }
}

/** @param threshold 0 where authors are asked for: their papers are the answer, whatever else was said of them. */
function whyNothing({ empty, hits, confidence }: Retrieval, threshold: number): AbstainReason | undefined {
  if (empty) return 'empty';
  if (hits.length === 0) return 'nothing_found';
  return confidence < threshold ? 'weak_evidence' : undefined;
}

function* daysOf(rows: Iterable<PaperRow>): Generator<Day> {
  for (const { papers, row } of rows) yield papers.day(row);
}

function finderOf(generation: Generation): TitleFinder {
  const rows = [...generation.newestFirst()];
  const name = ({ papers, row }: PaperRow): PaperName => {
    return { id: papers.id(row), title: papers.title(row), day: papers.day(row) };
  };
  const titled = function* () {
    for (const row of rows) yield name(row);
  };
  return new TitleFinder(titled(), (place) => name(rows[place]!));
}

function checkRequest({ limit, filters = {} }: SearchRequest): void {
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= MOST_HITS)) {
    throw new PapersError('bad_input', `expected a limit from 1 to ${MOST_HITS}, got ${limit}`);
  }
  for (const day of [filters.since, filters.until]) if (day !== undefined) checkDay(day);
}

function checkDay(day: Day): void {
  if (!isDay(day)) throw new PapersError('bad_input', `expected a day as YYYY-MM-DD, got ${JSON.stringify(day)}`);
}

function checkLimit(limit: number): number {
  if (limit >= 0) return limit;
  throw new PapersError('bad_input', `expected a limit of 0 or more, got ${limit}`);
}
