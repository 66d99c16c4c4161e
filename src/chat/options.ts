import type { Language } from '../answer/answer.ts';
import { type Day, isDay } from '../paper.ts';
import type { Filters } from '../search/query.ts';
import type { Call } from './command.ts';
import type { CommandOption } from './described.ts';
import { notice } from './failure.ts';
import type { Message } from './message.ts';
import { texts } from './texts.ts';

/** A value, or what to tell the user instead. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: Message };

type Options = Call['options'];

/** The option that {@link filterOptions} reads as the first day. */
export const SINCE: CommandOption = {
  name: 'since',
  nameKo: '부터',
  description: {
    en: 'Papers listed on or after this day, like 2024-01-22',
    ko: '이날부터 올라온 논문 (예: 2024-01-22)',
  },
  type: 'string',
  max: 20,
};

/** The option that {@link filterOptions} reads as the last day. */
export const UNTIL: CommandOption = {
  name: 'until',
  nameKo: '까지',
  description: {
    en: 'Papers listed on or before this day, like 2024-01-22',
    ko: '이날까지 올라온 논문 (예: 2024-01-22)',
  },
  type: 'string',
  max: 20,
};

/** A text option without surrounding blanks; undefined when absent or blank. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A whole-number option, brought into the range of `min` to `max`. */
export function countOption(options: Options, name: string, min: number, max: number, otherwise: number): number {
  const value = options[name];
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(max, Math.max(min, Math.trunc(value)))
    : otherwise;
}

/** A day option: `2024-01-22`, also with dots, slashes or nothing between its parts. */
export function dayOption(options: Options, name: string, language: Language): Read<Day | undefined> {
  const typed = textOption(options, name);
  if (typed === undefined) return { ok: true, value: undefined };
  const parts = /^(\d{4})[-./]?(\d{1,2})[-./]?(\d{1,2})\.?$/.exec(typed.replace(/\s/g, ''));
  const day = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : '';
  if (isDay(day)) return { ok: true, value: day };
  return { ok: false, message: notice(texts(language).problem.day(typed.slice(0, 40))) };
}

/** The options `since`, `until` and `author` as filters of a search. */
export function filterOptions(options: Options, language: Language): Read<Filters> {
  const since = dayOption(options, 'since', language);
  if (!since.ok) return since;
  const until = dayOption(options, 'until', language);
  if (!until.ok) return until;
  if (since.value && until.value && since.value > until.value) {
    return { ok: false, message: notice(texts(language).problem.period(since.value, until.value)) };
  }
  const author = textOption(options, 'author');
  return {
    ok: true,
    value: {
      ...(since.value ? { since: since.value } : {}),
      ...(until.value ? { until: until.value } : {}),
      ...(author ? { authors: [author] } : {}),
    },
  };
}
