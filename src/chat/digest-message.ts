import type { Language } from '../answer/answer.ts';
import { action } from './actions.ts';
import { digestTexts } from './digest-texts.ts';
import type { Card, Control, Message } from './message.ts';
import { paragraph } from './message.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { DigestPapers } from './subscriptions.ts';

/**
 * A digest: the day's most voted papers, with a menu that opens each.
 *
 * @param mark stands at the end of the menu's action, by which the message is known again; absent in a preview.
 */
export function digestMessage({ since, until, papers, of }: DigestPapers, language: Language, mark = ''): Message {
  const words = digestTexts(language);
  const shown = numbered(papers);
  const menu = paperMenu(shown, language);
  const card: Card = {
    title: since === until ? words.title(until) : words.titleOf(since, until),
    blocks: paperItems(shown, language, since === until),
    ...(papers[0]?.image !== undefined && { image: papers[0].image }),
    ...(papers.length < of && { footer: words.more(papers.length, of) }),
  };
  const open: Control | undefined = menu?.kind === 'menu' ? { ...menu, action: action('digest', 'open', mark) } : menu;
  return { blocks: [], cards: [card], controls: rows([open]) };
}

/** The line of a day without papers. */
export function noDigestMessage(language: Language, mark: string): Message {
  const words = digestTexts(language);
  const newest: Control = {
    kind: 'button',
    label: words.newest,
    action: action('digest', 'newest', mark),
    style: 'secondary',
  };
  return { blocks: [paragraph(words.none)], controls: rows([newest]) };
}
