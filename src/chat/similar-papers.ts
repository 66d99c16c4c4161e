import type { Language } from '../answer/answer.ts';
import type { Paper } from '../paper.ts';
import { notice } from './failure.ts';
import { cut, type Message } from './message.ts';
import { numbered, paperItems, paperMenu, rows } from './papers.ts';
import type { Services } from './services.ts';
import { texts } from './texts.ts';

const SHOWN = 5;

/** The papers most like one paper. */
export async function similarMessage(paper: Paper, language: Language, { library }: Services): Promise<Message> {
  const words = texts(language).similar;
  const papers = numbered(await library.similar(paper.id, SHOWN));
  if (papers.length === 0) return notice(words.nothing);
  return {
    blocks: [],
    cards: [{ title: words.title(cut(paper.title, 150)), blocks: paperItems(papers, language) }],
    controls: rows([paperMenu(papers, language)]),
  };
}
