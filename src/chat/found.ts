import { z } from 'zod';
import type { Language } from '../answer/answer.ts';
import type { Filters, Order } from '../search/query.ts';
import { DEFAULT_LIMIT } from '../search/question/describe.ts';
import { action, stale } from './actions.ts';
import { nothingFound, understoodText } from './answers.ts';
import type { ActionCall, ActionResult } from './command.ts';
import { notice } from './failure.ts';
import { filtersSchema } from './filters-schema.ts';
import { type Card, type Control, cut, type Message, note } from './message.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';
import { turnButtons } from './turning.ts';

/** Papers a page, and as far as a search goes. */
const PAGE = 10;
const FARTHEST = 100;

/** What was searched for with `/search`. */
export interface Wanted {
  readonly words: string;
  readonly filters: Filters;
  readonly order?: Order;
}

const wantedSchema = z.object({
  words: z.string(),
  filters: filtersSchema,
  order: z.exactOptional(z.enum(['relevance', 'votes', 'fewest', 'newest', 'oldest'])),
});

/** A page of the papers that match. */
export async function foundMessage(
  wanted: Wanted,
  offset: number,
  { language, signal }: Pick<ActionCall, 'language' | 'signal'>,
  { library, notes }: Services,
): Promise<Message> {
  const words = texts(language).search;
  const { words: question, filters, order } = wanted;
  const limit = Math.min(FARTHEST, offset + PAGE + 1);
  const request = { question, filters, limit, ...(order ? { order } : {}) };
  const result = await library.search(request, signal);
  const papers = result.hits.slice(offset, offset + PAGE).map((hit) => hit.paper);
  const page = numbered(papers, offset + 1);
  if (page.length === 0) return notice(...nothingFound(result.query, await library.days(), language));
  // The limit is the page's, not the asker's.
  const understood = understoodText({ ...result.query, limit: DEFAULT_LIMIT }, language);
  const card: Card = {
    title: question === '' ? words.titleOfAll : words.title(cut(question, 100)),
    blocks: [
      ...(result.abstained ? [note(words.weak)] : []),
      ...(understood ? [note(understood)] : []),
      ...paperItems(page, language),
    ],
  };
  const isLast = result.hits.length <= offset + PAGE;
  const turn = isLast && offset === 0 ? [] : await turning(wanted, { offset, isLast, language }, notes);
  return { blocks: [], cards: [card], controls: rows([paperMenu(page, language)], turn) };
}

/** `search:page:<key>:<offset>` */
export async function foundPage(call: ActionCall, services: Services): Promise<ActionResult> {
  const [key = '', offset = ''] = call.args.split(':');
  const wanted = wantedSchema.safeParse(await services.notes.find(key));
  if (!wanted.success || !/^\d{1,2}$/.test(offset)) return stale(call);
  return { kind: 'update', message: await foundMessage(wanted.data, Number(offset), call, services) };
}

async function turning(
  wanted: Wanted,
  { offset, isLast, language }: { readonly offset: number; readonly isLast: boolean; readonly language: Language },
  notes: Services['notes'],
): Promise<readonly Control[]> {
  const key = await notes.keep(wanted);
  return turnButtons({ offset, count: PAGE, isLast }, language, (start) => action('search', 'page', key, start));
}
