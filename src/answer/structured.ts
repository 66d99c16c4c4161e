import { z } from 'zod';
import { PapersError } from '../errors.ts';

/**
 * Reads a model's JSON answer. Small models put it into a code fence or talk around it: the first object in the text counts.
 *
 * @throws PapersError `unavailable` that says what is wrong with it; the text itself is not part of the message.
 */
export function readStructured<T>(text: string, schema: z.ZodType<T>): T {
  const json = firstObject(text);
  if (json === undefined) {
    throw new PapersError(
      'unavailable',
      `expected a JSON object from the model, got ${text.trim() === '' ? 'nothing' : `${text.length} characters without one`}`,
    );
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const problem = z.prettifyError(read.error).replace(/\s*\n\s*/g, '; ');
  throw new PapersError('unavailable', `expected JSON of the asked schema from the model: ${problem.slice(0, 300)}`, {
    cause: read.error,
  });
}

/** The first JSON object in a text, braces in strings minded; undefined when there is none that can be read. */
function firstObject(text: string): unknown {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return parsed(text.slice(start, at + 1));
  }
  return undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
