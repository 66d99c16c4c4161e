import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelHub } from '../fakes/model-hub.ts';
import { makeModel } from '../fixtures/tiny-bert/make.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const DEFAULT = 'Xenova/multilingual-e5-small';

let root: string;
let hub: ModelHub;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'papers-cli-model-'));
  await makeModel(join(root, 'source'));
  hub = await ModelHub.start({ models: { [DEFAULT]: join(root, 'source') } });
});
afterAll(async () => {
  await hub.close();
  await rm(root, { recursive: true });
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as its users do, with folders of its own. */
function papers(args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  const full = ['--import', 'tsx', 'src/cli.ts', '--index', join(root, 'index'), ...args];
  const settings = { MODEL_DIR: join(root, 'models'), HF_ENDPOINT: hub.endpoint, ...env };
  return new Promise((done) => {
    execFile(process.execPath, full, { cwd: PROJECT, env: { ...process.env, ...settings } }, (error, out, err) => {
      done({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

describe('papers model download', () => {
  it('leads from the built-in embedder to the model: said, fetched through cuts, refused before a rebuild, used after it', async () => {
    const first = await papers(['index']);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/embedder: builtin/) });
    expect(first.err).toMatch(
      /note: The embedding model Xenova\/multilingual-e5-small is not used.*npm run -s papers -- model download/,
    );
    const status = JSON.parse((await papers(['status', '--json'])).out);
    expect(status).toMatchObject({
      embedder: 'builtin',
      betterEmbedder: { model: DEFAULT, commands: ['npm run -s papers -- model download'] },
    });
    expect(hub.requests).toEqual([]);

    hub.faults.push({ of: 'model_quantized.onnx', kind: 'cut', after: 700_000 });
    const fetched = await papers(['model', 'download']);
    expect(fetched).toMatchObject({ code: 0, out: expect.stringMatching(/is there now \(3\.\d MB\).*\n.*--rebuild/) });
    expect(fetched.err).toMatch(/Downloading onnx\/model_quantized\.onnx: 3\.\d\/3\.\d MB/);

    const offline = { HF_ENDPOINT: 'http://127.0.0.1:9' };
    const again = await papers(['model', 'download', '--json'], offline);
    expect(JSON.parse(again.out)).toMatchObject({ model: DEFAULT, dtype: 'q8', bytes: 0 });
    const refused = await papers(['search', '확산 모델'], offline);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/made with the embedder builtin .*settings choose transformers Xenova.*--rebuild/);

    const rebuilt = await papers(['index', '--rebuild', '--json'], offline);
    expect(JSON.parse(rebuilt.out).embedder).toBe(`transformers ${DEFAULT}`);
    const found = await papers(['search', '확산 모델', '--json'], offline);
    expect(found.code).toBe(0);
    expect(JSON.parse(found.out).results.length).toBeGreaterThan(0);
    const builtin = await papers(['search', '확산 모델'], { EMBEDDER: 'builtin' });
    expect(builtin.err).toMatch(/made with the embedder transformers Xenova.*settings choose builtin/);
  });

  it('fetches another model and other weights, and says which settings use them', async () => {
    const named = await papers(['model', 'download', 'someone/else']);
    expect(named).toMatchObject({ code: 1, err: expect.stringMatching(/^error: .*someone\/else.* answered 404.*\n$/) });
    const exact = await papers(['model', 'download', '--dtype', 'fp32'], { EMBEDDER: 'builtin' });
    expect(exact.out).toMatch(/Set EMBEDDER=auto\nSet EMBEDDING_DTYPE=fp32\n/);
    await access(join(root, 'models', DEFAULT, 'onnx/model.onnx'));
    const record = JSON.parse(await readFile(join(root, 'models', DEFAULT, 'download.json'), 'utf8'));
    expect(record).toMatchObject({ model: DEFAULT, commit: 'a'.repeat(40) });
  });

  it('refuses wrong usage with exit code 2', async () => {
    expect(await papers(['model', 'download', '--dtype', 'q9'])).toMatchObject({ code: 2 });
    expect(await papers(['model', 'upload'])).toMatchObject({ code: 2 });
  });
});
