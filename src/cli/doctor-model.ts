import { z } from 'zod';
import { readStructured } from '../answer/structured.ts';
import { chatModelOf } from '../compose-answerer.ts';
import type { Config } from '../config.ts';
import { messageOf } from '../errors.ts';
import type { Finding } from './finding.ts';

const schema = z.object({ ready: z.boolean() });
const QUESTION = { system: 'Answer with one JSON object: {"ready": true}', user: '{}', maxTokens: 50 };
const PATIENCE_MS = 20_000;

/** Asks the model that writes answers for a few tokens. */
export async function checkModel(config: Config): Promise<Finding> {
  const model = await chatModelOf(config);
  if (!model) return withoutModel(config);
  const where = `${model.name} at ${config.OPENAI_BASE_URL ?? 'OpenAI'}`;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const { text } = await model.write(QUESTION, schema, signal);
    readStructured(text, schema);
    return { state: 'ok', text: `${where} answers, VERIFY=${config.VERIFY}` };
  } catch (error) {
    const why = signal.aborted ? `no answer within ${PATIENCE_MS / 1000} seconds` : messageOf(error);
    return {
      state: 'fault',
      text: `${where}: ${why}`,
      advice: ['Until it is mended answers are bullets quoted word for word.'],
    };
  }
}

function withoutModel({ OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model }: Config): Finding {
  const text = 'none: answers are bullets quoted word for word';
  if (baseUrl !== undefined && model === undefined) {
    return {
      state: 'todo',
      text,
      advice: ['OPENAI_BASE_URL is set; name the model that shall write, too: OPENAI_MODEL=…'],
    };
  }
  return { state: 'ok', text };
}
