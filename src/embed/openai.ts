import OpenAI from 'openai';
import { PapersError } from '../errors.ts';
import { readable } from './input.ts';
import type { FoundTraits } from './models.ts';
import type { Embedder } from './port.ts';
import { cutToTokens, tokenEstimate } from './token-estimate.ts';
import { toUnit } from './unit.ts';

/** OpenAI's limits of one request; other servers allow less and are given EMBEDDING_BATCH. */
const MOST_INPUTS = 2_048;
const MOST_TOKENS = 300_000;
/** A request with many texts may take long; the SDK repeats what failed for a passing reason, with growing waits. */
const TIMEOUT_MS = 120_000;
const RETRIES = 4;
/** What is embedded to learn the length of a model's vectors. */
const PROBE = 'dimensions';

export interface OpenAiOptions {
  readonly model: string;
  /** With its `/v1`. */
  readonly baseUrl: string;
  /** Absent for servers that need none. */
  readonly apiKey?: string;
  readonly traits: FoundTraits;
  /** Asked of the server. Default: the model's own number. */
  readonly askDimensions?: number;
  /** Texts in one request, 1 to 2,048. Default 2,048. */
  readonly maxBatch?: number;
  /** Told of texts that have no vector. */
  readonly onWarning?: (message: string) => void;
  /** How often the SDK repeats a request, and how long it waits for one. For tests. */
  readonly retries?: number;
  readonly timeoutMs?: number;
}

/** A model behind an OpenAI-compatible `/embeddings`. */
export class OpenAiEmbedder implements Embedder {
  readonly name: string;
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly maxBatch: number;
  readonly #client: OpenAI;
  readonly #options: OpenAiOptions;
  /** The address as it is shown: without a password that it may hold. */
  readonly #address: string;

  private constructor(options: OpenAiOptions, client: OpenAI, dimensions: number) {
    const { model, traits } = options;
    this.#options = options;
    this.#client = client;
    const { origin, pathname } = new URL(options.baseUrl);
    this.#address = `${origin}${pathname}`;
    this.dimensions = dimensions;
    this.maxBatch = options.maxBatch ?? MOST_INPUTS;
    this.name = `openai ${model}`;
    const prefixes = `${JSON.stringify(traits.queryPrefix)} ${JSON.stringify(traits.passagePrefix)}`;
    this.fingerprint = `openai ${model} ${dimensions} ${traits.maxTokens} ${prefixes}`;
  }

  /**
   * Connects; a model whose vectors have an unknown length is asked for one.
   *
   * @throws PapersError `unavailable` when that fails.
   */
  static async open(options: OpenAiOptions): Promise<OpenAiEmbedder> {
    const client = new OpenAI({
      // The SDK wants one even where the server does not.
      apiKey: options.apiKey ?? 'none',
      baseURL: options.baseUrl,
      maxRetries: options.retries ?? RETRIES,
      timeout: options.timeoutMs ?? TIMEOUT_MS,
      // Unless told otherwise it reads these from the environment, and logs what was sent.
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      logLevel: 'off',
    });
    const known = options.askDimensions ?? options.traits.dimensions;
    if (known !== undefined) return new OpenAiEmbedder(options, client, known);
    const [row] = await new OpenAiEmbedder(options, client, 0).#request([PROBE], undefined);
    return new OpenAiEmbedder(options, client, row!.length);
  }

  embedPassages(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    return this.#embed(texts, this.#options.traits.passagePrefix, signal);
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const [vector] = await this.#embed([text], this.#options.traits.queryPrefix, signal);
    return vector!;
  }

