import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { DTYPE_NAMES, POOLINGS } from './embed/models.ts';
import { PapersError } from './errors.ts';

/** One setting: how it is read, and what README and .env.example say of it. */
interface Setting<T extends z.ZodType> {
  readonly schema: T;
  /** One line for people, in English. */
  readonly about: string;
  /** Shown where there is no default: `none`, or what happens without it. */
  readonly unset?: string;
  /** Heading in README and .env.example. */
  readonly group: string;
  /** Never shown, never logged. */
  readonly secret?: boolean;
}

const setting = <T extends z.ZodType>(
  group: string,
  schema: T,
  about: string,
  more: { unset?: string; secret?: boolean } = {},
): Setting<T> => ({ group, schema, about, ...more });

const text = z.string().trim().min(1);
const flag = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] });
const whole = (min: number, max: number) => {
  const error = `expected a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
const number = (min: number, max: number) => {
  const error = `expected a number from ${min} to ${max}`;
  return z.coerce.number({ error }).min(min, { error }).max(max, { error });
};
const price = z.coerce
  .number({ error: 'expected US dollars, such as 0.4' })
  .min(0, { error: 'expected US dollars, 0 or more' });
const dollars = z.coerce
  .number({ error: 'expected US dollars, such as 0.5' })
  .positive({ error: 'expected US dollars, more than 0' });
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an address that begins with http:// or https://' })
  .transform((url) => url.replace(/\/+$/, ''));
/** Words put before a text, with the space that follows them. */
const prefix = text.transform((words) => (words === 'none' ? '' : `${words.replaceAll('\\n', '\n')} `));
const timeZone = text.refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'expected an IANA time zone such as Asia/Seoul' },
);

/** Every setting there is. The only place that names environment variables. */
export const SETTINGS = {
  DATA_DIR: setting('Data', text.default('data/papers'), 'Folder of daily files.'),
  INDEX_DIR: setting('Data', text.default('data/index'), 'Folder of the index; derived, safe to delete.'),
  STATE_DIR: setting('Data', text.default('data/state'), "Folder of the bot's database."),
  GLOSSARY_DIR: setting('Data', text.default('data/glossary'), 'Folder of glossary files (`*.txt`).'),
  PROSE_DIR: setting(
    'Data',
    text.default('data/prose'),
    'Folder of the everyday words of summaries in both languages (`*.txt`), by which answers are checked and, a little, papers found.',
  ),
  TIME_ZONE: setting(
    'Data',
    timeZone.default('Asia/Seoul'),
    'Time zone of "today", "last week" and other dates in questions.',
  ),
  EMBEDDER: setting(
    'Embedding',
    z.enum(['auto', 'builtin', 'transformers', 'openai']).default('auto'),
    'What turns text into vectors. `auto`: the transformer model where it is installed and its weights are there, else the built-in one; never a paid service.',
  ),
  EMBEDDING_MODEL: setting(
    'Embedding',
    text.optional(),
    'Name of the embedding model, on the Hugging Face hub (`transformers`) or on the server (`openai`).',
    { unset: '`Xenova/multilingual-e5-small`, or `text-embedding-3-small` with `openai`' },
  ),
  EMBEDDING_MODEL_PATH: setting(
    'Embedding',
    text.optional(),
    'Folder of a model that is used instead of a downloaded one (config.json, tokenizer.json, tokenizer_config.json, onnx/).',
    { unset: 'a folder in MODEL_DIR' },
  ),
  MODEL_DIR: setting('Embedding', text.default('data/models'), 'Folder that `papers model download` fills.'),
  EMBEDDING_DTYPE: setting(
    'Embedding',
    z.enum(DTYPE_NAMES).optional(),
    'Which weights of the transformer model; `q8` is small and quick, `fp32` exact.',
    { unset: '`q8`' },
  ),
  EMBEDDING_POOLING: setting(
    'Embedding',
    z.enum(POOLINGS).optional(),
    "How a vector is taken from a transformer model's output; `given`: its own `sentence_embedding`.",
    { unset: 'what is known of the model, else `mean`' },
  ),
  EMBEDDING_QUERY_PREFIX: setting(
    'Embedding',
    prefix.optional(),
    'Words the model wants before a question; a space follows them. `none` for no words, `\\n` for a new line.',
    { unset: 'what is known of the model, else `none`' },
  ),
  EMBEDDING_PASSAGE_PREFIX: setting('Embedding', prefix.optional(), 'The same for a passage.', {
    unset: 'what is known of the model, else `none`',
  }),
  EMBEDDING_DIMENSIONS: setting(
    'Embedding',
    whole(8, 16_384).optional(),
    'Length of the vectors: asked of an `openai` server; of a transformer model the first so many numbers are kept. Only for models trained for it.',
    { unset: "the model's own" },
  ),
  EMBEDDING_MAX_TOKENS: setting(
    'Embedding',
    whole(16, 131_072).optional(),
    'Tokens of a text that are embedded; what is beyond them is cut off.',
    { unset: 'what is known of the model, else 512' },
  ),
  EMBEDDING_THREADS: setting('Embedding', whole(1, 256).optional(), 'Processor threads of a transformer model.', {
    unset: 'one a core',
  }),
  EMBEDDING_BATCH: setting('Embedding', whole(1, 2_048).optional(), 'Texts in one request to an `openai` server.', {
    unset: '2048',
  }),
  EMBEDDING_BASE_URL: setting(
    'Embedding',
    httpUrl.optional(),
    'Address of an OpenAI-compatible server for embeddings, with its `/v1`.',
    { unset: 'OPENAI_BASE_URL' },
  ),
  EMBEDDING_API_KEY: setting('Embedding', text.optional(), 'Key for that server.', {
    unset: 'OPENAI_API_KEY, unless EMBEDDING_BASE_URL names another server',
    secret: true,
  }),
  HF_ENDPOINT: setting(
    'Embedding',
    httpUrl.default('https://huggingface.co'),
    'Address of the hub that models are downloaded from; a mirror works.',
  ),
  HF_TOKEN: setting('Embedding', text.optional(), 'Token for models that the hub does not give to everyone.', {
    unset: 'none',
    secret: true,
  }),
  OPENAI_API_KEY: setting('Model', text.optional(), 'Key of the OpenAI-compatible server.', {
    unset: 'no model writes answers',
    secret: true,
  }),
  OPENAI_BASE_URL: setting(
    'Model',
    httpUrl.optional(),
    'Address of an OpenAI-compatible server, with its `/v1`; local servers may need no key.',
    { unset: "OpenAI's own" },
  ),
  OPENAI_MODEL: setting('Model', text.optional(), 'Name of the model that writes answers; `none` for none.', {
    unset: '`gpt-4.1-mini` at OpenAI; with OPENAI_BASE_URL no model writes answers',
  }),
  OPENAI_TIMEOUT: setting('Model', number(1, 600).default(30), 'Seconds until the server must have begun to answer.'),
  OPENAI_RETRIES: setting(
    'Model',
    whole(0, 10).default(2),
    'How often a request is repeated that failed for a passing reason.',
  ),
  OPENAI_PRICE_INPUT: setting(
    'Model',
    price.default(0),
    'US dollars for a million tokens that the model reads; needed for caps in dollars.',
  ),
  OPENAI_PRICE_OUTPUT: setting('Model', price.default(0), 'The same for tokens that it writes.'),
  DAILY_PAPERS_URL: setting(
    'Daily lists',
    httpUrl.default('https://huggingface.co'),
    'Where `papers pull` reads the daily lists; a mirror that speaks `/api/daily_papers` works.',
  ),
  SCHEDULE: setting(
    'Daily lists',
    text.optional(),
    'When the bot pulls by itself: minute, hour, day of the month, month, day of the week, such as `30 9,21 * * *`.',
    { unset: 'never; run `papers pull` from your own scheduler' },
  ),
  SCHEDULE_TIME_ZONE: setting('Daily lists', timeZone.optional(), 'Time zone of SCHEDULE.', { unset: 'TIME_ZONE' }),
  WATCH: setting(
    'Daily lists',
    flag.default(true),
    'Index daily files that change while the bot runs, whoever changes them.',
  ),
  SUMMARY_MODEL: setting(
    'Summaries',
    text.optional(),
    'Model of the OpenAI-compatible server that summarises what `papers pull` brings; it is paid for by the token.',
    { unset: "no model: the abstract's own sentences stand in" },
  ),
  SUMMARY_LANGUAGE: setting(
    'Summaries',
    z.enum(['ko', 'en', 'both']).default('ko'),
    "Language of a model's summaries; `both` has Korean points first, then English ones.",
  ),
  SUMMARY_MAX_TOKENS: setting(
    'Summaries',
    whole(1_000, 1_000_000_000).default(400_000),
    'Most tokens, in and out together, that one run spends on summaries; the rest waits for the next run.',
  ),
  SUMMARY_MAX_USD: setting(
    'Summaries',
    price.optional(),
    'Most US dollars that one run spends on summaries, by the prices that are set.',
    { unset: 'only SUMMARY_MAX_TOKENS counts' },
  ),
  FULL_TEXT: setting(
    'Summaries',
    flag.default(false),
    "Let the model read the paper itself, from arXiv's HTML page or else its PDF, not only title and abstract.",
  ),
  ARXIV_URL: setting(
    'Summaries',
    httpUrl.default('https://arxiv.org'),
    'Where those pages are fetched, one every three seconds; a mirror works.',
  ),
  LOG_LEVEL: setting(
    'Running',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'Least severe log lines to write.',
  ),
  DISCORD_TOKEN: setting(
    'Discord',
    text.optional(),
    "The bot's token; without it `npm start` opens a chat in the terminal.",
    {
      unset: 'terminal chat',
      secret: true,
    },
  ),
  DISCORD_GUILD_ID: setting(
    'Discord',
    z
      .string()
      .regex(/^\d{15,21}$/, 'expected the id of a server: 15 to 21 digits')
      .optional(),
    'Register commands in this server alone, where changes show at once: for trying things out.',
    { unset: 'everywhere' },
  ),
  DISCORD_API_URL: setting(
    'Discord',
    httpUrl.default('https://discord.com/api'),
    "Address of Discord's API without a version; the gateway is asked for there.",
  ),
  REGISTER_COMMANDS: setting(
    'Discord',
    flag.default(true),
    'Whether `npm start` registers commands that differ from what Discord holds; `npm run register` does it alone.',
  ),
  QUESTIONS_PER_USER: setting(
    'Discord',
    whole(1, 10_000).default(20),
    'Questions one person may ask in a minute; other commands and buttons count a third.',
  ),
  QUESTIONS_PER_SERVER: setting(
    'Discord',
    whole(1, 100_000).default(120),
    'Questions a whole server may ask in a minute; other commands and buttons count a third.',
  ),
  QUESTIONS_AT_ONCE: setting('Discord', whole(1, 1_000).default(16), 'Commands worked on at the same time.'),
  QUESTIONS_WAITING: setting(
    'Discord',
    whole(0, 100_000).default(300),
    'Commands that may wait for their turn; further ones are asked to come back later.',
  ),
  HEALTH_PORT: setting(
    'Running',
    whole(1, 65_535).optional(),
    'Port of `GET /healthz` and of Prometheus metrics at `GET /metrics`.',
    { unset: 'no port is opened' },
  ),
  ANSWER_CACHE_MINUTES: setting(
    'Answers',
    number(0, 1440).default(10),
    'For how long the same question gets the same answer, as long as the index stays the same; 0: never.',
  ),
  VERIFY: setting(
    'Answers',
    z.enum(['rules', 'model']).default('model'),
    'What judges whether passages support a sentence: rules on numbers and names and then one more call of the model, or rules alone, which cost nothing, let more of what is wrong through and drop more of what is right.',
  ),
  ANSWER_TIMEOUT: setting(
    'Answers',
    number(1, 600).default(60),
    'Seconds for a whole answer; after that the bullets themselves are the answer.',
  ),
  ANSWER_TOKENS: setting(
    'Answers',
    whole(1, 10_000_000).default(40_000),
    'Tokens that one answer may cost, read and written.',
  ),
  ANSWER_USD: setting('Answers', dollars.optional(), 'US dollars that one answer may cost.', { unset: 'no limit' }),
  USER_DAILY_TOKENS: setting('Answers', whole(1, 1_000_000_000).default(300_000), 'Tokens for one person a day.'),
  USER_DAILY_USD: setting('Answers', dollars.optional(), 'US dollars for one person a day.', { unset: 'no limit' }),
  DAILY_TOKENS: setting('Answers', whole(1, 1_000_000_000).default(3_000_000), 'Tokens for all answers of a day.'),
  DAILY_USD: setting('Answers', dollars.optional(), 'US dollars for all answers of a day.', { unset: 'no limit' }),
} as const;

type Settings = typeof SETTINGS;
export type SettingName = keyof Settings;
/** All settings, read and checked. */
export type Config = { readonly [K in SettingName]: z.output<Settings[K]['schema']> };

/**
 * Reads the settings from the environment and from `.env` in the working directory (the environment wins). An empty
 * value counts as unset.
 *
 * @param env default: the process environment.
 * @param envFile default `.env`; a file that does not exist is no error.
 * @throws PapersError `bad_config` that lists every problem at once, unknown names in `.env` included; values of
 *   secrets are never part of it.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, envFile = '.env'): Config {
  const problems: string[] = [];
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  for (const name of Object.keys(fromFile)) {
    if (!(name in SETTINGS)) problems.push(`${name} in ${envFile} is not a setting of this program (see .env.example)`);
  }
  const config: Record<string, unknown> = {};
  for (const [name, { schema, secret }] of Object.entries(SETTINGS)) {
    const given = env[name]?.trim() || fromFile[name]?.trim() || undefined;
    const read = schema.safeParse(given);
    if (read.success) config[name] = read.data;
    else {
      const came = secret ? '(hidden)' : JSON.stringify(given);
      const wanted = [...new Set(read.error.issues.map((issue) => issue.message))].join('; ');
      problems.push(`${name}: ${wanted}, got ${came}`);
    }
  }
  if (problems.length > 0) throw new PapersError('bad_config', `Settings are wrong: ${problems.join(' | ')}`);
  return config as Config;
}
