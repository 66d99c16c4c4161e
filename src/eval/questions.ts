import { z } from 'zod';
import { PapersError } from '../errors.ts';
import type { Judgements } from './score.ts';

const questionSchema = z.object({
  id: z.string(),
  type: z.string(),
  lang: z.string().default('unknown'),
  question: z.string().min(1),
  relevant: z.array(z.object({ id: z.string(), grade: z.number().int().min(0).max(3) })).default([]),
  answer: z.string().optional(),
});

/** A judged question; `answerable` when some paper is relevant to it. */
export type JudgedQuestion = z.output<typeof questionSchema> & {
  readonly judged: Judgements;
  readonly answerable: boolean;
};

/**
 * Reads judged questions, one JSON object a line.
 *
 * @throws PapersError `bad_input` naming file and line.
 */
export function parseQuestions(text: string, file: string): JudgedQuestion[] {
  const questions: JudgedQuestion[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    let read: z.output<typeof questionSchema>;
    try {
      read = questionSchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new PapersError(
        'bad_input',
        `${file}:${index + 1}: expected a question as JSON (id, type, question, relevant)`,
        {
          cause,
        },
      );
    }
    const judged = new Map(read.relevant.map(({ id, grade }) => [id, grade]));
    questions.push({ ...read, judged, answerable: read.type !== 'unanswerable' });
  }
  return questions;
}
