import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, PapersError } from '../errors.ts';
import type { Day, Paper } from '../paper.ts';
import { type DailyFile, parseDailyFile } from './daily-file.ts';
import { hintsPath, hintTexts, parseHints } from './hints-file.ts';
import { mergePapers } from './merge.ts';
import type { CorpusWarning } from './warnings.ts';

/** Largest file that is read, in bytes. A day of a hundred papers is about 0.2 MB. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** A Markdown file of the folder, before it is read. */
export interface FileEntry {
  /** Path below the folder, parted by `/` on every system. */
  readonly file: string;
  /** In bytes; those of the hints beside it are counted in. */
  readonly size: number;
  /** When it, or the hints beside it, was last changed, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** What a folder of daily files holds. */
export interface Folder {
  /** One paper an id, by day and place: see mergePapers. */
  readonly papers: readonly Paper[];
  /** The days that papers were first listed on, in order. */
  readonly days: readonly Day[];
  /** The Markdown files found, in the order of their paths. */
  readonly files: readonly FileEntry[];
  readonly warnings: readonly CorpusWarning[];
}

/**
 * The Markdown files (`*.md`) below a folder, sorted by path. Files and folders whose names begin with a dot are passed
 * over, and so are symbolic links: one into the folder says nothing new, one out of it leads where nobody pointed us.
 * The folder itself may be a link.
 *
 * @throws PapersError `bad_input` when there is no such folder.
 */
export async function listDailyFiles(dir: string): Promise<FileEntry[]> {
  return (await walk(dir)).files;
}

/**
 * Reads one file of the folder, and the hints beside it. It never throws: a file that cannot be read, is not UTF-8, is too
 * large or lies outside the folder gives no papers and one warning.
 *
 * @param file path below `dir`, as listDailyFiles gives it.
 */
export async function readDailyFile(dir: string, file: string): Promise<DailyFile> {
  try {
    return await withHints(dir, parseDailyFile(await readText(dir, file), file));
  } catch (error) {
    const lineUse = { blank: 0, frame: 0, note: 0, paper: 0, passage: 0, warning: 0 };
    const warnings = [{ file, line: 1, message: `the file is left out: ${messageOf(error)}` }];
    return { file, papers: [], places: [], warnings, notes: [], lineUse };
  }
}

/**
 * Reads every daily file of a folder.
 *
 * @throws PapersError `bad_input` when there is no such folder.
 */
export async function readFolder(dir: string): Promise<Folder> {
  const { files, warnings } = await walk(dir);
  const read: DailyFile[] = [];
  for (const { file } of files) read.push(await readDailyFile(dir, file));
  const papers = mergePapers(read);
  return {
    papers,
    days: [...new Set(papers.map((paper) => paper.day))],
    files,
    warnings: [...warnings, ...read.flatMap((file) => file.warnings)],
  };
}

/** Gives papers the hints that stand in the file beside theirs; without that file they are as they were. */
async function withHints(dir: string, daily: DailyFile): Promise<DailyFile> {
  const file = hintsPath(daily.file);
  let text: string;
  try {
    text = await readText(dir, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return daily;
    return { ...daily, warnings: [...daily.warnings, { file, line: 1, message: `left out: ${messageOf(error)}` }] };
  }
  const hints = parseHints(text);
  if (!hints) {
    const message = 'left out: expected a JSON object with "papers", by arXiv id; delete the file if it is of no use';
    return { ...daily, warnings: [...daily.warnings, { file, line: 1, message }] };
  }
  const papers = daily.papers.map((paper): Paper => {
    const own = hints.get(paper.id);
    const texts = own ? hintTexts(own) : [];
    return texts.length > 0 ? { ...paper, hints: texts } : paper;
  });
  return { ...daily, papers };
}

async function readText(dir: string, file: string): Promise<string> {
  const [root, target] = await Promise.all([realpath(dir), realpath(path.join(dir, file))]);
  if (!isWithin(root, target)) throw new Error('it lies outside the folder');
  const { size } = await stat(target);
  if (size > MAX_FILE_BYTES) throw new Error(`it has ${size} bytes, more than the ${MAX_FILE_BYTES} that are read`);
  const bytes = await readFile(target);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error('it is not UTF-8 text; save it as UTF-8', { cause });
  }
}

/**
 * Like {@link listDailyFiles}, with a warning for every file and folder that was passed over though it may have been meant.
 *
 * @throws PapersError `bad_input` when there is no such folder.
 */
export async function walk(dir: string): Promise<{ files: FileEntry[]; warnings: CorpusWarning[] }> {
  const files: FileEntry[] = [];
  const warnings: CorpusWarning[] = [];
  const missed = (file: string, why: string): void => {
    warnings.push({ file, line: 1, message: `left out: ${why}` });
  };
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(path.join(dir, below), { withFileTypes: true });
    } catch (error) {
      if (below === '') throw noFolder(dir, error);
      missed(below, messageOf(error));
      continue;
    }
    const names = new Set(entries.map(({ name }) => name));
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const file = below === '' ? entry.name : `${below}/${entry.name}`;
      const markdown = /\.md$/i.test(entry.name);
      if (entry.isDirectory()) {
        waiting.push(file);
      } else if (entry.isSymbolicLink()) {
        if (await leadsOutside(dir, file, markdown)) missed(file, 'a link out of the folder is not followed');
      } else if (markdown && entry.isFile()) {
        const beside = names.has(hintsPath(entry.name)) ? [hintsPath(file)] : [];
        await entryOf(dir, file, beside).then(
          (found) => files.push(found),
          (error) => missed(file, messageOf(error)),
        );
      }
    }
  }
  const byFile = (a: { file: string }, b: { file: string }): number => (a.file < b.file ? -1 : 1);
  return { files: files.sort(byFile), warnings: warnings.sort(byFile) };
}

async function entryOf(dir: string, file: string, beside: readonly string[]): Promise<FileEntry> {
  const own = await stat(path.join(dir, file));
  let { size, mtimeMs } = own;
  for (const other of beside) {
    const found = await stat(path.join(dir, other)).catch(() => undefined);
    size += found?.size ?? 0;
    mtimeMs = Math.max(mtimeMs, found?.mtimeMs ?? 0);
  }
  return { file, size, mtimeMs };
}

/** Whether a link leads to a folder, or to a Markdown file, that the walk does not come by on its own. */
async function leadsOutside(dir: string, file: string, markdown: boolean): Promise<boolean> {
  try {
    const target = await realpath(path.join(dir, file));
    return !isWithin(await realpath(dir), target) && (markdown || (await stat(target)).isDirectory());
  } catch {
    return markdown; // a link to nowhere, or round in a circle
  }
}

function isWithin(root: string, target: string): boolean {
  return target === root || target.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function noFolder(dir: string, cause: unknown): PapersError {
  const why = (cause as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'it is not a folder' : messageOf(cause);
  return new PapersError(
    'bad_input',
    `expected a folder of daily files at ${path.resolve(dir)}: ${why}. Point DATA_DIR or --data at a folder of *.md files.`,
    { cause },
  );
}
