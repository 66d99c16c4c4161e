import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelTraits, traitsOf } from '../../src/embed/models.ts';
import { isLibraryInstalled, TransformersEmbedder, type TransformersOptions } from '../../src/embed/transformers.ts';
import { makeModel } from '../fixtures/tiny-bert/make.ts';
import { BROKEN_WORD } from '../fixtures/tiny-bert/tokenizer.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let root: string;
let folder: string;
/** The embedder of tests that need no other: each has a thread that takes a second to load the library. */
let plain: TransformersEmbedder;
const warnings: string[] = [];
const opened: TransformersEmbedder[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'papers-transformers-'));
  folder = join(root, 'tiny');
  await makeModel(folder);
  plain = await open({}, { onWarning: (message) => warnings.push(message) });
});
afterAll(async () => {
  for (const embedder of opened) await embedder.close();
  await rm(root, { recursive: true });
});

async function open(
  traits: Partial<ModelTraits> = {},
  more: Partial<TransformersOptions> = {},
): Promise<TransformersEmbedder> {
  const embedder = await TransformersEmbedder.open({
    model: 'tiny',
    folder,
    traits: traitsOf('multilingual-e5-small', { dtype: 'fp32', ...traits }),
    threads: 1,
    ...more,
  });
  opened.push(embedder);
  return embedder;
}

describe('a transformer model', () => {
  it('reads no further than the limit, its own or the one that is set, and still marks the end', async () => {
    const long = '확산 모델 '.repeat(400);
    const [cut, same] = await plain.embedPassages([long, `${long} and something else`]);
    expect(cut).toEqual(same);
    const short = await open({ maxTokens: 16 });
    const [first] = await short.embedPassages([long]);
    expect(first).not.toEqual(cut);
    // 16 tokens: <s> ▁passage : 12 times ▁모델 or ▁확산, </s>, as a text of just that length has.
    const [exact] = await short.embedPassages(['확산 모델 '.repeat(6)]);
    expect(first).toEqual(exact);
  });

  it.each(['mean', 'cls', 'last'] as const)('pools by %s as computed by hand', async (pooling) => {
    const { AutoTokenizer, AutoModel, env } = await import('@xenova/transformers');
    env.allowRemoteModels = false;
    const tokenizer = await AutoTokenizer.from_pretrained(folder);
    const model = await AutoModel.from_pretrained(folder, { dtype: 'fp32' });
    const { last_hidden_state: states } = await model(tokenizer('passage: 확산 모델'));
    const rows = states.tolist()[0] as number[][];
    await model.dispose();
    const chosen = { mean: rows, cls: rows.slice(0, 1), last: rows.slice(-1) }[pooling];
    const sum = rows[0]!.map((_, at) => chosen.reduce((total, row) => total + row[at]!, 0));
    const length = Math.hypot(...sum);
    const embedder = pooling === 'mean' ? plain : await open({ pooling });
    // With a longer neighbour, so that there is padding.
    const [vector] = await embedder.embedPassages(['확산 모델', '확산 모델 '.repeat(9)]);
    for (const [at, value] of sum.entries()) expect(vector![at]).toBeCloseTo(value / length, 4);
  });

  it('is another embedder with other weights, prefixes, pooling, limit or length', async () => {
    const other = join(root, 'other');
    await cp(folder, other, { recursive: true });
    const weights = await readFile(join(other, 'onnx/model.onnx'));
    for (let at = 0; at < weights.length; at += 1_000) weights[at]! ^= 1;
    await writeFile(join(other, 'onnx/model.onnx'), weights);
    const all = [
      await open(),
      await open({ dtype: 'q8' }),
      await open({ pooling: 'cls' }),
      await open({ maxTokens: 64 }),
      await open({ queryPrefix: '' }),
      await open({ passagePrefix: '' }),
      await open({}, { keepDimensions: 16 }),
      await open({}, { folder: other }),
    ];
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
    const moved = await open({}, { model: 'another name of the same files' });
    expect(moved.fingerprint).toBe(all[0]!.fingerprint);
  });

  it('keeps the first numbers of a vector where that is asked, and makes them a unit vector', async () => {
    const [whole] = await plain.embedPassages(['확산 모델']);
    const [kept] = await (await open({}, { keepDimensions: 16 })).embedPassages(['확산 모델']);
    expect(kept).toHaveLength(16);
    const length = Math.hypot(...whole!.slice(0, 16));
    for (const [at, value] of kept!.entries()) expect(value).toBeCloseTo(whole![at]! / length, 5);
    await expect(open({}, { keepDimensions: 64 })).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/at most 32/),
    });
  });

  it('saves the neighbours of a text that gives NaN, and refuses weights that give nothing else', async () => {
    warnings.length = 0;
    const [good] = await plain.embedPassages(['확산 모델']);
    const [beside, broken] = await plain.embedPassages(['확산 모델', BROKEN_WORD]);
    for (const [at, value] of good!.entries()) expect(beside![at]).toBeCloseTo(value, 5);
    expect(broken!.every((value) => value === 0)).toBe(true);
    expect(warnings).toEqual([expect.stringMatching(/1 of 2 texts/)]);
    await expect(plain.embedPassages([BROKEN_WORD, `${BROKEN_WORD} again`])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/all 2 vectors.*EMBEDDING_DTYPE/),
    });
  });

  it('answers a question before passages that were there first', async () => {
    await plain.embedQuery('ready');
    const order: string[] = [];
    const texts = Array.from({ length: 64 }, () => '확산 모델 학습 '.repeat(40));
    const passages = Promise.all([plain.embedPassages(texts), plain.embedPassages(texts)]).then(() =>
      order.push('passages'),
    );
    await plain.embedQuery('a question').then(() => order.push('question'));
    await passages;
    expect(order).toEqual(['question', 'passages']);
  });

  it('leaves the event loop free', async () => {
    await plain.embedQuery('ready');
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    await plain.embedPassages(Array.from({ length: 64 }, () => '확산 모델 학습 '.repeat(60)));
    clearInterval(turning);
    // A loop that the model blocked would turn once or twice.
    expect(turns).toBeGreaterThan(10);
  });

  it('stops when it is told to, and when it is closed, and can be used again', async () => {
    const embedder = await open();
    const texts = Array.from({ length: 64 }, () => '확산 모델 학습 '.repeat(60));
    const abort = new AbortController();
    const aborted = embedder.embedPassages(texts, abort.signal);
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
    const closed = embedder.embedPassages(texts).catch((error: unknown) => error);
    await embedder.close();
    expect(await closed).toMatchObject({ code: 'cancelled' });
    expect(await embedder.embedPassages(['확산'])).toHaveLength(1);
  });

  it('says what is wrong with files that it cannot load', async () => {
    const broken = join(root, 'broken');
    await cp(folder, broken, { recursive: true });
    await writeFile(join(broken, 'onnx/model.onnx'), 'not a model');
    const embedder = await open({}, { folder: broken });
    await expect(embedder.embedQuery('a')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^transformers tiny: .*(load|protobuf|parse)/i),
    });
    await expect((await open({ pooling: 'given' })).embedQuery('a')).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/sentence_embedding.*last_hidden_state.*EMBEDDING_POOLING/),
    });
    await rm(join(broken, 'tokenizer.json'));
    await expect(open({}, { folder: broken })).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/lacks tokenizer\.json/),
    });
  });
});