  async #embed(texts: readonly string[], prefix: string, signal: AbortSignal | undefined): Promise<Float32Array[]> {
    const { maxTokens } = this.#options.traits;
    const vectors: Float32Array[] = texts.map(() => new Float32Array(this.dimensions));
    const given: { text: string; place: number }[] = [];
    for (const [place, text] of texts.entries()) {
      const clean = readable(text, maxTokens);
      if (clean !== undefined) given.push({ text: cutToTokens(prefix + clean, maxTokens), place });
    }
    const rows: Float32Array[] = [];
    for (const request of this.#requests(given.map(({ text }) => text))) {
      for (const row of await this.#request(request, signal)) rows.push(row);
    }
    toUnit(rows, this.name, this.#options.onWarning ?? (() => undefined));
    for (const [at, { place }] of given.entries()) vectors[place] = rows[at]!;
    return vectors;
  }

  /** Cuts texts into as many requests as the limits of one ask for, in order. */
  #requests(texts: readonly string[]): string[][] {
    const requests: string[][] = [];
    let tokens = Number.POSITIVE_INFINITY;
    for (const text of texts) {
      const more = tokenEstimate(text);
      if (tokens + more > MOST_TOKENS || requests.at(-1)!.length === this.maxBatch) {
        requests.push([]);
        tokens = 0;
      }
      requests.at(-1)!.push(text);
      tokens += more;
    }
    return requests;
  }

  async #request(input: string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
    const { model, askDimensions } = this.#options;
    const body = {
      model,
      input,
      encoding_format: 'float' as const,
      ...(askDimensions !== undefined && { dimensions: askDimensions }),
    };
    let data: OpenAI.CreateEmbeddingResponse['data'];
    try {
      ({ data } = await this.#client.embeddings.create(body, { signal }));
    } catch (error) {
      throw this.#failed(error, signal);
    }
    return this.#rows(data, input.length);
  }

  /** The vectors of an answer in the order asked, whatever the order they came in. */
  #rows(data: unknown, count: number): Float32Array[] {
    const rows: Float32Array[] = [];
    if (!Array.isArray(data)) throw this.#strange('a list `data`');
    for (const [at, item] of data.entries()) {
      const { index = at, embedding } = (item ?? {}) as { index?: number; embedding?: unknown };
      const fits = Array.isArray(embedding) && embedding.length > 0;
      if (!fits) throw this.#strange('a list of numbers as each `embedding`');
      if (this.dimensions > 0 && embedding.length !== this.dimensions) {
        throw new PapersError(
          'unavailable',
          `${this.name}: expected vectors of ${this.dimensions} numbers, got ${embedding.length}: set EMBEDDING_DIMENSIONS to what the model gives, or check EMBEDDING_MODEL`,
        );
      }
      // What is no number, such as the null that NaN becomes in JSON, is NaN here.
      rows[index] = Float32Array.from(embedding, (value: unknown) => (typeof value === 'number' ? value : Number.NaN));
    }
    if (rows.length !== count || data.length !== count || Object.keys(rows).length !== count) {
      throw this.#strange(`${count} vectors, one for each text`);
    }
    return rows;
  }

  #strange(expected: string): PapersError {
    return new PapersError(
      'unavailable',
      `${this.name}: expected ${expected} from ${this.#address}/embeddings, got something else: is it an OpenAI-compatible server?`,
    );
  }

  #failed(error: unknown, signal: AbortSignal | undefined): PapersError {
    if (signal?.aborted || error instanceof OpenAI.APIUserAbortError) {
      return new PapersError('cancelled', 'embedding was cancelled', { cause: error });
    }
    const where = `${this.name} at ${this.#address}`;
    const status = error instanceof OpenAI.APIError ? error.status : undefined;
    // The server's own words may repeat the text that was sent, or a piece of the key: they stay in the cause.
    if (status === undefined) {
      return new PapersError('unavailable', `${where} could not be reached: ${kindOf(error)}`, { cause: error });
    }
    return new PapersError('unavailable', `${where} answered ${status}${hint(status)}`, { cause: error });
  }
}

function hint(status: number): string {
  if (status === 401 || status === 403) return ': is EMBEDDING_API_KEY (or OPENAI_API_KEY) right?';
  if (status === 404) return ': is EMBEDDING_BASE_URL right (with its /v1), and does it have the EMBEDDING_MODEL?';
  if (status === 400 || status === 413 || status === 422) {
    return ': a smaller EMBEDDING_BATCH or EMBEDDING_MAX_TOKENS may be needed, or no EMBEDDING_DIMENSIONS';
  }
  if (status === 429) return ': its rate limit or quota is reached';
  return '';
}

function kindOf(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return 'no answer in time';
  const cause = error instanceof Error ? (error.cause as { code?: unknown; cause?: { code?: unknown } }) : undefined;
  const code = cause?.code ?? cause?.cause?.code;
  return typeof code === 'string' ? code : 'the connection failed';
}
