import { z } from 'zod';
import { PapersError } from '../errors.ts';
import { ARXIV_ID, type Day } from '../paper.ts';
import type { PoliteClient } from './polite.ts';
import type { ListedPaper, Listing, PaperLists } from './port.ts';

/** Entries asked for at a time; the most that the server gives. */
const PAGE = 100;
/** Pages of one day; a server that never ends is not followed further. */
const MAX_PAGES = 50;

const VIDEO = /\.(?:mp4|mov|webm|m4v)(?:[?#]|$)/i;

const anything = z.unknown().optional();

/** Whatever the entry says beside what is read here is left alone: the list gains fields now and then. */
const entrySchema = z.object({
  title: anything,
  thumbnail: anything,
  summary: anything,
  mediaUrls: anything,
  mediaUrl: anything,
  paper: z.object({
    id: z.string(),
    title: anything,
    summary: anything,
    authors: anything,
    upvotes: anything,
    mediaUrls: anything,
    mediaUrl: anything,
    ai_keywords: anything,
  }),
});
type Entry = z.output<typeof entrySchema>;

/** Hugging Face's daily papers, `GET /api/daily_papers`, or a mirror that speaks the same. */
export class HuggingFacePapers implements PaperLists {
  readonly #client: PoliteClient;
  readonly #baseUrl: string;

  /** @param baseUrl without a slash at its end, for example `https://huggingface.co`. */
  constructor(client: PoliteClient, baseUrl: string) {
    this.#client = client;
    this.#baseUrl = baseUrl;
  }

  async list(day: Day, signal?: AbortSignal): Promise<Listing> {
    const papers = new Map<string, ListedPaper>();
    const problems: string[] = [];
    // A page may hold fewer than were asked for while another follows: only one without anything new is the end.
    for (let page = 0; ; page++) {
      const url = `${this.#baseUrl}/api/daily_papers?date=${day}&limit=${PAGE}&p=${page}`;
      const entries = await this.#page(url, signal);
      let fresh = 0;
      for (const [at, entry] of entries.entries()) {
        const read = readEntry(entry, (problem) => problems.push(`${day}, entry ${page * PAGE + at + 1}: ${problem}`));
        if (!read || papers.has(read.id)) continue;
        papers.set(read.id, read);
        fresh += 1;
      }
      if (fresh === 0) break;
      if (page + 1 === MAX_PAGES) {
        problems.push(`${day}: stopped after ${MAX_PAGES} pages`);
        break;
      }
    }
    return { day, papers: [...papers.values()], problems: [...new Set(problems)] };
  }

  async #page(url: string, signal?: AbortSignal): Promise<unknown[]> {
    try {
      return await this.#client.get(url, readList, signal);
    } catch (error) {
      // A day always has a list, if an empty one: an address that does not exist is a wrong address.
      if (error instanceof PapersError && error.code === 'not_found') {
        throw new PapersError('unavailable', `${error.message}: is DAILY_PAPERS_URL right?`, { cause: error });
      }
      throw error;
    }
  }
}

function readList(body: string): unknown[] {
  let list: unknown;
  try {
    list = JSON.parse(body);
  } catch (cause) {
    throw new Error(`expected a JSON list of papers, got ${JSON.stringify(body.slice(0, 60))}`, { cause });
  }
  if (!Array.isArray(list)) throw new Error(`expected a JSON list of papers, got ${JSON.stringify(body.slice(0, 60))}`);
  return list;
}

/** One entry, as far as it can be read: only one without a usable id is left out. */
function readEntry(entry: unknown, report: (problem: string) => void): ListedPaper | undefined {
  const read = entrySchema.safeParse(entry);
  const id = read.success ? /^(\d{4}\.\d{4,5})(?:v\d+)?$/.exec(read.data.paper.id.trim())?.[1] : undefined;
  if (!read.success || id === undefined || !ARXIV_ID.test(id)) {
    const got = read.success ? JSON.stringify(read.data.paper.id.slice(0, 60)) : 'none';
    report(`left out: expected an arXiv id such as 2312.12491 in paper.id, got ${got}`);
    return undefined;
  }
  const { paper } = read.data;
  const votes = readVotes(paper.upvotes);
  if (votes === undefined && paper.upvotes !== undefined && paper.upvotes !== null) {
    report(`${id}: votes unknown: expected a whole number in paper.upvotes, got ${excerpt(paper.upvotes)}`);
  }
  const title = firstText(read.data.title, paper.title);
  if (title === '') report(`${id}: has no title: the id stands in`);
  const authors = readAuthors(paper.authors);
  if (!authors) report(`${id}: authors unknown: expected a list in paper.authors, got ${excerpt(paper.authors)}`);
  return {
    id,
    title,
    abstract: firstText(paper.summary, read.data.summary),
    authors: authors ?? [],
    ...(votes !== undefined && { votes }),
    ...readMedia(read.data),
    keywords: textsOf(paper.ai_keywords),
  };
}

function readVotes(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** Names in order; those that the list hides are left out. Undefined when there is no list. */
function readAuthors(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((author: unknown) => {
    if (typeof author === 'string') return author.trim() === '' ? [] : [author];
    if (typeof author !== 'object' || author === null) return [];
    const { name, hidden } = author as { name?: unknown; hidden?: unknown };
    return typeof name === 'string' && name.trim() !== '' && hidden !== true ? [name] : [];
  });
}

/** The first picture or video that the submitter attached, else the thumbnail. */
function readMedia({ paper, mediaUrls, mediaUrl, thumbnail }: Entry): { image?: string; video?: string } {
  const attached = [paper.mediaUrls, mediaUrls, paper.mediaUrl, mediaUrl].flatMap(textsOf);
  const first = attached.find((url) => url.startsWith('https://'));
  if (first !== undefined) return VIDEO.test(first) ? { video: first } : { image: first };
  return typeof thumbnail === 'string' && thumbnail.startsWith('https://') ? { image: thumbnail } : {};
}

function textsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((text): text is string => typeof text === 'string' && text.trim() !== '');
}

function firstText(...values: unknown[]): string {
  return textsOf(values)[0] ?? '';
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
