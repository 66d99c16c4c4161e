import type { Command } from 'commander';
import { dayListMessage } from '../chat/day-list.ts';
import { texts } from '../chat/texts.ts';
import { createServices, openLibrary } from '../compose.ts';
import { PapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import { renderMessage } from '../terminal/render.ts';
import { systemLanguage } from '../terminal/texts.ts';
import { configOf, day, printJson, shellLook, wholeNumber } from './context.ts';

interface TodayOptions {
  readonly date?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** `papers today` */
export function addToday(program: Command): void {
  program
    .command('today')
    .description("show the newest day's papers, most votes first")
    .option('--date <day>', 'another day (YYYY-MM-DD)', day)
    .option('--limit <count>', 'papers wanted, 1 to 1000', wholeNumber(1, 1000), 5)
    .option('--json', 'print one JSON object: day, papers')
    .action(today);
}

async function today({ date, limit, json }: TodayOptions, command: Command): Promise<void> {
  const config = configOf(command);
  const library = await openLibrary(config);
  try {
    const shown = date ?? (await library.days())[0];
    if (shown === undefined) throw new PapersError('not_found', texts('en').today.nothingYet);
    if (json) {
      printJson({ day: shown, papers: (await library.papersOn(shown)).slice(0, limit).map(listed) });
      return;
    }
    const language = systemLanguage();
    const page = { day: shown, offset: 0, count: limit, newest: date === undefined };
    const message = await dayListMessage(page, language, await createServices(config, library, []));
    process.stdout.write(renderMessage(message, shellLook(language)));
  } finally {
    await library.close();
  }
}

function listed({ id, title, url, votes, authors, image, video }: Paper) {
  return { id, title, url, votes: votes ?? null, authors, image: image ?? null, video: video ?? null };
}
