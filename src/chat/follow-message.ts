import type { Language } from '../answer/answer.ts';
import type { Paper } from '../paper.ts';
import { action } from './actions.ts';
import { notice } from './failure.ts';
import { followTexts } from './follow-texts.ts';
import { type Block, bold, type Control, cut, item, type Message, note, paragraph } from './message.ts';
import { ownWords } from './own-words.ts';
import { numbered, paperLine, paperMenu, rows } from './papers.ts';
import type { Follow } from './subscriptions.ts';

/** A new paper and what it was found by. */
export interface FollowMatch {
  readonly paper: Paper;
  readonly follow: Pick<Follow, 'id' | 'kind' | 'label'>;
  /** The words that matched, for a follow of words; may be empty. */
  readonly words: readonly string[];
}

/** Papers in one alert. */
const SHOWN = 10;
/** Discord's limit of a button's label, and of buttons in a row. */
const LABEL = 80;
const BUTTONS = 5;
/** Discord's limits of a menu: options, and an option's label. */
const OPTIONS = 25;
const OPTION = 100;

/**
 * New papers that somebody follows, why each is there, and buttons to follow less.
 *
 * @param matches best first; a paper that matches several follows stands once.
 * @param mark stands at the end of each control's action, by which the message is known again.
 */
export function followMessage(matches: readonly FollowMatch[], language: Language, mark: string): Message {
  const words = followTexts(language);
  const papers = new Map<string, FollowMatch[]>();
  for (const match of matches) {
    const same = papers.get(match.paper.id);
    if (same) same.push(match);
    else papers.set(match.paper.id, [match]);
  }
  const shown = [...papers.values()].slice(0, SHOWN);
  const lines = shown.map((found, at): Block => {
    const why = [...new Set(found.map((match) => whyOf(match, language)))].join(' · ');
    return { kind: 'item', number: at + 1, inlines: [...paperLine(found[0]!.paper), ` — ${why}`] };
  });
  const follows = new Map(shown.flat().map(({ follow }) => [follow.id, follow]));
  const buttons = [...follows.values()].slice(0, BUTTONS).map(
    ({ id, label }): Control => ({
      kind: 'button',
      label: cut(words.unfollow(label), LABEL),
      action: action('follow', 'remove', id, mark),
      style: 'secondary',
    }),
  );
  const menu = paperMenu(numbered(shown.map(([match]) => match!.paper)), language);
  const open = menu?.kind === 'menu' ? { ...menu, action: action('follow', 'open', mark) } : undefined;
  return {
    blocks: [
      paragraph(bold(words.alert(papers.size))),
      ...lines,
      ...(papers.size > shown.length ? [note(words.more(papers.size - shown.length))] : []),
    ],
    controls: rows([open], buttons),
  };
}

/** What somebody follows, with a menu to follow less. */
export function followList(follows: readonly Follow[], language: Language): Message {
  const words = followTexts(language);
  if (follows.length === 0) return notice(...ownWords(words.empty));
  const options = follows.slice(0, OPTIONS).map(({ id, kind, label }) => ({
    label: cut(`${words.kinds[kind]}: ${label}`, OPTION),
    value: String(id),
  }));
  const menu: Control = { kind: 'menu', placeholder: words.removeOne, action: action('follow', 'drop', ''), options };
  return {
    blocks: [
      paragraph(bold(words.list)),
      ...follows.map(({ kind, label, where }) =>
        item(`${words.kinds[kind]}: ${label}`, where === 'channel' ? ` (${words.inChannel})` : ''),
      ),
    ],
    controls: rows([menu]),
    private: true,
  };
}

function whyOf({ follow, words: matched }: FollowMatch, language: Language): string {
  const { why } = followTexts(language);
  const label = cut(follow.label, 60);
  return follow.kind === 'query' ? why.query(label, matched.slice(0, 4).join(', ')) : why[follow.kind](label);
}