describe('a program that uses a transformer model', () => {
  const script = (source: string): string => `
    import { TransformersEmbedder } from ${JSON.stringify(join(source, 'src/embed/transformers.ts'))};
    import { traitsOf } from ${JSON.stringify(join(source, 'src/embed/models.ts'))};
    const embedder = await TransformersEmbedder.open({
      model: 'tiny', folder: ${JSON.stringify(folder)}, traits: traitsOf('multilingual-e5-small'), threads: 1,
    });
    try {
      console.log('vector of', (await embedder.embedQuery('확산')).length);
    } catch (error) {
      console.log(error.code, error.message);
    }`;

  async function output(source: string): Promise<string> {
    const file = join(root, 'program.ts');
    await writeFile(file, `export {};\n${script(source)}`);
    await writeFile(join(root, 'package.json'), '{"type":"module"}');
    const tsx = join(PROJECT, 'node_modules/tsx/dist/loader.mjs');
    return (await run(process.execPath, ['--import', tsx, file], { cwd: root })).stdout.trim();
  }

  it('ends by itself, from whatever folder it was started', async () => {
    expect(await output(PROJECT)).toBe('vector of 32');
  });

  it('hears how to add the package where it is not installed', async () => {
    expect(isLibraryInstalled()).toBe(true);
    const bare = join(root, 'bare');
    await mkdir(join(bare, 'node_modules'), { recursive: true });
    await cp(join(PROJECT, 'src'), join(bare, 'src'), { recursive: true });
    await writeFile(join(bare, 'package.json'), '{"type":"module"}');
    for (const name of await readdir(join(PROJECT, 'node_modules'))) {
      if (name === '@xenova') continue;
      await symlink(join(PROJECT, 'node_modules', name), join(bare, 'node_modules', name));
    }
    expect(isLibraryInstalled(join(bare, 'src/embed/transformers.ts'))).toBe(false);
    expect(await output(bare)).toBe(
      'bad_config transformers tiny: the package @xenova/transformers (or one it is made of) is not installed; add it: npm install --include=optional',
    );
  });
});
