import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { traitsOf } from '../../src/embed/models.ts';
import { OpenAiEmbedder, type OpenAiOptions } from '../../src/embed/openai.ts';
import { EmbeddingsServer, type Fault } from '../fakes/embeddings-server.ts';
import { BROKEN_WORD } from '../fixtures/tiny-bert/tokenizer.ts';
import { until } from '../until.ts';

const SECRET = 'sk-very-secret';
let server: EmbeddingsServer;

beforeEach(async () => {
  server = await EmbeddingsServer.start({ dimensions: 64, key: SECRET });
});
afterEach(() => server.close());

function open(more: Partial<OpenAiOptions> = {}): Promise<OpenAiEmbedder> {
  return OpenAiEmbedder.open({
    model: 'test-embedding',
    baseUrl: server.baseUrl,
    apiKey: SECRET,
    traits: traitsOf('test-embedding', { maxTokens: 8_191 }),
    retries: 2,
    timeoutMs: 60_000,
    ...more,
  });
}

describe('an embedder behind an OpenAI-compatible server', () => {
  it('asks once for the length of vectors that no table and no setting gives', async () => {
    const embedder = await open();
    expect(embedder.dimensions).toBe(64);
    expect(server.seen).toHaveLength(1);
    expect((await open({ askDimensions: 32 })).dimensions).toBe(32);
    expect(
      (await open({ model: 'text-embedding-3-small', traits: traitsOf('text-embedding-3-small') })).dimensions,
    ).toBe(1536);
    expect(server.seen).toHaveLength(1);
  });

  it('sends the model, floats, prefixes, and dimensions only when they were set', async () => {
    const embedder = await open({ traits: traitsOf('multilingual-e5-small') });
    server.seen.length = 0;
    await expect(embedder.embedQuery('확산')).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.seen[0]!.body).toEqual({ model: 'test-embedding', input: ['query: 확산'], encoding_format: 'float' });
    const shorter = await open({ askDimensions: 16, traits: traitsOf('multilingual-e5-small') });
    const [vector] = await shorter.embedPassages(['확산']);
    expect(vector).toHaveLength(16);
    expect(server.seen.at(-1)!.body).toEqual({
      model: 'test-embedding',
      input: ['passage: 확산'],
      encoding_format: 'float',
      dimensions: 16,
    });
  });

  it('refuses vectors of another length than it expects', async () => {
    const embedder = await open({ traits: traitsOf('multilingual-e5-small') });
    await expect(embedder.embedPassages(['a'])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/expected vectors of 384 numbers, got 64.*EMBEDDING_DIMENSIONS/),
    });
  });

  it('keeps to the limits of one request', async () => {
    const embedder = await open();
    server.seen.length = 0;
    const long = '가'.repeat(4_000);
    await embedder.embedPassages(Array(120).fill(long));
    expect(server.seen.length).toBeGreaterThan(1);
    expect(server.seen.flatMap(({ body }) => body.input)).toHaveLength(120);
    await embedder.embedPassages(['x '.repeat(50_000)]);
    expect(server.seen.at(-1)!.body.input[0]!.length).toBeLessThan(17_000);
    const few = await open({ maxBatch: 32 });
    expect(few.maxBatch).toBe(32);
    server.seen.length = 0;
    await few.embedPassages(Array(100).fill('a b'));
    expect(server.seen.map(({ body }) => body.input.length)).toEqual([32, 32, 32, 4]);
  });

  it('never sends a text that holds nothing', async () => {
    const embedder = await open({ traits: traitsOf('multilingual-e5-small', { dimensions: 64 }) });
    await embedder.embedPassages(['', ' \n']);
    await embedder.embedQuery('');
    expect(server.seen).toHaveLength(0);
  });

  it('puts vectors in the order asked, whatever the order they come in', async () => {
    const embedder = await open();
    const expected = await embedder.embedPassages(['alpha', 'beta', 'gamma']);
    server.faults.push('shuffled');
    expect(await embedder.embedPassages(['alpha', 'beta', 'gamma'])).toEqual(expected);
  });

  it('leaves a text that the model cannot do without a vector, and says so', async () => {
    const warnings: string[] = [];
    const embedder = await open({ onWarning: (message) => warnings.push(message) });
    const [good, bad] = await embedder.embedPassages(['alpha', BROKEN_WORD]);
    expect(Math.hypot(...good!)).toBeCloseTo(1, 5);
    expect(bad!.every((value) => value === 0)).toBe(true);
    expect(warnings).toEqual([expect.stringMatching(/1 of 2 texts gave no finite vector/)]);
    server.faults.push('all null');
    await expect(embedder.embedPassages(['alpha', 'beta'])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/all 2 vectors/),
    });
  });

  it.each<[string, Fault, RegExp]>([
    ['a body that is no JSON', 'no json', /expected a list `data`/],
    ['a vector too few', 'one missing', /expected 2 vectors/],
    ['one vector twice', 'one twice', /expected 2 vectors/],
    ['shorter vectors', 'too short', /expected vectors of 64 numbers, got 63/],
    ['400', { status: 400, body: '{"error":{"message":"too long: my private question"}}' }, /400.*EMBEDDING_BATCH/],
    ['401', { status: 401, body: `{"error":{"message":"bad key ${SECRET}"}}` }, /401.*EMBEDDING_API_KEY/],
    ['404', { status: 404 }, /404.*EMBEDDING_BASE_URL/],
  ])('refuses %s in words of its own', async (_, fault, message) => {
    const embedder = await open();
    server.faults.push(fault);
    const error = await embedder.embedPassages(['alpha', 'beta']).catch((failure: Error) => failure);
    expect(error).toMatchObject({ code: 'unavailable', message: expect.stringMatching(message) });
    expect((error as Error).message).not.toMatch(/secret|private/);
  });

  it.each<[string, Fault]>([
    ['429', { status: 429, headers: { 'retry-after-ms': '5' } }],
    ['500', { status: 500, headers: { 'retry-after-ms': '5' } }],
    ['503', { status: 503, headers: { 'retry-after-ms': '5' } }],
  ])('lets the SDK repeat what %s may pass, and no more often than that', async (_, fault) => {
    const embedder = await open();
    server.seen.length = 0;
    server.faults.push(fault, fault);
    await expect(embedder.embedPassages(['alpha'])).resolves.toHaveLength(1);
    expect(server.seen).toHaveLength(3);
    server.faults.push(fault, fault, fault);
    await expect(embedder.embedPassages(['alpha'])).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.seen).toHaveLength(6);
  });

  it('gives up on a server that does not answer, and on one that is not there', async () => {
    const embedder = await open({ retries: 0, timeoutMs: 100 });
    server.faults.push('hang');
    await expect(embedder.embedQuery('alpha')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/no answer in time/),
    });
    server.faults.push('cut');
    await expect(embedder.embedQuery('alpha')).rejects.toMatchObject({ code: 'unavailable' });
    const nobody = open({ baseUrl: 'http://user:hidden@127.0.0.1:9/v1', retries: 0 }).catch((error: Error) => error);
    expect(await nobody).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/127\.0\.0\.1:9\/v1/) });
    expect(((await nobody) as Error).message).not.toMatch(/hidden/);
  });

  it('stops when it is told to', async () => {
    const embedder = await open();
    server.faults.push('hang');
    const abort = new AbortController();
    const pending = embedder.embedQuery('alpha', abort.signal);
    const ended = expect(pending).rejects.toMatchObject({ code: 'cancelled' });
    await until(() => server.faults.length === 0);
    abort.abort();
    await ended;
  });

  it('is another embedder with another model, other dimensions, limits or prefixes', async () => {
    const traits = traitsOf('multilingual-e5-small', { dimensions: 64 });
    const all = [
      await open({ traits }),
      await open({ traits, model: 'other' }),
      await open({ traits, askDimensions: 32 }),
      await open({ traits: { ...traits, maxTokens: 64 } }),
      await open({ traits: { ...traits, passagePrefix: '' } }),
      await open({ traits: { ...traits, queryPrefix: '' } }),
    ];
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
    expect(all.every(({ fingerprint }) => !fingerprint.includes(SECRET))).toBe(true);
  });
});
