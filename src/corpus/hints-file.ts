import { z } from 'zod';
import { ARXIV_ID, type Day } from '../paper.ts';

/** What helps to find a paper and is never shown as evidence: nobody wrote it in the paper. */
export interface Hints {
  /** Questions that a reader might ask which the paper answers. */
  readonly questions: { readonly ko: readonly string[]; readonly en: readonly string[] };
  readonly keywords: readonly string[];
}

const texts = z.array(z.string()).catch([]);
const hintsSchema = z.object({
  questions: z.object({ ko: texts, en: texts }).catch({ ko: [], en: [] }),
  keywords: texts,
});
const fileSchema = z.object({ papers: z.record(z.string(), z.unknown()) });

/** Hints of one paper that are indexed, and characters of each: more would drown what the paper itself says. */
const MOST_TEXTS = 40;
const MOST_CHARACTERS = 300;

/** The file beside a daily file that holds its papers' hints: `2024/01/22.md` has `2024/01/22.hints.json`. */
export function hintsPath(dailyFile: string): string {
  return dailyFile.replace(/\.md$/i, '.hints.json');
}

/**
 * Reads such a file, by arXiv id. Of a paper whose hints are not of the form, what can be read is taken.
 *
 * @returns undefined when the text is no file of hints at all; it is made by a program and can be made again.
 */
export function parseHints(text: string): Map<string, Hints> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = fileSchema.safeParse(json);
  if (!read.success) return undefined;
  const hints = new Map<string, Hints>();
  for (const [id, value] of Object.entries(read.data.papers)) {
    const one = hintsSchema.safeParse(value);
    if (ARXIV_ID.test(id) && one.success) hints.set(id, one.data);
  }
  return hints;
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

/** The texts of hints as they are indexed. */
export function hintTexts({ questions, keywords }: Hints): string[] {
  const all = [...questions.ko, ...questions.en, ...keywords].map((text) => text.trim()).filter((text) => text !== '');
  return all.slice(0, MOST_TEXTS).map((text) => text.slice(0, MOST_CHARACTERS));
}
