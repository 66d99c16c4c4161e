import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { buildIndex, openLibrary } from '../compose.ts';
import type { Config } from '../config.ts';
import { ablate } from '../eval/ablation.ts';
import { calibrateIndex } from '../eval/calibrate-index.ts';
import { ablationLines, calibrationLines, reportLines } from '../eval/print.ts';
import { type JudgedQuestion, parseQuestions } from '../eval/questions.ts';
import { report } from '../eval/retrieval.ts';
import { runQuestions } from '../eval/run.ts';
import { storeCalibration } from '../library/calibrate.ts';
import { configOf, print, printJson } from './context.ts';
import { type AnswerEvalOptions, evalAnswers, evalVerifier } from './eval-answers.ts';

interface EvalOptions extends AnswerEvalOptions {
  readonly questions: string;
  readonly offTopic: string;
  readonly ablate?: boolean;
  readonly calibrate?: boolean;
  readonly dryRun?: boolean;
  readonly uncalibrate?: boolean;
  readonly embedder?: (typeof EMBEDDERS)[number];
  readonly json?: boolean;
}

const EMBEDDERS = ['builtin', 'transformers', 'openai'] as const;

/** `papers eval` */
export function addEval(program: Command): void {
  program
    .command('eval')
    .description('measure retrieval and refusal on judged questions')
    .option('--questions <file>', 'judged questions (.jsonl)', 'data/eval/questions.jsonl')
    .option('--off-topic <file>', 'questions that no paper answers, for --calibrate', 'data/eval/off-topic.jsonl')
    .option('--ablate', 'take out one part at a time')
    .option('--calibrate', 'measure fusion and refusal on the index, and store what is best with it')
    .option('--dry-run', 'with --calibrate: store nothing')
    .option('--uncalibrate', 'go back to the fusion and refusal that the program comes with')
    .addOption(
      new Option(
        '--embedder <name>',
        'measure with this embedder, in an index of its own beside the one in use',
      ).choices(EMBEDDERS),
    )
    .option('--verifier', 'precision and recall of the check that sentences of answers pass, on labelled pairs')
    .option(
      '--fit',
      'with --verifier: fit its weights on the training pairs, cross-validate them over papers, and write them',
    )
    .option('--answers', 'ask the model that the settings name all questions, and judge its answers')
    .option('--judge <who>', 'what judges, for --verifier and --answers: `rules` or `model`', 'rules')
    .option('--pairs <file>', 'labelled sentences, for --verifier', 'data/eval/verification.jsonl')
    .option('--json', 'print one JSON object')
    .action(evaluate);
}

async function evaluate(options: EvalOptions, command: Command): Promise<void> {
  const config = configFor(command, options);
  const show = (lines: readonly string[], value: unknown): void => {
    if (options.json) printJson(value);
    else for (const line of lines) print(line);
  };
  if (options.verifier) return evalVerifier(config, options, show);
  const questions = await read(options.questions);
  if (options.answers) return evalAnswers(config, options, questions, show);
  if (options.uncalibrate) {
    await storeCalibration(config.INDEX_DIR, null);
    return show([`${config.INDEX_DIR}: back to the program's own fusion and refusal`], { calibrated: false });
  }
  await buildIndex(config);
  const library = await openLibrary(config);
  try {
    const { embedder, calibrated } = await library.info();
    const head = [`embedder: ${embedder}, index: ${config.INDEX_DIR}`, ''];
    if (options.calibrate) {
      const measured = await calibrateIndex(library, [...questions, ...(await read(options.offTopic))]);
      if (!options.dryRun) await storeCalibration(config.INDEX_DIR, measured.calibration);
      const last = options.dryRun ? 'nothing was stored' : 'stored with the index; `--uncalibrate` takes it back';
      return show([...head, ...calibrationLines(measured), last], { embedder, ...measured, stored: !options.dryRun });
    }
    if (options.ablate) {
      const { whole, rows } = await ablate(library, questions, library.calibration);
      return show([...head, ...ablationLines(whole, rows)], { embedder, whole, rows });
    }
    const result = report(await runQuestions(library, questions));
    const by = { here: 'measured on this index', builtin: "the program's own", not: NOT_CALIBRATED }[calibrated];
    show([...head, ...reportLines(result), `fusion and refusal: ${by}`], { embedder, calibrated, ...result });
  } finally {
    await library.close();
  }
}

const NOT_CALIBRATED = 'not measured with this embedder (`npm run eval -- --calibrate` does)';

/** The settings, with an embedder of choice and a place for its index: vectors of two embedders cannot share one. */
function configFor(command: Command, { embedder }: EvalOptions): Config {
  const config = configOf(command);
  if (embedder === undefined) return config;
  return { ...config, EMBEDDER: embedder, INDEX_DIR: `${config.INDEX_DIR.replace(/[/\\]+$/, '')}-${embedder}` };
}

async function read(file: string): Promise<JudgedQuestion[]> {
  return parseQuestions(await readFile(file, 'utf8'), file);
}
