import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type DownloadOptions, type DownloadProgress, downloadModel } from '../../src/embed/download.ts';
import { traitsOf } from '../../src/embed/models.ts';
import { TransformersEmbedder } from '../../src/embed/transformers.ts';
import { type HubOptions, ModelHub } from '../fakes/model-hub.ts';
import { makeModel } from '../fixtures/tiny-bert/make.ts';

const MODEL = 'Xenova/tiny';
const WEIGHTS = 'onnx/model_quantized.onnx';

let source: string;
let modelDir: string;
let hub: ModelHub;

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'papers-hub-'));
  await makeModel(source);
});
afterAll(() => rm(source, { recursive: true }));

beforeEach(async () => {
  modelDir = await mkdtemp(join(tmpdir(), 'papers-models-'));
});
afterEach(async () => {
  await hub.close();
  await rm(modelDir, { recursive: true });
});

async function start(options: Partial<HubOptions> = {}): Promise<void> {
  hub = await ModelHub.start({ models: { [MODEL]: source }, ...options });
}

function download(more: Partial<DownloadOptions> = {}): ReturnType<typeof downloadModel> {
  const patience = { tries: 3, waitMs: 1, stallMs: 60_000 };
  return downloadModel({ model: MODEL, dtype: 'q8', modelDir, endpoint: hub.endpoint, patience, ...more });
}

async function expectWhole(): Promise<void> {
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', WEIGHTS]) {
    const got = await readFile(join(modelDir, MODEL, name));
    expect(got.equals(await readFile(join(source, name))), name).toBe(true);
  }
  expect(await parts()).toEqual([]);
}

async function parts(): Promise<string[]> {
  const names = await readdir(join(modelDir, MODEL), { recursive: true });
  return names.filter((name) => name.endsWith('.part'));
}

