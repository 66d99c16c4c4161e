import OpenAI from 'openai';
import type { z } from 'zod';
import { tokenEstimate } from '../embed/token-estimate.ts';
import { PapersError } from '../errors.ts';
import type { ChatModel, ChatRequest, Piece, Usage } from './model-port.ts';
import { OpenAiDialect } from './openai-dialect.ts';
import { whyItFailed } from './openai-failure.ts';

/** More than this of an answer, in characters, is no answer: the rest is not waited for. */
const LONGEST_ANSWER = 40_000;

export interface OpenAiModelOptions {
  readonly model: string;
  /** With its `/v1`. Default OpenAI's own. */
  readonly baseUrl?: string;
  /** Absent for servers that need none. */
  readonly apiKey?: string;
  /** Milliseconds until a server must have begun to answer. Default 30,000. */
  readonly timeoutMs?: number;
  /** How often the SDK repeats a request that failed for a passing reason, with growing waits. Default 2. */
  readonly retries?: number;
  /** US dollars for a million tokens. Default 0. */
  readonly prices?: { readonly input: number; readonly output: number };
}

/** A model behind an OpenAI-compatible `/chat/completions`. */
export class OpenAiModel implements ChatModel {
  readonly name: string;
  readonly prices: { readonly input: number; readonly output: number };
  readonly #client: OpenAI;
  readonly #dialect: OpenAiDialect;

  constructor({ model, baseUrl, apiKey, timeoutMs = 30_000, retries = 2, prices }: OpenAiModelOptions) {
    this.name = model;
    this.prices = prices ?? { input: 0, output: 0 };
    this.#dialect = new OpenAiDialect(model, baseUrl === undefined);
    this.#client = new OpenAI({
      // The SDK wants one even where the server does not.
      apiKey: apiKey ?? 'none',
      ...(baseUrl !== undefined && { baseURL: baseUrl }),
      maxRetries: retries,
      timeout: timeoutMs,
      // Unless told otherwise it reads these from the environment, and logs what was sent.
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      logLevel: 'off',
    });
  }

  async write(request: ChatRequest, schema: z.ZodType, signal?: AbortSignal): Promise<{ text: string; usage: Usage }> {
    return this.#tried(signal, async () => {
      const body = this.#dialect.body(request, schema);
      const answer = await this.#client.chat.completions.create({ ...body, stream: false }, { signal });
      const choice = answer.choices?.[0];
      if (!choice?.message) throw strange('an answer with a message');
      // A refusal is an answer, too, though no JSON: whoever asked sees that it is none.
      const text = choice.message.content ?? choice.message.refusal ?? '';
      if (text.length > LONGEST_ANSWER) throw tooLong();
      return { text, usage: this.#usage(request, text, answer.usage) };
    });
  }

  async *stream(request: ChatRequest, signal?: AbortSignal): AsyncIterable<Piece> {
    const chunks = await this.#tried(signal, () =>
      this.#client.chat.completions.create(
        { ...this.#dialect.body(request), ...this.#dialect.streaming() },
        { signal },
      ),
    );
    let text = '';
    let ended: string | undefined;
    let usage: OpenAI.CompletionUsage | undefined;
    try {
      for await (const chunk of chunks) {
        if (chunk.usage) usage = chunk.usage;
        const choice = chunk.choices?.[0];
        if (!choice) continue;
        if (choice.delta?.refusal || choice.finish_reason === 'content_filter') throw refused();
        const piece = choice.delta?.content ?? '';
        text += piece;
        if (text.length > LONGEST_ANSWER) throw tooLong();
        if (piece !== '') yield { kind: 'text', text: piece };
        ended ??= choice.finish_reason ?? undefined;
      }
    } catch (error) {
      throw whyItFailed(error, this.name, signal);
    } finally {
      chunks.controller.abort(); // ends the connection when the reader or this loop gave up; no-op at the end
    }
    if (signal?.aborted) throw whyItFailed(undefined, this.name, signal);
    if (!ended) throw new PapersError('unavailable', `${this.name}: the answer broke off: its connection ended early`);
    yield { kind: 'end', usage: this.#usage(request, text, usage), cut: ended === 'length' };
  }

  /** Makes a call; what the server does not know is left out from then on, and the call made again without it. */
  async #tried<T>(signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (signal?.aborted || !this.#dialect.learn(error)) throw whyItFailed(error, this.name, signal);
      }
    }
  }

  /** What the server says was used, or an estimate on the high side where it says nothing. */
  #usage(request: ChatRequest, text: string, told: OpenAI.CompletionUsage | null | undefined): Usage {
    const inputTokens = told?.prompt_tokens || tokenEstimate(request.system + request.user);
    const outputTokens = told?.completion_tokens || tokenEstimate(text);
    const { input, output } = this.prices;
    return { inputTokens, outputTokens, usd: (inputTokens * input + outputTokens * output) / 1e6 };
  }
}

const strange = (expected: string): PapersError =>
  new PapersError('unavailable', `expected ${expected}, got something else: is it an OpenAI-compatible server?`);
const refused = (): PapersError => new PapersError('unavailable', 'the model refused to answer');
const tooLong = (): PapersError =>
  new PapersError('unavailable', `expected an answer of at most ${LONGEST_ANSWER} characters, got more`);
