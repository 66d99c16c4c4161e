import path from 'node:path';
import { ExtractsAnswerer } from './answer/extracts-answerer.ts';
import type { ChatModel } from './answer/model-port.ts';
import type { AnswerObserver } from './answer/observer.ts';
import type { Answerer } from './answer/port.ts';
import type { Spending } from './answer/spending/port.ts';
import type { Verifier } from './answer/verify/verifier.ts';
import type { Config } from './config.ts';
import type { Library } from './library/port.ts';
import { dayIn } from './paper.ts';
import { readGlossary, readSentenceWords } from './search/glossary-folder.ts';

/** The model at OpenAI when none is named. */
const DEFAULT_MODEL = 'gpt-4.1-mini';
const SECOND = 1_000;

// What a model needs is imported when there is one: the SDK alone is a third of what a start without it loads.

/** What an answerer is given besides the settings. */
export interface AnswererOptions {
  /** Default: the database in STATE_DIR, opened when a model is first called. */
  readonly spending?: Spending;
  readonly observe?: AnswerObserver;
}

/** What answers questions, and the name of the model that writes (`none` where bullets are quoted). */
export async function createAnswerer(
  config: Config,
  library: Library,
  { spending = spendingOf(config), observe }: AnswererOptions = {},
): Promise<{ readonly answerer: Answerer; readonly model: string }> {
  const model = await chatModelOf(config);
  if (!model) return { answerer: new ExtractsAnswerer(library), model: 'none' };
  const { ModelAnswerer } = await import('./answer/model-answerer.ts');
  let verifier: Promise<Verifier> | undefined;
  const load = (): Promise<Verifier> => {
    verifier ??= verifierOf(config).catch((error: unknown) => {
      verifier = undefined; // word lists that are mended are read with the next question
      throw error;
    });
    return verifier;
  };
  const answerer = new ModelAnswerer({
    library,
    model,
    verifier: load,
    judge: config.VERIFY === 'model',
    spending,
    caps: {
      answer: capOf(config.ANSWER_TOKENS, config.ANSWER_USD),
      user: capOf(config.USER_DAILY_TOKENS, config.USER_DAILY_USD),
      day: capOf(config.DAILY_TOKENS, config.DAILY_USD),
    },
    timeoutMs: config.ANSWER_TIMEOUT * SECOND,
    today: () => dayIn(config.TIME_ZONE, new Date()),
    ...(observe && { observe }),
  });
  return { answerer, model: model.name };
}

/**
 * The model that writes, or undefined where none is set up: a key alone means OpenAI, another server needs the name of its
 * model, so that an address given for embeddings alone never makes anything write.
 */
export async function chatModelOf(config: Config): Promise<ChatModel | undefined> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = config;
  const model = config.OPENAI_MODEL ?? (baseUrl === undefined ? DEFAULT_MODEL : undefined);
  if (model === undefined || model === 'none' || (apiKey === undefined && baseUrl === undefined)) return undefined;
  const { OpenAiModel } = await import('./answer/openai-model.ts');
  return new OpenAiModel({
    model,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(apiKey !== undefined && { apiKey }),
    timeoutMs: config.OPENAI_TIMEOUT * SECOND,
    retries: config.OPENAI_RETRIES,
    prices: { input: config.OPENAI_PRICE_INPUT, output: config.OPENAI_PRICE_OUTPUT },
  });
}

/** @throws PapersError `bad_config` and `bad_input` for word lists that cannot be read. */
export async function verifierOf(config: Pick<Config, 'GLOSSARY_DIR' | 'PROSE_DIR'>): Promise<Verifier> {
  const [{ Verifier }, field, prose] = await Promise.all([
    import('./answer/verify/verifier.ts'),
    readGlossary(config.GLOSSARY_DIR),
    readSentenceWords(config.PROSE_DIR),
  ]);
  return new Verifier(field, prose);
}

/** Spending kept in the bot's database, which is opened when it is first needed. */
function spendingOf(config: Config): Spending {
  let stored: Promise<Spending> | undefined;
  const open = async (): Promise<Spending> => {
    const [{ openDatabase }, { STATE_FILE }, { StoredSpending }] = await Promise.all([
      import('./state/database.ts'),
      import('./state/state.ts'),
      import('./state/spending.ts'),
    ]);
    return new StoredSpending(openDatabase(path.join(config.STATE_DIR, STATE_FILE)));
  };
  const spending = () => (stored ??= open());
  return {
    book: async (...booking) => (await spending()).book(...booking),
    correct: async (...correction) => (await spending()).correct(...correction),
  };
}

function capOf(tokens: number, usd: number | undefined) {
  return { tokens, ...(usd !== undefined && { usd }) };
}