describe('downloading a model', () => {
  it('fetches what the model needs and no more, with progress, once, and works without the hub afterwards', async () => {
    await start();
    const seen: DownloadProgress[] = [];
    const { folder, bytes } = await download({ onProgress: (progress) => seen.push(progress) });
    await expectWhole();
    expect(hub.fetched).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      WEIGHTS,
      expect.stringMatching(/^\/cdn\//),
    ]);
    expect(seen.at(-1)).toEqual({ file: WEIGHTS, done: bytes, total: bytes });
    const steps = seen.map(({ done }) => done);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));

    hub.requests.length = 0;
    expect(await download()).toEqual({ folder, bytes: 0 });
    expect(hub.requests).toEqual([]);
    await hub.close();
    const embedder = await TransformersEmbedder.open({ model: MODEL, folder, traits: traitsOf(MODEL) });
    const vector = await embedder.embedQuery('확산 모델');
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    await embedder.close();
    await start();
  });

  it('fetches what the library itself would fetch from the same hub', async () => {
    await start();
    const { folder } = await download();
    const { env, pipeline } = await import('@xenova/transformers');
    // The library's settings are the process's, and other tests use it, too.
    const { remoteHost, cacheDir, allowLocalModels, allowRemoteModels } = env;
    onTestFinished(() => void Object.assign(env, { remoteHost, cacheDir, allowLocalModels, allowRemoteModels }));
    Object.assign(env, {
      remoteHost: hub.endpoint,
      cacheDir: join(modelDir, 'of the library'),
      allowLocalModels: false,
      allowRemoteModels: true,
    });
    const own = await pipeline('feature-extraction', MODEL, { dtype: 'q8' });
    const expected = await own('query: 확산 모델', { pooling: 'mean', normalize: true });
    await own.dispose();
    const embedder = await TransformersEmbedder.open({
      model: MODEL,
      folder,
      traits: { ...traitsOf('multilingual-e5-small') },
    });
    const vector = await embedder.embedQuery('확산 모델');
    await embedder.close();
    for (const [at, value] of vector.entries()) expect(value).toBeCloseTo((expected.data as Float32Array)[at]!, 5);
  });

  it('goes on where a connection was cut, again and again', async () => {
    await start();
    const size = (await readFile(join(source, WEIGHTS))).length;
    for (let cut = 0; cut < 6; cut++) hub.faults.push({ of: WEIGHTS, kind: 'cut', after: 300_000 });
    await download();
    await expectWhole();
    const ranges = hub.requests.filter(({ path, method }) => path.startsWith('/cdn/') && method === 'GET');
    expect(ranges.length).toBe(7);
    const starts = ranges.map(({ range }) => Number(/\d+/.exec(range ?? '0')![0]));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    // Nothing came twice.
    expect(starts.at(-1)).toBeGreaterThan(size / 3);
  });

  it('goes on in another run after one that gave up', async () => {
    await start();
    hub.faults.push({ of: WEIGHTS, kind: 'cut', after: 500_000 });
    for (let more = 0; more < 3; more++) hub.faults.push({ of: WEIGHTS, kind: 'status', status: 503 });
    await expect(download()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/503/) });
    expect(await parts()).toHaveLength(1);
    hub.requests.length = 0;
    await download();
    await expectWhole();
    expect(hub.fetched.at(-1)).toMatch(/bytes=[1-9]\d+-/);
    expect(hub.fetched).not.toContain('tokenizer.json');
  });

  it('goes on after being cancelled', async () => {
    await start();
    const abort = new AbortController();
    const onProgress = ({ file, done }: DownloadProgress): void => {
      if (file === WEIGHTS && done > 500_000) abort.abort();
    };
    await expect(download({ signal: abort.signal, onProgress })).rejects.toMatchObject({ code: 'cancelled' });
    await download();
    await expectWhole();
  });

  it.each([
    { of: WEIGHTS, kind: 'stall', after: 1000 },
    { of: WEIGHTS, kind: 'short', after: 1000 },
    { of: WEIGHTS, kind: 'flipped' },
    { of: 'tokenizer.json', kind: 'flipped' },
    { of: WEIGHTS, kind: 'status', status: 429, retryAfter: 0.01 },
    { of: WEIGHTS, kind: 'status', status: 500 },
  ] as const)('recovers from $kind of $of', async (fault) => {
    await start();
    hub.faults.push(fault);
    await download({ patience: { tries: 3, waitMs: 1, stallMs: fault.kind === 'stall' ? 1_500 : 60_000 } });
    await expectWhole();
    expect(hub.faults).toEqual([]);
  });

  it.each(['other part', 'no ranges'] as const)('recovers from a server that answers a range with %s', async (kind) => {
    await start();
    hub.faults.push({ of: WEIGHTS, kind: 'cut', after: 400_000 }, { of: WEIGHTS, kind });
    await download();
    await expectWhole();
    expect(hub.faults).toEqual([]);
  });

  it('does not go on with a part of another version', async () => {
    await start();
    await download();
    await rm(join(modelDir, MODEL, WEIGHTS));
    await writeFile(join(modelDir, MODEL, `${WEIGHTS}.${'0'.repeat(64)}.part`), 'of a former version');
    hub.requests.length = 0;
    await download();
    await expectWhole();
    expect(hub.requests.every(({ range }) => range === undefined)).toBe(true);
  });

  it('never mixes two commits', async () => {
    await start();
    hub.faults.push(...Array.from({ length: 3 }, () => ({ of: WEIGHTS, kind: 'status' as const, status: 500 })));
    await expect(download()).rejects.toMatchObject({ code: 'unavailable' });
    hub.requests.length = 0;
    await download();
    for (const { path } of hub.requests.filter(({ path }) => path.includes('/resolve/'))) {
      expect(path).toContain(`/resolve/${'a'.repeat(40)}/`);
    }
    expect(JSON.parse(await readFile(join(modelDir, MODEL, 'download.json'), 'utf8'))).toMatchObject({
      commit: 'a'.repeat(40),
    });
  });

  it('works with a mirror that knows no commits, hashes or redirects', async () => {
    await start({ plain: true });
    hub.faults.push({ of: WEIGHTS, kind: 'cut', after: 400_000 });
    await download();
    await expectWhole();
  });

  it('shows the token to the hub and to nobody else', async () => {
    await start({ token: 'hf_secret' });
    const refused = await download().catch((error: Error) => error);
    expect(refused).toMatchObject({ code: 'not_found', message: expect.stringMatching(/401.*HF_TOKEN/) });
    await download({ token: 'hf_secret' });
    await expectWhole();
    const store = hub.requests.filter(({ path }) => path.startsWith('/cdn/'));
    expect(store.length).toBeGreaterThan(0);
    expect(store.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('says what is not there, at once', async () => {
    await start();
    await expect(download({ model: 'Xenova/absent' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringMatching(/Xenova\/absent.*404.*no such model/),
    });
    await expect(download({ dtype: 'bnb4' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringMatching(/Xenova\/tiny has no onnx\/model_bnb4\.onnx: choose another EMBEDDING_DTYPE/),
    });
    expect(hub.requests.length).toBeLessThan(12);
  });

  it('says when the hub cannot be reached', async () => {
    await start();
    await expect(download({ endpoint: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/127\.0\.0\.1:9.*could not be reached/),
    });
  });

  it.each(['../../etc', '/etc/passwd', 'a/b/c', 'https://example.org/x', 'a\\b', '', '.hidden/x'])(
    'refuses %j as the name of a model',
    async (model) => {
      await start();
      await expect(download({ model })).rejects.toMatchObject({ code: 'bad_config' });
      expect(hub.requests).toEqual([]);
    },
  );
});
