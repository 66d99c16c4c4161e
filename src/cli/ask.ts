import type { Command } from 'commander';
import { type Answer, answerText } from '../answer/answer.ts';
import { languageOf } from '../answer/language.ts';
import { type AnswerNote, noteLine } from '../answer/observer.ts';
import { answerBlocks, papersOf, refusalText, remarkTexts } from '../chat/answers.ts';
import { createAnswerer } from '../compose-answerer.ts';
import type { Paper } from '../paper.ts';
import { renderBlocks } from '../terminal/render.ts';
import { StatusLine } from '../terminal/status-line.ts';
import { systemLanguage } from '../terminal/texts.ts';
import { type Asked, withQuestions } from './asking.ts';
import { print, printJson, roundMs, shellCommand, shellLook } from './context.ts';

interface AskOptions {
  readonly json?: boolean;
  readonly questions?: string;
}

/** `papers ask` */
export function addAsk(program: Command): void {
  program
    .command('ask')
    .description('answer a question with citations')
    .argument('[question...]', 'the question, in Korean or English')
    .option('--json', 'print one JSON object')
    .option(
      '--questions <file>',
      'answer all questions of a .jsonl file (objects with id and question), one JSON line each',
    )
    .action(ask);
}

async function ask(words: readonly string[], { json, questions }: AskOptions, command: Command): Promise<void> {
  await withQuestions(command, words, questions, async (library, config) => {
    // Why there is no prose where there should be: the answer itself says it in one line only.
    const troubles: string[] = [];
    const observe = (note: AnswerNote): void => {
      const line = noteLine(note);
      if (line !== undefined) troubles.push(line);
    };
    const { answerer } = await createAnswerer(config, library, { observe });
    return async (asked) => {
      const plain = json || questions !== undefined;
      const language = languageOf(asked.question, systemLanguage());
      const status = new StatusLine((text) => process.stdout.write(text), shellLook(language));
      const answer = await answerer.ask(
        { text: asked.question, language },
        plain ? {} : { onProgress: (progress) => status.show(progress) },
      );
      status.clear();
      if (plain) printJson(answerJson(asked, answer));
      else {
        const blocks = answerBlocks(answer, await library.days());
        for (const line of renderBlocks(blocks, shellLook(answer.language))) print(line);
      }
      // Only now: a line in between would shift what is rewritten in place.
      for (const trouble of troubles.splice(0)) process.stderr.write(`warning: ${trouble}\n`);
    };
  });
}

/** What `papers ask --json` prints. `text` of an abstention says so in words; `nearest` are papers that are not cited. */
export function answerJson(asked: Asked, answer: Answer) {
  const citations = answer.kind === 'abstained' ? [] : answer.citations;
  const remarks = remarkTexts(answer);
  const cited = new Set(citations.map(({ paper }) => paper.id));
  const nearest = papersOf(answer).filter(({ paper }) => !cited.has(paper.id));
  return {
    ...(asked.id === undefined ? {} : { id: asked.id }),
    question: asked.question,
    kind: answer.kind,
    ...(remarks.length > 0 ? { remarks } : {}),
    text: answer.kind === 'abstained' ? refusalText(answer.reason, answer.language, shellCommand) : answerText(answer),
    citations: citations.map(({ number, paper, passage }) => ({
      number,
      paperId: paper.id,
      title: paper.title,
      url: paper.url,
      passageId: passage.id,
      passage: passage.text,
    })),
    nearest: nearest.map(({ paper }) => paperName(paper)),
    ms: roundMs(answer.ms),
  };
}

function paperName({ id, title, url }: Paper) {
  return { id, title, url };
}
