import { PapersError } from '../errors.ts';
import { pool } from './pooling.ts';
import { ADD_LIBRARY_COMMAND, type WorkerSetup } from './transformers-protocol.ts';

/** The package, under the name the project keeps it by. */
type Library = typeof import('@xenova/transformers');

type Tokenizer = Awaited<ReturnType<Library['AutoTokenizer']['from_pretrained']>>;
type Model = Awaited<ReturnType<Library['AutoModel']['from_pretrained']>>;

/**
 * A loaded model: tokens and vectors. The only file that knows Transformers.js; it is loaded in the worker thread alone.
 */
export class TransformersModel {
  readonly #library: Library;
  readonly #tokenizer: Tokenizer;
  readonly #model: Model;
  readonly #setup: WorkerSetup;
  readonly #maxTokens: number;
  readonly #special: ReadonlySet<number>;

  private constructor(library: Library, tokenizer: Tokenizer, model: Model, setup: WorkerSetup) {
    this.#library = library;
    this.#tokenizer = tokenizer;
    this.#model = model;
    this.#setup = setup;
    this.#maxTokens = Math.min(setup.maxTokens, tokenizer.model_max_length ?? Number.POSITIVE_INFINITY);
    this.#special = new Set(tokenizer.all_special_ids);
  }

  /**
   * Loads a model from its folder, never from a network.
   *
   * @throws PapersError `bad_config` when the package is not installed; what the package throws.
   */
  static async load(setup: WorkerSetup): Promise<TransformersModel> {
    const library = await import('@xenova/transformers').catch((cause: unknown) => {
      const message = `the package @xenova/transformers (or one it is made of) is not installed; add it: ${ADD_LIBRARY_COMMAND}`;
      throw new PapersError('bad_config', message, { cause });
    });
    const { env, AutoTokenizer, AutoModel, LogLevel } = library;
    env.allowRemoteModels = false;
    env.useFSCache = false;
    // It logs the input of a failed run, and that is the text of a user.
    env.logLevel = LogLevel.NONE;
    const tokenizer = await AutoTokenizer.from_pretrained(setup.folder, { local_files_only: true });
    const model = await AutoModel.from_pretrained(setup.folder, {
      local_files_only: true,
      dtype: setup.dtype,
      device: 'cpu',
      ...(setup.threads && { session_options: { intraOpNumThreads: setup.threads } }),
    });
    return new TransformersModel(library, tokenizer, model, setup);
  }

  /** The token ids of a text, cut at the model's limit; the token that marks the end stays. */
  tokens(text: string): number[] {
    const { input_ids: ids } = this.#tokenizer(text, { return_tensor: false }) as { input_ids: number[] };
    if (ids.length <= this.#maxTokens) return ids;
    const last = ids.at(-1)!;
    ids.length = this.#maxTokens;
    if (this.#special.has(last)) ids[ids.length - 1] = last;
    return ids;
  }

  /**
   * Runs texts through the model together.
   *
   * @param out one array for each text, filled with its pooled vector, not normalised.
   */
  async run(texts: readonly (readonly number[])[], out: readonly Float32Array[]): Promise<void> {
    const width = Math.max(...texts.map((ids) => ids.length));
    const ids = new BigInt64Array(texts.length * width).fill(BigInt(this.#tokenizer.pad_token_id ?? 0));
    const mask = new BigInt64Array(texts.length * width);
    for (const [row, text] of texts.entries()) {
      for (const [at, id] of text.entries()) ids[row * width + at] = BigInt(id);
      mask.fill(1n, row * width, row * width + text.length);
    }
    const { Tensor } = this.#library;
    const shape = [texts.length, width];
    const given = this.#setup.pooling === 'given';
    const outputs: Record<string, InstanceType<Library['Tensor']>> = await this.#model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    });
    const wanted = given ? ['sentence_embedding'] : ['last_hidden_state', 'token_embeddings'];
    const output = wanted.map((name) => outputs[name]).find((tensor) => tensor !== undefined);
    const size = output?.dims.at(-1);
    if (!output || size !== this.#setup.nativeDimensions) {
      throw new PapersError(
        'bad_config',
        `${this.#setup.folder}: expected ${this.#setup.nativeDimensions} numbers from the output ${wanted.join(' or ')}, got ${size ?? 'none'} from the outputs ${Object.keys(outputs).join(', ')}: EMBEDDING_POOLING may be wrong for this model`,
      );
    }
    const data = (output.type === 'float32' ? output : output.to('float32')).data as Float32Array;
    for (const [row, text] of texts.entries()) {
      const states = { data, width: given ? 1 : width, size };
      pool(states, row, text.length, this.#setup.pooling, out[row]!);
    }
    for (const tensor of Object.values(outputs)) tensor.dispose?.();
  }
}
