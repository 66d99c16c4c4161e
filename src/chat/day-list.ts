import type { Language } from '../answer/answer.ts';
import { type Day, isDay, type Paper } from '../paper.ts';
import { action, stale } from './actions.ts';
import type { ActionCall, ActionResult } from './command.ts';
import { notice } from './failure.ts';
import { type Card, type Message, note } from './message.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { type Texts, texts } from './texts.ts';
import { turnButtons } from './turning.ts';
import { asOfNote } from './vote-rise.ts';

/** One page of a day's list. */
export interface DayPage {
  readonly day: Day;
  /** Papers before the page. */
  readonly offset: number;
  /** Papers on the page. */
  readonly count: number;
  /** True when nobody asked for this very day: it stands for "today", and the message says so when it is not. */
  readonly newest: boolean;
}

/** A page of a day's papers, most votes first, with the picture of the page's first paper. */
export async function dayListMessage(asked: DayPage, language: Language, services: Services): Promise<Message> {
  const papers = await services.library.papersOn(asked.day);
  if (papers.length === 0) return noList(asked.day, language, services);
  // A page beyond the end can be asked for when the list has become shorter since its buttons were made.
  const lastPage = Math.floor((papers.length - 1) / asked.count) * asked.count;
  const page = { ...asked, offset: Math.min(asked.offset, lastPage) };
  const words = texts(language).today;
  const now = services.today();
  const from = page.offset + 1;
  const shown = numbered(papers.slice(page.offset, page.offset + page.count), from);
  const card: Card = {
    title: words.title(page.day, papers.length),
    blocks: paperItems(shown, language, true),
    ...(shown[0]?.paper.image ? { image: shown[0].paper.image } : {}),
    ...(shown.length < papers.length ? { footer: words.page(from, page.offset + shown.length, papers.length) } : {}),
  };
  return {
    blocks: [
      ...(page.newest && page.day !== now ? [note(notToday(page.day, now, words))] : []),
      ...(await asOfNote(papers, language, services)),
    ],
    cards: [card],
    controls: rows([paperMenu(shown, language)], turning(page, papers, language)),
  };
}

/** `today:page:<day>:<offset>:<count>:<newest|asked>` */
export async function dayPage(call: ActionCall, services: Services): Promise<ActionResult> {
  const [, day = '', offset, count, how] = /^([\d-]{10}):(\d{1,6}):(\d{1,2}):(newest|asked)$/.exec(call.args) ?? [];
  if (!isDay(day) || Number(count) < 1) return stale(call);
  const page = { day, offset: Number(offset), count: Number(count), newest: how === 'newest' };
  return { kind: 'update', message: await dayListMessage(page, call.language, services) };
}

function turning({ day, offset, count, newest }: DayPage, papers: readonly Paper[], language: Language) {
  if (papers.length <= count && offset === 0) return [];
  const to = (start: number) => action('today', 'page', day, start, count, newest ? 'newest' : 'asked');
  return turnButtons({ offset, count, isLast: offset + count >= papers.length }, language, to);
}

function notToday(newest: Day, now: Day, words: Texts['today']): string {
  return newest > now ? words.ahead(newest, now) : words.notToday(newest, now, daysBetween(newest, now));
}

/** Days from one day to a later one. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

async function noList(day: Day, language: Language, { library }: Services): Promise<Message> {
  const words = texts(language).today;
  const days = await library.days();
  const after = days.findLast((other) => other > day);
  const before = days.find((other) => other < day);
  const near = [before, after].filter((other) => other !== undefined);
  return notice([words.noList(day), ...(near.length > 0 ? [words.neighbours(near.join(', '))] : [])].join(' '));
}
