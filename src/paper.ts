import { z } from 'zod';

/** A calendar day of the daily list, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string;

/** One bullet of a paper's summary: the unit that is embedded, retrieved and cited. It holds no scores and no vectors. */
export interface Passage {
  /** `<arXiv id>#<ordinal>`, for example `2312.12491#3`. */
  readonly id: string;
  readonly paperId: string;
  /** Place in the paper's summary, from 1. */
  readonly ordinal: number;
  /** The bold label that opens the bullet (`What's New`), without asterisks or colon; absent where the bullet has none. */
  readonly label?: string;
  /** The bullet's text in one piece; lines that continued it are joined by `\n`. */
  readonly text: string;
}

/** What a daily file says about one paper. */
export interface Paper {
  /** arXiv id without version, for example `2312.12491`: the key; titles are not unique. */
  readonly id: string;
  readonly title: string;
  /** `https://arxiv.org/abs/<id>`, built from the id, never copied. */
  readonly url: string;
  /** The first day the paper was listed. */
  readonly day: Day;
  /** In the order of the file, without repeats. Empty when the file names none. */
  readonly authors: readonly string[];
  /** True when the file ends the list with `+`: there are more authors than are named. */
  readonly moreAuthors?: boolean;
  /** Votes as last seen. Absent when the file does not say: absent is not zero. */
  readonly votes?: number;
  readonly image?: string;
  readonly video?: string;
  readonly passages: readonly Passage[];
  /**
   * Questions and keywords that help to find the paper, from the file beside the daily file: searched, and never shown,
   * cited or given to a model, for nobody wrote them in the paper. Absent where there are none.
   */
  readonly hints?: readonly string[];
  /**
   * True when the summary seems to speak of something else than the title. The index tells, no file does; see `isMismatched`
   * in `search/mismatch.ts`.
   */
  readonly mismatched?: true;
}

/** arXiv identifiers of the scheme since 2007 (`2312.12491`), without a version suffix. */
export const ARXIV_ID = /^\d{4}\.\d{4,5}$/;

/** The arXiv ids in a text, bare or in links, without versions, each once, in order. */
export function arxivIdsIn(text: string): string[] {
  const found = text.matchAll(/(?<![\d.])(\d{4}\.\d{4,5})(?:v\d{1,2})?(?!\d)/g);
  return [...new Set([...found].map((match) => match[1]!))];
}

/** The page of a paper on arXiv. */
export function arxivUrl(id: string): string {
  return `https://arxiv.org/abs/${id}`;
}

/** The PDF of a paper on arXiv. */
export function arxivPdfUrl(id: string): string {
  return `https://arxiv.org/pdf/${id}`;
}

/** The page of a paper on Hugging Face. */
export function huggingFaceUrl(id: string): string {
  return `https://huggingface.co/papers/${id}`;
}

/** The id of a paper's passage; `ordinal` counts from 1. */
export function passageId(paperId: string, ordinal: number): string {
  return `${paperId}#${ordinal}`;
}

/** Whether `text` is a calendar day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** The day `days` after `day` (before it, when negative). */
export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of `now` in a time zone (IANA name); the host's own zone never matters. */
export function dayIn(timeZone: string, now: Date): Day {
  // Making a format takes a hundred times as long as using it, and every search asks what day it is.
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(now);
}

type Voted = { readonly id: string; readonly votes?: number | undefined };

/** Most votes first; absent votes come last; ties by id. */
export function byVotes(a: Voted, b: Voted): number {
  return (b.votes ?? -1) - (a.votes ?? -1) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** A zod schema of {@link Day}, for options and settings. */
export const daySchema = z.string().refine(isDay, { error: 'expected a calendar day as YYYY-MM-DD' });
