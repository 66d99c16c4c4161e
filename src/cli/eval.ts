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
import { type AnswerEvalOptions, evalAnswers, evalVerifier } from './eval-answers.ts';

interface EvalOptions extends AnswerEvalOptions {
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
    .option('--verifier', 'precision and recall of the check that sentences of answers pass, on labelled pairs')
    .option('--answers', 'ask the model that the settings name all questions, and judge its answers')
    .option('--judge <who>', 'what judges citations, for --answers: `rules` or `model`', 'rules')
    .option('--pairs <file>', 'labelled sentences, for --verifier', 'data/eval/verification.jsonl')
    .option('--json', 'print one JSON object')
    .action(evaluate);
}

async function evaluate(options: EvalOptions, command: Command): Promise<void> {
  const config = configOf(command);
  const show = (lines: readonly string[], value: unknown): void => {
    if (options.json) printJson(value);
    else for (const line of lines) print(line);
  };
  if (options.verifier) return evalVerifier(config, options, show);
  const questions = await read(options.questions);
  if (options.answers) return evalAnswers(config, options, questions, show);
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
