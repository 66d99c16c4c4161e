import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { buildIndex, openLibrary } from '../compose.ts';
import { readFolder } from '../corpus/folder.ts';
import { Laboratory } from '../eval/ablation.ts';
import { ablationLines, calibrationLines, reportLines } from '../eval/print.ts';
import { type JudgedQuestion, parseQuestions } from '../eval/questions.ts';
import { report } from '../eval/retrieval.ts';
import { runQuestions } from '../eval/run.ts';
import { readGlossary } from '../search/glossary-folder.ts';
import { configOf, print, printJson } from './context.ts';

interface EvalOptions {
  readonly questions: string;
  readonly offTopic: string;
  readonly ablate?: boolean;
  readonly calibrate?: boolean;
  readonly json?: boolean;
}

/** `papers eval` */
export function addEval(program: Command): void {
  program
    .command('eval')
    .description('measure retrieval and refusal on judged questions')
    .option('--questions <file>', 'judged questions (.jsonl)', 'data/eval/questions.jsonl')
    .option('--off-topic <file>', 'questions that no paper answers, for --calibrate', 'data/eval/off-topic.jsonl')
    .option('--ablate', 'take out one part at a time (built-in embedder, in memory)')
    .option('--calibrate', 'fit the threshold of refusal and judge it by cross-validation (in memory)')
    .option('--json', 'print one JSON object')
    .action(evaluate);
}

async function evaluate(options: EvalOptions, command: Command): Promise<void> {
  const config = configOf(command);
  const questions = await read(options.questions);
  const show = (lines: readonly string[], value: unknown): void => {
    if (options.json) printJson(value);
    else for (const line of lines) print(line);
  };
  if (options.ablate || options.calibrate) {
    const { papers } = await readFolder(config.DATA_DIR);
    const laboratory = new Laboratory(papers, await readGlossary(config.GLOSSARY_DIR));
    if (options.ablate) {
      const { whole, rows } = await laboratory.ablate(questions);
      show(ablationLines(whole, rows), { whole, rows });
    }
    if (options.calibrate) {
      const calibration = await laboratory.calibrate([...questions, ...(await read(options.offTopic))]);
      show(calibrationLines(calibration), calibration);
    }
    return;
  }
  await buildIndex(config);
  const library = await openLibrary(config);
  try {
    const { embedder } = await library.info();
    const result = report(await runQuestions(library, questions));
    show([`embedder: ${embedder}`, '', ...reportLines(result)], { embedder, ...result });
  } finally {
    await library.close();
  }
}

async function read(file: string): Promise<JudgedQuestion[]> {
  return parseQuestions(await readFile(file, 'utf8'), file);
}
