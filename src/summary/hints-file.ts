import { z } from 'zod';
import { ARXIV_ID, type Day } from '../paper.ts';
import type { Hints } from './port.ts';

const texts = z.array(z.string()).catch([]);
const hintsSchema = z.object({
  questions: z.object({ ko: texts, en: texts }).catch({ ko: [], en: [] }),
  keywords: texts,
});
const fileSchema = z.object({ papers: z.record(z.string(), hintsSchema).catch({}) });

/** The file beside a daily file that holds its papers' hints: `2024/01/22.md` has `2024/01/22.hints.json`. */
export function hintsPath(dailyFile: string): string {
  return dailyFile.replace(/\.md$/i, '.hints.json');
}

/** Reads such a file; what cannot be read of it is left out, for it is made by a program and can be made again. */
export function parseHints(text: string): Map<string, Hints> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return new Map();
  }
  const read = fileSchema.safeParse(json);
  return new Map(Object.entries(read.data?.papers ?? {}).filter(([id]) => ARXIV_ID.test(id)));
}

/** Writes such a file, papers in the order of their ids: the same hints give the same bytes. */
export function writeHints(day: Day, hints: ReadonlyMap<string, Hints>): string {
  const papers = Object.fromEntries([...hints].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ day, papers }, null, 2)}\n`;
}

/** Whether hints say anything. */
export function hasHints({ questions, keywords }: Hints): boolean {
  return questions.ko.length + questions.en.length + keywords.length > 0;
}
