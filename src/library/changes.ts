import path from 'node:path';
import { readDailyFile, walk } from '../corpus/folder.ts';
import { hintsPath } from '../corpus/hints-file.ts';
import { mergePapers } from '../corpus/merge.ts';
import type { CorpusWarning } from '../corpus/warnings.ts';
import { PapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import { sha256, sha256OfFile } from './disk.ts';
import type { DailyFileRecord } from './manifest.ts';

/** A file changed so shortly before it is read may change again within the same tick of the clock, in milliseconds. */
const YOUNG_MS = 2_000;

/** What the daily files say now, as far as it may differ from what was known. */
export interface CorpusChanges {
  /** What is known of every daily file now, in the order of their paths. */
  readonly dailyFiles: readonly DailyFileRecord[];
  /** Every paper that a new, changed or removed file names: what it is now, or undefined when no file names it any more. */
  readonly touched: ReadonlyMap<string, Paper | undefined>;
  /** Whether the content of any file changed, a file came or went. */
  readonly changed: boolean;
  /** Of the folder and of all files, read now or before. */
  readonly warnings: readonly CorpusWarning[];
}

/**
 * Reads the daily files whose size, time and content are not as they were, and those others that name the same papers.
 *
 * @param former what was known; empty reads everything.
 * @throws PapersError `bad_input` when there is no such folder, or no Markdown file in it; `cancelled`.
 */
export async function readChanges(
  dataDir: string,
  former: readonly DailyFileRecord[],
  options: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<CorpusChanges> {
  const now = Date.now();
  const { files, warnings } = await walk(dataDir);
  if (files.length === 0) {
    throw new PapersError(
      'bad_input',
      `expected daily files (*.md) in ${path.resolve(dataDir)}, found none. Point DATA_DIR or --data at a folder that has some.`,
    );
  }
  const known = new Map(former.map((record) => [record.file, record]));
  const reader = new Reader(dataDir, options.signal);
  const dailyFiles: DailyFileRecord[] = [];
  const touched = new Set<string>();
  let changed = false;
  for (const [at, entry] of files.entries()) {
    const record = known.get(entry.file);
    known.delete(entry.file);
    const mtimeMs = entry.mtimeMs > now - YOUNG_MS ? 0 : entry.mtimeMs;
    const same = record && record.size === entry.size && record.mtimeMs === mtimeMs && mtimeMs !== 0;
    const hash = same ? record.sha256 : await hashOf(path.join(dataDir, entry.file));
    if (record && (same || hash === undefined || hash === record.sha256)) {
      dailyFiles.push({ ...record, mtimeMs });
      // Not to be read now is not to be gone: what it said stays until it can be read again.
      if (hash === undefined)
        warnings.push({ file: entry.file, line: 1, message: 'cannot be read now: kept as it was' });
    } else {
      const { papers, warnings: own } = await reader.read(entry.file);
      const ids = [...new Set(papers.map((paper) => paper.id))];
      dailyFiles.push({ file: entry.file, size: entry.size, mtimeMs, sha256: hash ?? '', ids, warnings: [...own] });
      for (const id of [...ids, ...(record?.ids ?? [])]) touched.add(id);
      changed = true;
    }
    options.onProgress?.(at + 1, files.length);
  }
  for (const gone of known.values()) {
    for (const id of gone.ids) touched.add(id);
    changed = true;
  }
  return {
    dailyFiles,
    touched: await reader.papers(dailyFiles, touched),
    changed,
    warnings: [...warnings, ...dailyFiles.flatMap((record) => record.warnings)],
  };
}

/** The hash of a daily file, the hints beside it included; undefined when it cannot be read. */
async function hashOf(file: string): Promise<string | undefined> {
  const own = await sha256OfFile(file);
  const hints = await sha256OfFile(hintsPath(file));
  return own === undefined || hints === undefined ? own : sha256(own + hints);
}

class Reader {
  readonly #dataDir: string;
  readonly #signal: AbortSignal | undefined;
  readonly #read = new Map<string, { papers: readonly Paper[]; warnings: readonly CorpusWarning[] }>();

  constructor(dataDir: string, signal: AbortSignal | undefined) {
    this.#dataDir = dataDir;
    this.#signal = signal;
  }

  async read(file: string): Promise<{ papers: readonly Paper[]; warnings: readonly CorpusWarning[] }> {
    const read = this.#read.get(file);
    if (read) return read;
    if (this.#signal?.aborted) throw new PapersError('cancelled', 'indexing was cancelled while reading');
    const daily = await readDailyFile(this.#dataDir, file);
    this.#read.set(file, daily);
    return daily;
  }

  /** The papers with the given ids, each made of all files that name it. */
  async papers(records: readonly DailyFileRecord[], ids: ReadonlySet<string>): Promise<Map<string, Paper | undefined>> {
    const found = new Map<string, Paper | undefined>([...ids].map((id) => [id, undefined]));
    const naming: { papers: Paper[] }[] = [];
    for (const record of records) {
      if (!record.ids.some((id) => ids.has(id))) continue;
      const { papers } = await this.read(record.file);
      naming.push({ papers: papers.filter((paper) => ids.has(paper.id)) });
    }
    for (const paper of mergePapers(naming)) found.set(paper.id, paper);
    return found;
  }
}
