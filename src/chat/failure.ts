import type { Language } from '../answer/answer.ts';
import { isPapersError } from '../errors.ts';
import { type Inline, type Message, paragraph } from './message.ts';
import { texts } from './texts.ts';

/**
 * What a user is told when a command throws. The error's own message is for the operator, so none of it is repeated:
 * it may name files and settings.
 */
export function failureMessage(error: unknown, language: Language): Message {
  const code = isPapersError(error) ? error.code : 'internal';
  return notice(texts(language).failure[code]);
}

/** A short message for the asker alone: a correction, a thank-you, an apology. */
export function notice(...inlines: Inline[]): Message {
  return { blocks: [paragraph(...inlines)], private: true };
}
