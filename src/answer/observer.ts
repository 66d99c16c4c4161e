import type { PapersError } from '../errors.ts';
import type { CheckedSentence, DropReason } from './checking.ts';

/** The calls of the model that an answer takes. */
export type ModelStep = 'understanding' | 'writing' | 'judging';

/** What an operator is told about the making of answers. */
export type AnswerNote =
  /** A call of the model gave nothing usable; the asker gets extracts, or the answer goes on without this step. */
  | { readonly kind: 'model_failed'; readonly step: ModelStep; readonly error: PapersError }
  | { readonly kind: 'cap_reached'; readonly error: PapersError }
  /** A draft was checked. */
  | {
      readonly kind: 'checked';
      readonly sentences: number;
      readonly dropped: number;
      /** Of the dropped ones, how many for which reason; a sentence may have several. */
      readonly reasons: Readonly<Partial<Record<DropReason, number>>>;
      /** The draft itself, for evaluation: words of models and users, never to be logged. */
      readonly draft: readonly CheckedSentence[];
    }
  /** What the answer used, whether or not it came of it. */
  | { readonly kind: 'spent'; readonly tokens: number; readonly usd: number };

/** Is told; must not throw. */
export type AnswerObserver = (note: AnswerNote) => void;

/** What an operator must know of a note, in one line; undefined when all went as it should. */
export function noteLine(note: AnswerNote): string | undefined {
  if (note.kind === 'cap_reached') return note.error.message;
  if (note.kind === 'model_failed') return `${note.step} an answer failed: ${note.error.message}`;
  return undefined;
}
