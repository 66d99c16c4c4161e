import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasHints, hintsPath, parseHints, writeHints } from '../corpus/hints-file.ts';
import { isPapersError, messageOf, PapersError } from '../errors.ts';
import { sha256 } from '../library/disk.ts';
import type { Day } from '../paper.ts';
import type { Summariser, Summary } from '../summary/port.ts';
import { type DayFile, hashOf, readDayFile, replaceFile } from './day-file.ts';
import { type DayUpdate, updateDay } from './day-update.ts';
import { closesAt, isWeekend } from './feed-day.ts';
import type { KnownFolder } from './known-folder.ts';
import type { ListedPaper, Listing } from './port.ts';
import type { PullRecords } from './records.ts';
import { type DayReport, failedDay } from './report.ts';

export interface DayPullOptions {
  readonly dataDir: string;
  readonly summariser: Summariser;
  readonly records: PullRecords;
  readonly dryRun: boolean;
  /** What the folder holds; grows while days are worked on. */
  readonly folder: KnownFolder;
  readonly signal?: AbortSignal;
}

/** Papers summarised at once. */
const PARALLEL = 4;
/** How often a model is asked, over several runs, before a paper keeps its abstract's sentences. */
const MAX_TRIES = 3;
/** How often a file may change under our hands before the day is left for the next run. */
const MAX_RACES = 3;

/** Works the lists of days into their daily files, one day after the other. */
export class DayPull {
  readonly #options: DayPullOptions;

  constructor(options: DayPullOptions) {
    this.#options = options;
  }

  /**
   * Works one list into its daily file: papers that are not there yet are summarised and added, votes brought up to date.
   *
   * @param readAt when the list began to be read.
   * @throws PapersError `cancelled` when the signal aborts; anything else becomes a report that says so.
   */
  async work(listing: Listing, readAt: Date): Promise<DayReport> {
    const { day, papers } = listing;
    const file = this.#options.folder.fileOf(day);
    const report = { day, listed: papers.length, problems: [...listing.problems] };
    try {
      const { update, conflicts, lost } = await this.#update(file, listing, readAt);
      if (lost > 0) report.problems.push(`${file}: its ${lost} papers stay, though the list of ${day} is empty now`);
      return {
        ...report,
        outcome:
          papers.length > 0 ? 'papers' : isWeekend(day) ? 'weekend' : readAt < closesAt(day) ? 'not_yet' : 'empty',
        added: update.added,
        votes: update.votes.length,
        rewritten: update.rewritten.length,
        conflicts: conflicts.map((conflict) => `${file}: ${conflict}`),
      };
    } catch (error) {
      if (isPapersError(error, 'cancelled')) throw error;
      return failedDay(report, `${file}: ${messageOf(error)}`);
    }
  }

