import type { ChatModel, Usage } from '../answer/model-port.ts';
import { InMemorySpending } from '../answer/spending/in-memory.ts';
import { buildIndex, openLibrary } from '../compose.ts';
import { chatModelOf, createAnswerer, verifierOf } from '../compose-answerer.ts';
import type { Config } from '../config.ts';
import { readFolder } from '../corpus/folder.ts';
import { PapersError } from '../errors.ts';
import { answersLines, answersReport } from '../eval/answers.ts';
import { type EntailmentJudge, judgeAsAnswers, judgeByModel, judgeByRules } from '../eval/entailment.ts';
import { fitLines, fitVerifier, writeWeights } from '../eval/fit-verifier.ts';
import type { JudgedQuestion } from '../eval/questions.ts';
import { readPairs, verifierLines, verifierReport } from '../eval/verifier.ts';

/** Options of `papers eval` on answers. */
export interface AnswerEvalOptions {
  readonly verifier?: boolean;
  readonly fit?: boolean;
  readonly answers?: boolean;
  readonly judge: string;
  readonly pairs: string;
}

type Show = (lines: readonly string[], value: unknown) => void;

/** Where the program's weights lie, seen from the root of the repository. */
const WEIGHTS_FILE = 'src/answer/verify/weights.json';

/**
 * `papers eval --verifier`, `papers eval --verifier --fit`
 *
 * @throws PapersError `bad_config` where a model is to judge and none is set up.
 */
export async function evalVerifier(config: Config, options: AnswerEvalOptions, show: Show): Promise<void> {
  const { papers } = await readFolder(config.DATA_DIR);
  const verifier = await verifierOf(config);
  if (options.fit) {
    const fitted = fitVerifier(await readPairs(options.pairs, papers), verifier);
    await writeWeights(WEIGHTS_FILE, fitted.weights);
    return show(fitLines(fitted, WEIGHTS_FILE), fitted);
  }
  const byModel = wantsModel(options);
  const judge: EntailmentJudge = byModel ? judgeAsAnswers(verifier, await modelOf(config)) : judgeByRules(verifier);
  const report = await verifierReport(options.pairs, papers, judge);
  show([`judge: ${judge.name}`, ...verifierLines(report)], { judge: judge.name, ...report });
}

/**
 * `papers eval --answers`
 *
 * @throws PapersError `bad_config` where no model is set up.
 */
export async function evalAnswers(
  config: Config,
  options: AnswerEvalOptions,
  questions: readonly JudgedQuestion[],
  show: Show,
): Promise<void> {
  const model = await modelOf(config);
  const byModel = wantsModel(options);
  let judging = { tokens: 0, usd: 0 };
  const onUsage = ({ inputTokens, outputTokens, usd }: Usage): void => {
    judging = { tokens: judging.tokens + inputTokens + outputTokens, usd: judging.usd + usd };
  };
  await buildIndex(config);
  const library = await openLibrary(config);
  try {
    const report = await answersReport({
      questions,
      // What is measured is not taken from the bot's quota.
      answerer: async (observe) =>
        (await createAnswerer(config, library, { observe, spending: new InMemorySpending() })).answerer,
      judge: byModel ? judgeByModel(model, onUsage) : judgeByRules(await verifierOf(config)),
      judging: () => judging,
      onProgress: (done, of) => process.stderr.write(`\r${done}/${of}${done === of ? '\n' : ''}`),
    });
    show([`model: ${model.name}`, ...answersLines(report)], { model: model.name, ...report });
  } finally {
    await library.close();
  }
}

/** @throws PapersError `bad_config` where no model is set up. */
async function modelOf(config: Config): Promise<ChatModel> {
  const model = await chatModelOf(config);
  if (model) return model;
  throw new PapersError(
    'bad_config',
    'no model writes answers: set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL',
  );
}

/** @throws PapersError `bad_input` for any other judge than rules and a model. */
function wantsModel({ judge }: AnswerEvalOptions): boolean {
  if (judge === 'rules' || judge === 'model') return judge === 'model';
  throw new PapersError('bad_input', `--judge: expected rules or model, got ${JSON.stringify(judge)}`);
}
