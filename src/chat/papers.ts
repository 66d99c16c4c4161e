import type { Language } from '../answer/answer.ts';
import { arxivPdfUrl, huggingFaceUrl, type Paper } from '../paper.ts';
import {
  type Block,
  bold,
  type Card,
  type Control,
  cut,
  type Inline,
  link,
  type MenuOption,
  type Message,
  note,
} from './message.ts';
import type { VoteLevel } from './subscriptions.ts';
import { texts } from './texts.ts';
import { riseField } from './vote-rise.ts';

/** Authors named before the rest is counted. */
const AUTHORS_SHOWN = 3;
const AUTHORS_ON_CARD = 12;
/** Discord's limit of a menu option's label, less its number. */
const LABEL_LENGTH = 95;

/** One line for a paper in a list: linked title, votes, day, id, and a sign where the summary is not to be trusted. @param sameDay leaves the day out. Default false. */
export function paperLine(paper: Paper, sameDay = false): Inline[] {
  const votes = paper.votes === undefined ? '' : ` · ▲ ${paper.votes}`;
  const day = sameDay ? '' : ` · ${paper.day}`;
  return [link(paper.title, paper.url), `${votes}${day} · ${paper.id}${paper.mismatched ? ' · ⚠️' : ''}`];
}

/** A paper under the number that a message lists it by. */
export interface Numbered {
  readonly paper: Paper;
  readonly number: number;
}

/** Papers numbered in order. @param from number of the first. */
export function numbered(papers: readonly Paper[], from = 1): readonly Numbered[] {
  return papers.map((paper, at) => ({ paper, number: from + at }));
}

/** A numbered list of papers, with a line that explains the sign of doubt where one bears it. @param sameDay leaves their day out. Default false. */
export function paperItems(papers: readonly Numbered[], language: Language, sameDay = false): Block[] {
  const items = papers.map(
    ({ paper, number }): Block => ({ kind: 'item', number, inlines: paperLine(paper, sameDay) }),
  );
  return papers.some(({ paper }) => paper.mismatched) ? [...items, note(texts(language).paper.sign)] : items;
}

/** A menu that opens one of the papers; undefined when there are none. At most 25 papers are offered. */
export function paperMenu(papers: readonly Numbered[], language: Language): Control | undefined {
  if (papers.length === 0) return undefined;
  const options = papers.slice(0, 25).map(
    ({ paper, number }): MenuOption => ({
      label: cut(paper.title, LABEL_LENGTH),
      value: paper.id,
      description: paper.votes === undefined ? paper.day : `▲ ${paper.votes} · ${paper.day}`,
      number,
    }),
  );
  return { kind: 'menu', placeholder: texts(language).paper.open, action: 'paper:open:', options };
}

/** Rows of controls, without those that are missing and without empty rows. */
export function rows(...given: readonly (readonly (Control | undefined)[])[]): readonly (readonly Control[])[] {
  return given.map((row) => row.filter((control) => control !== undefined)).filter((row) => row.length > 0);
}

/** Everything there is to see of a paper. @param votes the counts it went through, where they are known. */
export function paperMessage(paper: Paper, language: Language, votes: readonly VoteLevel[] = []): Message {
  const words = texts(language).paper;
  const rise = riseField(votes, language);
  const card: Card = {
    title: paper.title,
    url: paper.url,
    blocks: [
      ...(paper.mismatched ? [note(words.mismatched)] : []),
      ...(paper.passages.length > 0 ? paper.passages.map(bullet) : [note(words.noBullets)]),
    ],
    fields: [
      { name: words.votes, value: [paper.votes === undefined ? words.noVotes : `▲ ${paper.votes}`], inline: true },
      { name: words.listed, value: [paper.day], inline: true },
      { name: 'arXiv', value: [paper.id], inline: true },
      ...(rise ? [rise] : []),
      { name: words.authors, value: [authorsLine(paper, language, AUTHORS_ON_CARD)] },
    ],
    ...(paper.image ? { image: paper.image } : {}),
    ...(paper.video ? { video: paper.video } : {}),
  };
  const controls = rows([
    { kind: 'link', label: 'arXiv', url: paper.url },
    { kind: 'link', label: 'PDF', url: arxivPdfUrl(paper.id) },
    { kind: 'link', label: words.huggingFace, url: huggingFaceUrl(paper.id) },
    { kind: 'button', label: words.similar, action: `similar:of:${paper.id}`, style: 'secondary' },
  ]);
  return { blocks: [], cards: [card], controls };
}

/** The authors in one line: the first few, then how many more. */
export function authorsLine(paper: Paper, language: Language, shown = AUTHORS_SHOWN): string {
  const words = texts(language).paper;
  if (paper.authors.length === 0) return words.noAuthors;
  const named = paper.authors.slice(0, shown).join(', ');
  const hidden = paper.authors.length - shown;
  if (paper.moreAuthors) return `${named} ${words.andOthers}`;
  return hidden > 0 ? `${named} ${words.andMore(hidden)}` : named;
}

function bullet({ label, text }: Paper['passages'][number]): Block {
  return { kind: 'item', inlines: label ? [bold(label), `: ${text}`] : [text] };
}
