import type { Language } from '../answer/answer.ts';
import type { Localized } from './described.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

/** What the bot says, in one language. */
export type Texts = typeof en;

const TEXTS: Readonly<Record<Language, Texts>> = { en, ko };

/** What the bot says in a language. */
export function texts(language: Language): Texts {
  return TEXTS[language];
}

/** The side of a two-sided text that a reader of `language` wants. */
export function localize(text: Localized, language: Language): string {
  return text[language];
}