  async #update(
    file: string,
    listing: Listing,
    readAt: Date,
  ): Promise<{ update: DayUpdate; conflicts: string[]; lost: number }> {
    const { dataDir, records, dryRun } = this.#options;
    const target = path.resolve(dataDir, file);
    const summaries = new Map<string, Summary>();
    for (let race = 1; race <= MAX_RACES; race++) {
      const former = await readDayFile(dataDir, file);
      const own = !former || records.hashes(target).includes(former.sha256);
      const { fresh, removed } = this.#fresh(listing, former, target);
      const again = own && former ? this.#again(listing, former) : [];
      if (!dryRun) await this.#summarise([...fresh, ...again], summaries);
      const update = updateDay(file, former, own, { day: listing.day, listed: listing.papers, fresh, summaries });
      const conflicts = [...removed.map((id) => `${id}: was removed by hand and stays out`), ...update.conflicts];
      const lost = listing.papers.length === 0 ? (former?.papers.length ?? 0) : 0;
      if (dryRun) return { update, conflicts, lost };
      await this.#writeHints(listing.day, target, summaries);
      if (!(await this.#write(target, own, former, update))) continue;
      this.#record({ listing, target, own, former, update, summaries, readAt });
      return { update, conflicts, lost };
    }
    throw new PapersError('unavailable', 'is being changed by somebody else all the time: left for the next run');
  }

  /** The papers that are not in the file: those that belong there, and those that somebody took out. */
  #fresh(
    { day, papers }: Listing,
    former: DayFile | undefined,
    target: string,
  ): { fresh: ListedPaper[]; removed: string[] } {
    const { folder, records } = this.#options;
    const inFile = new Set(former?.papers.map(({ id }) => id));
    const wrote = former ? records.written(target) : new Set<string>();
    const absent = papers.filter(({ id }) => !inFile.has(id));
    return {
      // A paper that was listed on an earlier day, or stands in another file of this one, has its place there.
      fresh: absent.filter(({ id }) => !wrote.has(id) && !folder.knows(id, day)),
      removed: absent.filter(({ id }) => wrote.has(id)).map(({ id }) => id),
    };
  }

  /** Papers in a file of ours that lack a summary which can be had now. */
  #again({ papers }: Listing, former: DayFile): ListedPaper[] {
    const { records, summariser } = this.#options;
    const waiting = records.unsummarised();
    const inFile = new Map(former.papers.map((paper) => [paper.id, paper]));
    return papers.filter(({ id, abstract }) => {
      const tries = waiting.get(id);
      if (tries !== undefined && summariser.hasModel && tries < MAX_TRIES) return inFile.has(id);
      return inFile.get(id)?.passages.length === 0 && abstract !== '';
    });
  }

  async #summarise(papers: readonly ListedPaper[], summaries: Map<string, Summary>): Promise<void> {
    const { summariser, signal } = this.#options;
    const waiting = papers.filter(({ id }) => !summaries.has(id));
    const worker = async (): Promise<void> => {
      for (let paper = waiting.shift(); paper; paper = waiting.shift()) {
        summaries.set(paper.id, await summariser.summarise(paper, signal));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
  }

  /** Adds hints to the file of hints; before the daily file, so that no paper is there without them. */
  async #writeHints(day: Day, target: string, summaries: ReadonlyMap<string, Summary>): Promise<void> {
    const news = [...summaries].filter(([, { hints }]) => hasHints(hints));
    if (news.length === 0) return;
    const beside = hintsPath(target);
    const former = await readText(beside);
    const hints = parseHints(former ?? '') ?? new Map();
    for (const [id, summary] of news) hints.set(id, summary.hints);
    const text = writeHints(day, hints);
    if (text !== former) await replaceFile(beside, text);
  }

  /** Writes the file unless somebody changed it since it was read; says whether it is written. */
  async #write(target: string, own: boolean, former: DayFile | undefined, { text }: DayUpdate): Promise<boolean> {
    if (text === undefined) return true;
    // Known before it is there: a run that is killed right after must not take its own file for somebody else's.
    if (own) this.#options.records.willWrite(target, sha256(text));
    if ((await hashOf(target)) !== former?.sha256) return false;
    await replaceFile(target, text);
    return true;
  }

  #record({ listing, target, own, former, update, summaries, readAt }: Done): void {
    const { records, folder, summariser } = this.#options;
    const { day, papers } = listing;
    const inFile = new Set([...(former?.papers ?? []).map(({ id }) => id), ...update.added]);
    const written = papers.map(({ id }) => id).filter((id) => inFile.has(id));
    for (const id of written) folder.add(id, day);
    const before = records.unsummarised();
    const unsummarised = written.flatMap((id) => {
      const summary = summaries.get(id);
      if (summary ? summary.notYet === undefined : !before.has(id)) return [];
      return [{ id, tries: (before.get(id) ?? 0) + (summary?.notYet === 'model_failed' ? 1 : 0) }];
    });
    const waiting = summariser.hasModel && unsummarised.some(({ tries }) => tries < MAX_TRIES);
    const lost = papers.length === 0 && former !== undefined;
    const hash = update.text === undefined ? former?.sha256 : sha256(update.text);
    records.finishDay({
      day,
      papers: papers.length,
      settled: readAt >= closesAt(day) && !waiting && !lost,
      readAt,
      file: target,
      sha256: own ? hash : undefined,
      written,
      votes: papers.flatMap(({ id, votes }) => (votes === undefined ? [] : [{ id, votes }])),
      unsummarised,
    });
  }
}

interface Done {
  readonly listing: Listing;
  readonly target: string;
  readonly own: boolean;
  readonly former: DayFile | undefined;
  readonly update: DayUpdate;
  readonly summaries: ReadonlyMap<string, Summary>;
  readonly readAt: Date;
}

async function readText(target: string): Promise<string | undefined> {
  return readFile(target, 'utf8').catch(() => undefined);
}
