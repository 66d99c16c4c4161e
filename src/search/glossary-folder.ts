import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, PapersError } from '../errors.ts';
import { type Concept, parseGlossary } from './glossary.ts';

/**
 * Reads every glossary file (`*.txt`) of a folder, by name.
 *
 * @param setting the setting that names the folder, for the error.
 * @throws PapersError `bad_config` when there is no such folder, `bad_input` for a line that is no concept.
 */
export async function readGlossary(dir: string, setting = 'GLOSSARY_DIR'): Promise<Concept[]> {
  let names: string[];
  try {
    names = (await readdir(dir)).filter((name) => name.endsWith('.txt')).sort();
  } catch (cause) {
    throw new PapersError('bad_config', `${setting}: expected a folder of glossary files: ${messageOf(cause)}`, {
      cause,
    });
  }
  const concepts: Concept[] = [];
  for (const name of names) concepts.push(...parseGlossary(await readFile(path.join(dir, name), 'utf8'), name));
  return concepts;
}

/** The everyday words of summaries in both languages, in the format of the glossary. Throws what {@link readGlossary} throws. */
export function readProse(dir: string): Promise<Concept[]> {
  return readGlossary(dir, 'PROSE_DIR');
}

/**
 * The words by which sentences are compared with passages: the everyday words, and those of the folder `sentences` in it, if
 * there is one, whose meanings are too broad to search by. Throws what {@link readGlossary} throws.
 */
export async function readSentenceWords(dir: string): Promise<Concept[]> {
  const broader = path.join(dir, 'sentences');
  return [...(await readProse(dir)), ...(existsSync(broader) ? await readProse(broader) : [])];
}

/** Folder in a glossary of what people call things loosely: a good hint, no name. */
const WORDINGS = 'wordings';

/**
 * All that the search knows words by: the glossary of the field, then, marked as everyday, the loose wordings in its folder
 * `wordings` (if there is one) and the everyday words of summaries. Throws what {@link readGlossary} throws.
 */
export async function readConcepts(folders: {
  readonly GLOSSARY_DIR: string;
  readonly PROSE_DIR: string;
}): Promise<Concept[]> {
  const wordings = path.join(folders.GLOSSARY_DIR, WORDINGS);
  const [field, loose, prose] = await Promise.all([
    readGlossary(folders.GLOSSARY_DIR),
    existsSync(wordings) ? readGlossary(wordings) : [],
    readProse(folders.PROSE_DIR),
  ]);
  return [...field, ...[...loose, ...prose].map((concept): Concept => ({ ...concept, everyday: true }))];
}
