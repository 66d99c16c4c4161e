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

/** All that the search knows words by: the glossary of the field, then the everyday words, marked as such. */
export async function readConcepts(folders: {
  readonly GLOSSARY_DIR: string;
  readonly PROSE_DIR: string;
}): Promise<Concept[]> {
  const [field, prose] = await Promise.all([readGlossary(folders.GLOSSARY_DIR), readProse(folders.PROSE_DIR)]);
  return [...field, ...prose.map((concept): Concept => ({ ...concept, everyday: true }))];
}
