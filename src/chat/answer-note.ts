import { z } from 'zod';
import type { Answered, Extracts } from '../answer/answer.ts';
import type { Filters } from '../search/query.ts';
import { filtersSchema } from './filters-schema.ts';
import type { Notes } from './memory.ts';

const schema = z.object({
  question: z.string(),
  /** Filters given as options; those read from the question are read again. */
  filters: filtersSchema,
  /** The language that the answer speaks. */
  language: z.enum(['ko', 'en']),
  /** arXiv ids of the papers that the answer already shows. */
  shown: z.array(z.string()),
  /** The cited passages, by citation number. */
  passageIds: z.array(z.string()),
  confidence: z.number(),
  generation: z.string(),
});

/** What the buttons under an answer must remember. */
export type AnswerNote = z.output<typeof schema>;

/** Keeps what the buttons under an answer need. @param shown arXiv ids. @returns the note's key. */
export function keepAnswer(
  answer: Answered | Extracts,
  filters: Filters,
  shown: readonly string[],
  notes: Notes,
): Promise<string> {
  const note: AnswerNote = {
    question: answer.search.query.question,
    filters: { ...filters, ...(filters.authors ? { authors: [...filters.authors] } : {}) } as AnswerNote['filters'],
    language: answer.language,
    shown: [...shown],
    passageIds: answer.citations.map(({ passage }) => passage.id),
    confidence: answer.search.confidence,
    generation: answer.search.generation,
  };
  return notes.keep(note);
}

/** What was kept under a key; undefined when it is forgotten or of another shape. */
export async function findAnswer(key: string, notes: Notes): Promise<AnswerNote | undefined> {
  const read = schema.safeParse(await notes.find(key));
  return read.success ? read.data : undefined;
}
