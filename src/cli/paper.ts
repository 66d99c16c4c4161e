import type { Command } from 'commander';
import { paperMessage } from '../chat/papers.ts';
import { arxivIdIn } from '../chat/pick-paper.ts';
import { openLibrary } from '../compose.ts';
import { PapersError } from '../errors.ts';
import type { Library } from '../library/port.ts';
import { arxivPdfUrl, huggingFaceUrl, type Paper } from '../paper.ts';
import { renderControls } from '../terminal/choices.ts';
import { renderMessage } from '../terminal/render.ts';
import { systemLanguage } from '../terminal/texts.ts';
import { configOf, printJson, shellLook } from './context.ts';

/** Papers named where several fit. */
const OFFERED = 6;

/** `papers paper` */
export function addPaper(program: Command): void {
  program
    .command('paper')
    .description('show everything about one paper')
    .argument('<paper...>', 'its arXiv id, such as 2401.10891, or words of its title')
    .option('--json', 'print one JSON object')
    .action(paper);
}

async function paper(typed: readonly string[], { json }: { json?: boolean }, command: Command): Promise<void> {
  const library = await openLibrary(configOf(command));
  try {
    const found = await named(typed.join(' '), library);
    if (json) {
      printJson(paperJson(found));
      return;
    }
    const look = shellLook(systemLanguage());
    const message = paperMessage(found, look.language);
    const links = (message.controls ?? []).map((row) => row.filter(({ kind }) => kind === 'link'));
    process.stdout.write(`${renderMessage(message, look)}\n${renderControls({ blocks: [], controls: links }, look)}`);
  } finally {
    await library.close();
  }
}

/** @throws PapersError `not_found` that says what to do, and which papers fit where several do. */
async function named(typed: string, library: Library): Promise<Paper> {
  const id = arxivIdIn(typed);
  if (id !== undefined) {
    const found = await library.paper(id);
    if (found) return found;
    throw new PapersError('not_found', `there is no paper ${id} in the index`);
  }
  const fitting = await library.suggest(typed, OFFERED);
  const only = fitting.length === 1 ? await library.paper(fitting[0]!.id) : undefined;
  if (only) return only;
  const which =
    fitting.length === 0
      ? `no title has "${typed}": expected an arXiv id such as 2401.10891 or words of a title; "papers search" finds papers by what they are about`
      : `several titles have "${typed}", name one by its id: ${fitting.map((one) => `${one.id} ${one.title}`).join('; ')}`;
  throw new PapersError('not_found', which);
}

/** What `papers paper --json` prints. */
export function paperJson(paper: Paper) {
  const { id, title, url, day, votes, authors, moreAuthors, image, video, passages, mismatched } = paper;
  return {
    id,
    title,
    url,
    pdf: arxivPdfUrl(id),
    huggingFace: huggingFaceUrl(id),
    day,
    votes: votes ?? null,
    authors,
    moreAuthors: moreAuthors ?? false,
    image: image ?? null,
    video: video ?? null,
    mismatched: mismatched ?? false,
    passages: passages.map((passage) => ({ id: passage.id, label: passage.label ?? null, text: passage.text })),
  };
}
