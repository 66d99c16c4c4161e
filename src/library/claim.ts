import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, PapersError } from '../errors.ts';
import { MANIFEST_FORMAT } from './manifest.ts';

/** Marks the folder as ours before anything else is in it. The first line is the one that backup programs know. */
const MARKER = 'CACHEDIR.TAG';
const MARKER_TEXT = `Signature: 8a477f597d28d172789f06886806bc55
# The index of daily-papers-bot (${MANIFEST_FORMAT}), derived from the daily files: safe to delete.
`;
/** What systems put into folders on their own. */
const IGNORED = new Set(['lost+found', '.DS_Store', '.gitkeep', '.gitignore']);

/**
 * Makes the index folder, or makes sure that an existing one is ours: it is empty, or bears our mark or our manifest.
 *
 * @param manifest name of the manifest.
 * @throws PapersError `bad_input` for any other folder; nothing in it is touched.
 */
export async function claimFolder(dir: string, manifest: string): Promise<void> {
  let names: string[];
  try {
    await mkdir(dir, { recursive: true });
    names = (await readdir(dir)).filter((name) => !IGNORED.has(name));
  } catch (cause) {
    throw new PapersError('bad_input', `${dir} cannot be the index folder: ${messageOf(cause)}`, { cause });
  }
  const mark = await readText(path.join(dir, MARKER));
  if (mark === MARKER_TEXT) return;
  if ((await readText(path.join(dir, manifest)))?.startsWith(`{"format":"${MANIFEST_FORMAT}"`)) {
    if (mark === undefined) await writeFile(path.join(dir, MARKER), MARKER_TEXT);
    return;
  }
  // A mark that was cut short is from a run that was killed in its first moment.
  const cutShort = mark !== undefined && MARKER_TEXT.startsWith(mark) && names.length === 1;
  if (names.length > 0 && !cutShort) {
    const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
    throw new PapersError(
      'bad_input',
      `${dir} is not an index of this program and not empty (${some}): nothing was changed. Point INDEX_DIR or --index at a new or empty folder.`,
    );
  }
  await writeFile(path.join(dir, MARKER), MARKER_TEXT);
}

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
