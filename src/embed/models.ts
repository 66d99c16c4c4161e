/** How a text's vector is taken from the states of its tokens; `given`: the model has an output of its own for it. */
export const POOLINGS = ['mean', 'cls', 'last', 'given'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** Formats of weights on the hub, and how the files of each are called. */
export const DTYPES = {
  fp32: 'model.onnx',
  fp16: 'model_fp16.onnx',
  q8: 'model_quantized.onnx',
  int8: 'model_int8.onnx',
  uint8: 'model_uint8.onnx',
  q4: 'model_q4.onnx',
  q4f16: 'model_q4f16.onnx',
  bnb4: 'model_bnb4.onnx',
} as const;
export type Dtype = keyof typeof DTYPES;
export const DTYPE_NAMES = Object.keys(DTYPES) as Dtype[];

/** What has to be known of an embedding model to use it as it was trained. */
export interface ModelTraits {
  /** Put before a question, its space included. */
  readonly queryPrefix: string;
  /** Put before a passage, its space included. */
  readonly passagePrefix: string;
  readonly pooling: Pooling;
  /** Numbers in a vector. */
  readonly dimensions: number;
  /** Tokens of a text that are read; the rest is cut off. */
  readonly maxTokens: number;
  /** Which weights to use; q8 is about twice as fast as fp32 on a CPU and a quarter of the size. */
  readonly dtype: Dtype;
}

/**
 * A model may read far more than this, but bullets are short and attention costs memory with the square of the length:
 * beyond it only `EMBEDDING_MAX_TOKENS` goes.
 */
const LONG = 2_048;

const E5 = {
  queryPrefix: 'query: ',
  passagePrefix: 'passage: ',
  pooling: 'mean',
  maxTokens: 512,
  dtype: 'q8',
} as const;
const PLAIN = { queryPrefix: '', passagePrefix: '', pooling: 'mean', maxTokens: 512, dtype: 'q8' } as const;
const BGE_ENGLISH = {
  ...PLAIN,
  queryPrefix: 'Represent this sentence for searching relevant passages: ',
  pooling: 'cls',
} as const;
const BGE_M3 = { ...PLAIN, pooling: 'cls', dimensions: 1024, maxTokens: LONG } as const;
const ARCTIC_2 = { ...PLAIN, queryPrefix: 'query: ', pooling: 'cls', maxTokens: LONG } as const;
const OPENAI = { ...PLAIN, maxTokens: 8_191 } as const;

/**
 * Models whose traits are known, by the last part of their name in lower case, so that `Xenova/…`, `intfloat/…` and a
 * folder of the same name are one entry. Every trait can be overridden by a setting.
 */
const KNOWN = new Map<string, ModelTraits>(
  Object.entries({
    'multilingual-e5-small': { ...E5, dimensions: 384 },
    'multilingual-e5-base': { ...E5, dimensions: 768 },
    'multilingual-e5-large': { ...E5, dimensions: 1024 },
    'multilingual-e5-large-instruct': {
      ...E5,
      queryPrefix: 'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
      passagePrefix: '',
      dimensions: 1024,
    },
    koe5: { ...E5, dimensions: 1024 },
    'bge-m3': BGE_M3,
    'bge-m3-ko': BGE_M3,
    'kure-v1': BGE_M3,
    'gte-multilingual-base': { ...PLAIN, pooling: 'cls', dimensions: 768, maxTokens: LONG },
    'ko-sroberta-multitask': { ...PLAIN, dimensions: 768, maxTokens: 128 },
    'bge-small-en-v1.5': { ...BGE_ENGLISH, dimensions: 384 },
    'bge-base-en-v1.5': { ...BGE_ENGLISH, dimensions: 768 },
    'paraphrase-multilingual-minilm-l12-v2': { ...PLAIN, dimensions: 384, maxTokens: 128 },
    'all-minilm-l6-v2': { ...PLAIN, dimensions: 384, maxTokens: 256 },
    'snowflake-arctic-embed-m-v2.0': { ...ARCTIC_2, dimensions: 768 },
    'snowflake-arctic-embed-l-v2.0': { ...ARCTIC_2, dimensions: 1024 },
    'snowflake-arctic-embed-l-v2.0-ko': { ...ARCTIC_2, dimensions: 1024 },
    'embeddinggemma-300m-onnx': {
      queryPrefix: 'task: search result | query: ',
      passagePrefix: 'title: none | text: ',
      pooling: 'given',
      dimensions: 768,
      maxTokens: LONG,
      dtype: 'q8',
    },
    'qwen3-embedding-0.6b-onnx': {
      queryPrefix: 'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:',
      passagePrefix: '',
      pooling: 'last',
      dimensions: 1024,
      maxTokens: LONG,
      dtype: 'q8',
    },
    'text-embedding-3-small': { ...OPENAI, dimensions: 1536 },
    'text-embedding-3-large': { ...OPENAI, dimensions: 3072 },
    'text-embedding-ada-002': { ...OPENAI, dimensions: 1536 },
  }),
);

/** Traits of a model; `dimensions` is absent where only the model itself can tell. */
export type FoundTraits = Omit<ModelTraits, 'dimensions'> & { readonly dimensions?: number };

/**
 * The traits of a model: what the table knows, with what the settings say instead.
 *
 * @param name a name on the hub or on a server, or the name of a folder. Unknown names count as a model without prefixes,
 *   mean pooling, 512 tokens, q8.
 */
export function traitsOf(name: string, overrides: Partial<ModelTraits> = {}): FoundTraits {
  return { ...(KNOWN.get(shortName(name)) ?? PLAIN), ...overrides };
}

/** Whether the table has the model. */
export function isKnownModel(name: string): boolean {
  return KNOWN.has(shortName(name));
}

function shortName(name: string): string {
  return (name.split(/[/\\]/).filter(Boolean).at(-1) ?? '').toLowerCase();
}
