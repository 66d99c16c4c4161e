import type { Command } from 'commander';
import { paperMessage } from '../chat/papers.ts';
import { openLibrary } from '../compose.ts';
import { PapersError } from '../errors.ts';
import { arxivPdfUrl, huggingFaceUrl, type Paper } from '../paper.ts';
import { renderControls } from '../terminal/choices.ts';
import { renderMessage } from '../terminal/render.ts';
import { systemLanguage } from '../terminal/texts.ts';
import { arxivId, configOf, printJson, shellLook } from './context.ts';

/** `papers paper` */
export function addPaper(program: Command): void {
  program
    .command('paper')
    .description('show everything about one paper')
    .argument('<id>', 'its arXiv id, such as 2401.10891', arxivId)
    .option('--json', 'print one JSON object')
    .action(paper);
}

async function paper(id: string, { json }: { json?: boolean }, command: Command): Promise<void> {
  const library = await openLibrary(configOf(command));
  try {
    const found = await library.paper(id);
    if (!found) throw new PapersError('not_found', `there is no paper ${id} in the index`);
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
