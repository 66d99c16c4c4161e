import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, PapersError } from '../errors.ts';
import { type Concept, parseGlossary } from './glossary.ts';

/**
 * Reads every glossary file (`*.txt`) of a folder, by name.
 *
 * @throws PapersError `bad_config` when there is no such folder, `bad_input` for a line that is no concept.
 */
export async function readGlossary(dir: string): Promise<Concept[]> {
  let names: string[];
  try {
    names = (await readdir(dir)).filter((name) => name.endsWith('.txt')).sort();
  } catch (cause) {
    throw new PapersError('bad_config', `GLOSSARY_DIR: expected a folder of glossary files: ${messageOf(cause)}`, {
      cause,
    });
  }
  const concepts: Concept[] = [];
  for (const name of names) concepts.push(...parseGlossary(await readFile(path.join(dir, name), 'utf8'), name));
  return concepts;
}
