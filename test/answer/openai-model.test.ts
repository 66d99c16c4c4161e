import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ChatRequest, Piece } from '../../src/answer/model-port.ts';
import { OpenAiModel, type OpenAiModelOptions } from '../../src/answer/openai-model.ts';
import { readStructured } from '../../src/answer/structured.ts';
import { understandingSchema } from '../../src/answer/understanding.ts';
import { isPapersError } from '../../src/errors.ts';
import { OpenAiServer, type OpenAiServerOptions } from '../fakes/openai/server.ts';
import { until } from '../until.ts';

const REQUEST: ChatRequest = { system: 'Answer.', user: '{"question": "왜?"}', maxTokens: 100 };
const SCHEMA = z.object({ word: z.string().min(1), count: z.number().nullable(), list: z.array(z.string()) });
const GOOD = { word: 'ja', count: null, list: ['a'] };

let servers: OpenAiServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function serve(options: OpenAiServerOptions = {}) {
  const server = await OpenAiServer.start(options);
  servers.push(server);
  const model = (more: Partial<OpenAiModelOptions> = {}) =>
    new OpenAiModel({ model: 'test-model', baseUrl: server.baseUrl, retries: 0, ...more });
  return { server, model };
}

async function all(pieces: AsyncIterable<Piece>): Promise<{ text: string; end?: Extract<Piece, { kind: 'end' }> }> {
  let text = '';
  let end: Extract<Piece, { kind: 'end' }> | undefined;
  for await (const piece of pieces) {
    if (piece.kind === 'text') text += piece.text;
    else end = piece;
  }
  return { text, ...(end && { end }) };
}

async function failure(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  if (!isPapersError(error)) throw new Error('expected a PapersError', { cause: error });
  return error;
}

describe('a structured call', () => {
  it('asks for the schema, and for no more than all servers know of it', async () => {
    const { server, model } = await serve({ key: 'sk-test' });
    server.script = () => JSON.stringify(GOOD);
    const { text, usage } = await model({ apiKey: 'sk-test', prices: { input: 2, output: 8 } }).write(REQUEST, SCHEMA);
    expect(readStructured(text, SCHEMA)).toEqual(GOOD);
    expect(usage.inputTokens).toBeGreaterThan(5);
    expect(usage.usd).toBeCloseTo((usage.inputTokens * 2 + usage.outputTokens * 8) / 1e6, 12);
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      model: 'test-model',
      max_tokens: 100,
      response_format: {
        type: 'json_schema',
        json_schema: { strict: true, schema: { required: ['word', 'count', 'list'] } },
      },
    });
    expect(server.authorizations).toEqual(['Bearer sk-test']);
  });

  it('sends the schema of understanding in a form that strict servers take', async () => {
    const { server, model } = await serve();
    server.script = () => '{}';
    await model().write(REQUEST, understandingSchema);
    expect(server.seen).toHaveLength(1);
  });

  it('goes on without what the server lacks, and remembers it', async () => {
    const { server, model } = await serve({ lacks: ['json_schema', 'max_tokens', 'temperature'] });
    server.script = () => `Sure! \`\`\`json\n${JSON.stringify(GOOD)}\n\`\`\` Anything else?`;
    const it = model();
    expect(readStructured((await it.write(REQUEST, SCHEMA)).text, SCHEMA)).toEqual(GOOD);
    expect(server.seen.length).toBeGreaterThan(1);
    server.seen.length = 0;
    await it.write(REQUEST, SCHEMA);
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ max_completion_tokens: 100, response_format: { type: 'json_object' } });
    expect(server.seen[0]).not.toHaveProperty('temperature');
  });

  it('asks in words where the server knows no format at all', async () => {
    const { server, model } = await serve({ lacks: ['json_schema', 'json_object'] });
    server.script = (body) => {
      expect(body.messages[0]!.content).toContain('"additionalProperties":false');
      return `{"word": "{\\"}", "count": 3, "list": []}`;
    };
    const { text } = await model().write(REQUEST, SCHEMA);
    expect(readStructured(text, SCHEMA).word).toBe('{"}');
    expect(server.seen.at(-1)).not.toHaveProperty('response_format');
  });

  it('estimates what was used where the server does not say, on the high side', async () => {
    const { server, model } = await serve({ tellsUsage: false });
    server.script = () => JSON.stringify(GOOD);
    const { usage } = await model().write(REQUEST, SCHEMA);
    expect(usage.inputTokens).toBeGreaterThan(5);
    expect(usage.outputTokens).toBeGreaterThan(5);
  });

  it.each([
    ['nothing', '', /got nothing/],
    ['no JSON', 'I would rather not.', /without one/],
    ['half an object', '{"word": "a", ', /without one/],
    ['another schema', '{"word": 3}', /asked schema/],
  ])('is told apart from %s', async (_, content, message) => {
    const { server, model } = await serve();
    server.script = () => content;
    const { text } = await model().write(REQUEST, SCHEMA);
    expect(() => readStructured(text, SCHEMA)).toThrow(message);
  });
});

