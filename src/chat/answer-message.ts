import type { Answer } from '../answer/answer.ts';
import type { Filters } from '../search/query.ts';
import { action } from './actions.ts';
import { keepAnswer } from './answer-note.ts';
import { answerBlocks, papersOf } from './answers.ts';
import type { Control, Message } from './message.ts';
import { paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';

/**
 * An answer as a reply: its blocks, a menu that opens its papers, buttons for more, passages and votes.
 *
 * @param filters given as options.
 */
export async function answerMessage(
  answer: Answer,
  filters: Filters,
  { notes, library }: Pick<Services, 'notes' | 'library'>,
): Promise<Message> {
  const papers = papersOf(answer);
  const blocks = answerBlocks(answer, answer.kind === 'abstained' ? await library.days() : []);
  const menu = paperMenu(papers, answer.language);
  if (answer.kind === 'abstained') return { blocks, controls: rows([menu]) };
  const shown = papers.map(({ paper }) => paper.id);
  const key = await keepAnswer(answer, filters, shown, notes);
  const words = texts(answer.language).answer;
  const buttons: Control[] = [
    { kind: 'button', label: words.more, action: action('ask', 'more', key, 0) },
    { kind: 'button', label: words.passages, action: action('ask', 'passages', key) },
    { kind: 'button', label: '', emoji: '👍', action: action('ask', 'vote', key, 'up') },
    { kind: 'button', label: '', emoji: '👎', action: action('ask', 'vote', key, 'down') },
  ];
  return { blocks, controls: rows([menu], buttons) };
}
