import { z } from 'zod';
import { DTYPE_NAMES, POOLINGS } from '../embed/models.ts';
import { flag, httpUrl, inGroup, prefix, price, text, timeZone, whole } from './setting.ts';

const data = inGroup('Data');
const embedding = inGroup('Embedding');
const lists = inGroup('Daily lists');
const summaries = inGroup('Summaries');

/** Where papers come from, and how they are found. */
export const PAPER_SETTINGS = {
  DATA_DIR: data(text.default('data/papers'), 'Folder of daily files.'),
  INDEX_DIR: data(text.default('data/index'), 'Folder of the index; derived, safe to delete.'),
  STATE_DIR: data(text.default('data/state'), "Folder of the bot's database."),
  GLOSSARY_DIR: data(text.default('data/glossary'), 'Folder of glossary files (`*.txt`).'),
  PROSE_DIR: data(
    text.default('data/prose'),
    'Folder of the everyday words of summaries in both languages (`*.txt`), by which answers are checked and, a little, papers found.',
  ),
  TIME_ZONE: data(timeZone.default('Asia/Seoul'), 'Time zone of "today", "last week" and other dates in questions.'),
  EMBEDDER: embedding(
    z.enum(['auto', 'builtin', 'transformers', 'openai']).default('auto'),
    'What turns text into vectors. `auto`: the transformer model where it is installed and its weights are there, else the built-in one; never a paid service.',
  ),
  EMBEDDING_MODEL: embedding(
    text.optional(),
    'Name of the embedding model, on the Hugging Face hub (`transformers`) or on the server (`openai`).',
    { unset: '`Xenova/multilingual-e5-small`, or `text-embedding-3-small` with `openai`' },
  ),
  EMBEDDING_MODEL_PATH: embedding(
    text.optional(),
    'Folder of a model that is used instead of a downloaded one (config.json, tokenizer.json, tokenizer_config.json, onnx/).',
    { unset: 'a folder in MODEL_DIR' },
  ),
  MODEL_DIR: embedding(text.default('data/models'), 'Folder that `papers model download` fills.'),
  EMBEDDING_DTYPE: embedding(
    z.enum(DTYPE_NAMES).optional(),
    'Which weights of the transformer model; `q8` is small and quick, `fp32` exact.',
    { unset: '`q8`' },
  ),
  EMBEDDING_POOLING: embedding(
    z.enum(POOLINGS).optional(),
    "How a vector is taken from a transformer model's output; `given`: its own `sentence_embedding`.",
    { unset: 'what is known of the model, else `mean`' },
  ),
  EMBEDDING_QUERY_PREFIX: embedding(
    prefix.optional(),
    'Words the model wants before a question; a space follows them. `none` for no words, `\\n` for a new line.',
    { unset: 'what is known of the model, else `none`' },
  ),
  EMBEDDING_PASSAGE_PREFIX: embedding(prefix.optional(), 'The same for a passage.', {
    unset: 'what is known of the model, else `none`',
  }),
  EMBEDDING_DIMENSIONS: embedding(
    whole(8, 16_384).optional(),
    'Length of the vectors: asked of an `openai` server; of a transformer model the first so many numbers are kept. Only for models trained for it.',
    { unset: "the model's own" },
  ),
  EMBEDDING_MAX_TOKENS: embedding(
    whole(16, 131_072).optional(),
    'Tokens of a text that are embedded; what is beyond them is cut off.',
    { unset: 'what is known of the model, else 512' },
  ),
  EMBEDDING_THREADS: embedding(whole(1, 256).optional(), 'Processor threads of a transformer model.', {
    unset: 'one a core',
  }),
  EMBEDDING_BATCH: embedding(whole(1, 2_048).optional(), 'Texts in one request to an `openai` server.', {
    unset: '2048',
  }),
  EMBEDDING_BASE_URL: embedding(
    httpUrl.optional(),
    'Address of an OpenAI-compatible server for embeddings, with its `/v1`.',
    { unset: 'OPENAI_BASE_URL' },
  ),
  EMBEDDING_API_KEY: embedding(text.optional(), 'Key for that server.', {
    unset: 'OPENAI_API_KEY, unless EMBEDDING_BASE_URL names another server',
    secret: true,
  }),
  HF_ENDPOINT: embedding(
    httpUrl.default('https://huggingface.co'),
    'Address of the hub that models are downloaded from; a mirror works.',
  ),
  HF_TOKEN: embedding(text.optional(), 'Token for models that the hub does not give to everyone.', {
    unset: 'none',
    secret: true,
  }),
  DAILY_PAPERS_URL: lists(
    httpUrl.default('https://huggingface.co'),
    'Where `papers pull` reads the daily lists; a mirror that speaks `/api/daily_papers` works.',
  ),
  SCHEDULE: lists(
    text.optional(),
    'When the bot pulls by itself: minute, hour, day of the month, month, day of the week, such as `30 9,21 * * *`.',
    { unset: 'never; run `papers pull` from your own scheduler' },
  ),
  SCHEDULE_TIME_ZONE: lists(timeZone.optional(), 'Time zone of SCHEDULE.', { unset: 'TIME_ZONE' }),
  WATCH: lists(flag.default(true), 'Index daily files that change while the bot runs, whoever changes them.'),
  SUMMARY_MODEL: summaries(
    text.optional(),
    'Model of the OpenAI-compatible server that summarises what `papers pull` brings; it is paid for by the token.',
    { unset: "no model: the abstract's own sentences stand in" },
  ),
  SUMMARY_LANGUAGE: summaries(
    z.enum(['ko', 'en', 'both']).default('ko'),
    "Language of a model's summaries; `both` has Korean points first, then English ones.",
  ),
  SUMMARY_MAX_TOKENS: summaries(
    whole(1_000, 1_000_000_000).default(400_000),
    'Most tokens, in and out together, that one run spends on summaries; the rest waits for the next run.',
  ),
  SUMMARY_MAX_USD: summaries(
    price.optional(),
    'Most US dollars that one run spends on summaries, by the prices that are set.',
    { unset: 'only SUMMARY_MAX_TOKENS counts' },
  ),
  FULL_TEXT: summaries(
    flag.default(false),
    "Let the model read the paper itself, from arXiv's HTML page or else its PDF, not only title and abstract.",
  ),
  ARXIV_URL: summaries(
    httpUrl.default('https://arxiv.org'),
    'Where those pages are fetched, one every three seconds; a mirror works.',
  ),
};