describe('a streamed answer', () => {
  it('comes in pieces, with its end and what it used', async () => {
    const { server, model } = await serve();
    server.script = () => '안녕하세요. 이것은 여러 조각으로 나뉘어 옵니다 🙂.';
    const { text, end } = await all(model().stream(REQUEST));
    expect(text).toBe('안녕하세요. 이것은 여러 조각으로 나뉘어 옵니다 🙂.');
    expect(end).toMatchObject({ cut: false, usage: { inputTokens: expect.any(Number) } });
    expect(server.seen[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('says when it was cut off at its limit', async () => {
    const { server, model } = await serve();
    server.script = () => ({ content: 'One. Tw', finish: 'length' });
    expect((await all(model().stream(REQUEST))).end?.cut).toBe(true);
  });

  it('does without usage numbers where the server refuses to be asked for them', async () => {
    const { model } = await serve({ lacks: ['stream_options'] });
    const { end } = await all(model().stream(REQUEST));
    expect(end?.usage.outputTokens).toBeGreaterThan(0);
  });

  it.each(['torn', 'closed'] as const)('that breaks off (%s) is a failure', async (cut) => {
    const { server, model } = await serve();
    server.script = () => ({ content: 'This is a long answer that never ends.', cutAfter: 14, cut });
    expect((await failure(all(model().stream(REQUEST)))).message).toMatch(/broke off/);
  });

  it('ends at once when it is cancelled, and so does its connection', async () => {
    const { server, model } = await serve();
    server.script = () => ({ content: 'This is a long answer that stalls.', stallAfter: 14 });
    const controller = new AbortController();
    const failed = failure(all(model().stream(REQUEST, controller.signal)));
    await until(() => server.seen.length === 1);
    controller.abort();
    expect((await failed).code).toBe('cancelled');
    await expect.poll(() => server.abandoned).toBe(1);
  });

  it('closes the connection when nobody reads on', async () => {
    const { server, model } = await serve();
    server.script = () => ({ content: 'x'.repeat(4_000), pauseMs: 5 });
    for await (const piece of model().stream(REQUEST)) if (piece.kind === 'text') break;
    await expect.poll(() => server.abandoned).toBe(1);
  });

  it('of a hundred thousand characters is given up', async () => {
    const { server, model } = await serve();
    server.script = () => 'word '.repeat(20_000);
    expect((await failure(all(model().stream(REQUEST)))).message).toMatch(/at most 40000 characters/);
  });

  it('that is a refusal is a failure', async () => {
    const { server, model } = await serve();
    server.script = () => ({ refusal: 'I cannot help with that.' });
    expect((await failure(all(model().stream(REQUEST)))).message).toMatch(/refused/);
  });
});

describe('a fault of the server', () => {
  it.each([
    [{ status: 401, message: 'Incorrect API key provided: sk-secret' }, /401.*OPENAI_API_KEY/],
    [{ status: 403 }, /403.*OPENAI_API_KEY/],
    [{ status: 404 }, /404.*OPENAI_MODEL/],
    [{ status: 429 }, /429.*quota/],
    [{ status: 500 }, /500/],
    [{ status: 503 }, /503/],
    [{ raw: '<html>welcome</html>' }, /OpenAI-compatible/],
    [{ raw: '{"choices": []}', type: 'application/json' }, /OpenAI-compatible/],
    [{ raw: '{"choices": [', type: 'application/json' }, /not JSON|broke off/],
    [{ fault: 'reset' as const }, /could not be reached/],
  ])('%j is explained to the operator without what was sent', async (reply, message) => {
    const { server, model } = await serve();
    server.script = () => reply;
    const error = await failure(model({ apiKey: 'sk-secret' }).write({ ...REQUEST, user: 'a private word' }, SCHEMA));
    expect(error.code).toBe('unavailable');
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/private|sk-secret/);
  });

  it('that passes is overcome by the repeats of the SDK', async () => {
    const { server, model } = await serve();
    server.script = (_, call) =>
      call < 2 ? { status: 500, headers: { 'retry-after-ms': '5' } } : JSON.stringify(GOOD);
    const { text } = await model({ retries: 2 }).write(REQUEST, SCHEMA);
    expect(readStructured(text, SCHEMA)).toEqual(GOOD);
    expect(server.seen).toHaveLength(3);
  });

  it('that is silence ends with the time set for it', async () => {
    const { server, model } = await serve();
    server.script = () => ({ fault: 'hang' });
    expect((await failure(model({ timeoutMs: 150 }).write(REQUEST, SCHEMA))).message).toMatch(/OPENAI_TIMEOUT/);
  });

  it('that is nobody there is explained', async () => {
    const { server, model } = await serve();
    const dead = model();
    await server.close();
    servers = [];
    expect((await failure(dead.write(REQUEST, SCHEMA))).message).toMatch(/ECONNREFUSED.*OPENAI_BASE_URL/);
  });
});
