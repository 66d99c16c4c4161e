import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { messageOf, PapersError } from '../errors.ts';

const questionSchema = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

/** A question of a file, under the id that its answer carries. */
export type AskedQuestion = z.output<typeof questionSchema>;

/**
 * Runs every question of a `.jsonl` file, in order. A line that is no question, or whose question fails, is reported on
 * standard error with its number; the rest still run.
 *
 * @returns whether all went well.
 * @throws PapersError `bad_input` when the file cannot be read.
 */
export async function runQuestions(file: string, run: (question: AskedQuestion) => Promise<void>): Promise<boolean> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (cause) {
    throw new PapersError('bad_input', `${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
  let fine = true;
  for (const [at, line] of content
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    try {
      await run(readLine(line));
    } catch (error) {
      fine = false;
      process.stderr.write(`error: ${file}:${at + 1}: ${messageOf(error)}\n`);
    }
  }
  return fine;
}

function readLine(text: string): AskedQuestion {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PapersError('bad_input', `expected a JSON object with id and question: ${messageOf(cause)}`, { cause });
  }
  const read = questionSchema.safeParse(value);
  if (read.success) return read.data;
  const why = read.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  throw new PapersError('bad_input', `expected a JSON object with id and question: ${why}`);
}
