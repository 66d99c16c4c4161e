import { addDays, type Day, type Paper } from '../paper.ts';
import type { Call } from './command.ts';
import { notice } from './failure.ts';
import { type Card, cut, type Message, note } from './message.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';
import { asOfNote } from './vote-rise.ts';

const SHOWN = 10;

/** What `/trending` was asked for. */
export interface Trending {
  /** Length of the period in days where it has no explicit beginning. */
  readonly days: number;
  readonly since?: Day;
  readonly until?: Day;
  readonly topic?: string;
}

/**
 * The most voted papers of a period. A period without explicit ends is the last days up to today; when there are no
 * papers in it, the last days up to the newest list, and the message says so.
 */
export async function trendingMessage(
  asked: Trending,
  { language, signal }: Pick<Call, 'language' | 'signal'>,
  services: Services,
): Promise<Message> {
  const words = texts(language).trending;
  const { topic } = asked;
  const newest = (await services.library.days())[0];
  if (newest === undefined) return notice(texts(language).today.nothingYet);
  const { since, until, moved } = period(asked, services.today(), newest);
  const { papers, weak } = await mostVoted(since, until, topic, services, signal);
  if (papers.length === 0) {
    return notice(topic ? words.nothingOn(cut(topic, 100), since, until) : words.nothing(since, until));
  }
  const card: Card = {
    title: topic ? words.titleOf(cut(topic, 100), since, until) : words.title(since, until),
    blocks: paperItems(numbered(papers), language),
    ...(papers[0]?.image ? { image: papers[0].image } : {}),
  };
  return {
    blocks: [
      ...(moved ? [note(words.moved(newest))] : []),
      ...(weak ? [note(texts(language).search.weak)] : []),
      ...(await asOfNote(papers, language, services)),
    ],
    cards: [card],
    controls: rows([paperMenu(numbered(papers), language)]),
  };
}

/** The first and last day meant. */
export function period(
  { since, until, days }: Trending,
  today: Day,
  newest: Day,
): { readonly since: Day; readonly until: Day; readonly moved: boolean } {
  if (since !== undefined) return { since, until: until ?? (today > newest ? today : newest), moved: false };
  if (until !== undefined) return { since: addDays(until, 1 - days), until, moved: false };
  const moved = newest < addDays(today, 1 - days);
  const end = moved || newest > today ? newest : today;
  return { since: addDays(end, 1 - days), until: end, moved };
}

async function mostVoted(
  since: Day,
  until: Day,
  topic: string | undefined,
  { library }: Services,
  signal: AbortSignal,
): Promise<{ readonly papers: readonly Paper[]; readonly weak: boolean }> {
  if (topic === undefined) return { papers: await library.papersBetween(since, until, SHOWN), weak: false };
  const request = { question: topic, filters: { since, until }, order: 'votes', limit: SHOWN } as const;
  const { hits, abstained } = await library.search(request, signal);
  return { papers: hits.map((hit) => hit.paper), weak: abstained !== undefined };
}
