import type { Turn } from './port.ts';

/** Turns of the conversation that a model is shown, and characters of each text in them. */
const TURNS = 3;
const LONGEST = 600;

/**
 * Data as a model is given it: one JSON object. Quotes and line breaks inside a text are escaped, so no title, bullet or
 * question can end its string and speak for itself; characters that are not shown are taken out.
 */
export function quoted(data: object): string {
  return JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' ? shown(value) : value), 1);
}

/** The last turns of a conversation, cut to size. */
export function conversation(history: readonly Turn[] = []): { question: string; answer: string }[] {
  return history.slice(-TURNS).map(({ question, answer }) => ({
    question: question.slice(0, LONGEST),
    answer: answer.slice(0, LONGEST),
  }));
}

/** Without control characters, invisible ones (zero width, bidirectional overrides, tags) and halves of surrogate pairs. */
function shown(text: string): string {
  return text.replace(/\p{Surrogate}|[\p{Cf}\u{FFFD}]|(?!\n)\p{Cc}/gu, ' ');
}
