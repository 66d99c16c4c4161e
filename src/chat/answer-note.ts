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
  /** Whether a model wrote it; notes of older versions do not say. */
  kind: z.enum(['answered', 'extracts']).optional(),
  /** The cited passages, by citation number. */
  passageIds: z.array(z.string()),
  /** How well each of them answered the question, in the retriever's own terms; 0 where that is not known. */
  scores: z.array(z.number()).default([]),
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
  const evidence = answer.search.hits.flatMap((hit) => hit.evidence);
  const scores = new Map(evidence.map(({ passage, score }) => [passage.id, Math.round(score * 1e4) / 1e4]));
  const note: AnswerNote = {
    question: answer.search.query.question,
    filters: { ...filters, ...(filters.authors ? { authors: [...filters.authors] } : {}) } as AnswerNote['filters'],
    language: answer.language,
    shown: [...shown],
    kind: answer.kind,
    passageIds: answer.citations.map(({ passage }) => passage.id),
    scores: answer.citations.map(({ passage }) => scores.get(passage.id) ?? 0),
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
