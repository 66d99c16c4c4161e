import type { Language } from '../answer/answer.ts';
import type { ServerSettings } from '../chat/servers.ts';

/** The bot's language for a Discord locale (`ko`, `en-US`, `ja` …), where it has one. */
export function languageOfLocale(locale: string | null | undefined): Language | undefined {
  if (locale === 'ko') return 'ko';
  return locale?.startsWith('en') ? 'en' : undefined;
}

/** Who speaks, where, and who will see the answer. */
export interface Listeners {
  /** Locale of the asker's client, where it is known. */
  readonly locale?: string | undefined;
  /** Locale of the server. */
  readonly serverLocale?: string | undefined;
  readonly settings: Pick<ServerSettings, 'language'>;
  /** Whether only the asker sees it. */
  readonly isPrivate: boolean;
}

/**
 * The language to speak. What one person sees is in that person's language; what everybody sees is in the server's, where its
 * settings name one. Who uses a language the bot does not speak is spoken to in the server's, else in English.
 */
export function languageFor({ locale, serverLocale, settings, isPrivate }: Listeners): Language {
  const set = settings.language === 'auto' ? undefined : settings.language;
  const own = languageOfLocale(locale);
  if (isPrivate) return own ?? set ?? languageOfLocale(serverLocale) ?? 'en';
  return set ?? own ?? languageOfLocale(serverLocale) ?? 'en';
}
