import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type DailyFile, parseDailyFile } from '../corpus/daily-file.ts';
import { messageOf, PapersError } from '../errors.ts';
import { sha256, syncFolder, writeDurable } from '../library/disk.ts';

/** A daily file as it lies on disk. */
export interface DayFile extends DailyFile {
  readonly text: string;
  readonly sha256: string;
}

/**
 * Reads a daily file for changing it.
 *
 * @returns undefined when there is none.
 * @throws PapersError `bad_input` when it cannot be read or is not UTF-8.
 */
export async function readDayFile(dataDir: string, file: string): Promise<DayFile | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path.join(dataDir, file));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PapersError('bad_input', `cannot be read (${messageOf(cause)}): left alone`, { cause });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PapersError('bad_input', 'is not UTF-8 text: left alone', { cause });
  }
  return { ...parseDailyFile(text, file), text, sha256: sha256(bytes) };
}

/** The hash of a file now; undefined when there is none. */
export async function hashOf(target: string): Promise<string | undefined> {
  return readFile(target).then(sha256, () => undefined);
}

/**
 * Puts a file in place of another, or where there was none: whoever reads it, and whenever the machine stops, finds the
 * former or the new content, whole. The temporary name begins with a dot: readers of the folder pass it over.
 *
 * @throws PapersError `unavailable` when the disk does not allow it; the former file is as it was.
 */
export async function replaceFile(target: string, text: string): Promise<void> {
  const folder = path.dirname(target);
  const temporary = path.join(folder, `.${path.basename(target)}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await rm(temporary, { force: true }); // of a run that was killed
    await writeDurable(temporary, [text]);
    await rename(temporary, target);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new PapersError('unavailable', `${target} cannot be written: ${messageOf(cause)}`, { cause });
  }
}
