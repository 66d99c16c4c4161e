import OpenAI from 'openai';
import type { z } from 'zod';
import type { ChatRequest } from './model-port.ts';
import { strictSchema } from './openai-schema.ts';

/** How an answer is made to be JSON, from the surest way to none. */
const FORMATS = ['json_schema', 'json_object', 'text'] as const;

type Body = Omit<OpenAI.ChatCompletionCreateParams, 'stream' | 'stream_options'>;

/**
 * What a server and its model understand of the chat API. It is learned from what they refuse (400, 404, 422 naming the
 * parameter) and remembered, so that each lack costs one call in the life of the program.
 */
export class OpenAiDialect {
  readonly #model: string;
  #format: (typeof FORMATS)[number] = 'json_schema';
  #limit: 'max_completion_tokens' | 'max_tokens';
  #temperature = true;
  #usage = true;

  /** @param own whether the server is OpenAI's: its newer models know only `max_completion_tokens`, others often only the older name. */
  constructor(model: string, own: boolean) {
    this.#model = model;
    this.#limit = own ? 'max_completion_tokens' : 'max_tokens';
  }

  body({ system, user, repair, maxTokens }: ChatRequest, schema?: z.ZodType): Body {
    return {
      model: this.#model,
      messages: [
        { role: 'system', content: system + (schema && this.#format !== 'json_schema' ? instruction(schema) : '') },
        { role: 'user', content: user },
        ...(repair
          ? [
              { role: 'assistant' as const, content: repair.answer },
              { role: 'user' as const, content: `That will not do. Write it anew and mend this:\n${repair.problem}` },
            ]
          : []),
      ],
      [this.#limit]: maxTokens,
      ...(this.#temperature && { temperature: 0 }),
      ...(schema && this.#responseFormat(schema)),
    };
  }

  streaming() {
    return { stream: true as const, ...(this.#usage && { stream_options: { include_usage: true } }) };
  }

  /** Takes note of a refusal. @returns whether the call is worth making again in other words. */
  learn(error: unknown): boolean {
    if (!(error instanceof OpenAI.APIError) || ![400, 404, 422, 500, 501].includes(error.status ?? 0)) return false;
    const said = `${error.param ?? ''} ${error.message}`;
    // Servers that do not know a parameter tend to answer 400 or 422; a few break with 500 when they meet it.
    const named = (pattern: RegExp): boolean => pattern.test(said);
    if (named(/stream_options|include_usage/i) && this.#usage) this.#usage = false;
    else if (named(/max_tokens|max_completion_tokens/i) && !named(/context|too large|at most|maximum/i))
      return this.#swapLimit();
    else if (named(/temperature/i) && this.#temperature) this.#temperature = false;
    else if (named(/response_format|json_schema|json_object|structured|grammar|schema/i)) return this.#plainerFormat();
    else return false;
    return true;
  }

  #swapped = false;

  #swapLimit(): boolean {
    if (this.#swapped) return false;
    this.#swapped = true;
    this.#limit = this.#limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return true;
  }

  #plainerFormat(): boolean {
    const next = FORMATS[FORMATS.indexOf(this.#format) + 1];
    if (next === undefined) return false;
    this.#format = next;
    return true;
  }

  #responseFormat(schema: z.ZodType): Pick<Body, 'response_format'> {
    if (this.#format === 'text') return {};
    if (this.#format === 'json_object') return { response_format: { type: 'json_object' } };
    const json_schema = { name: 'answer', strict: true, schema: strictSchema(schema) };
    return { response_format: { type: 'json_schema', json_schema } };
  }
}

/** Says in words what `json_schema` would say; with `json_object` the word JSON must be there. */
function instruction(schema: z.ZodType): string {
  return `\n\nAnswer with one JSON object of this JSON schema and nothing else:\n${JSON.stringify(strictSchema(schema))}`;
}
