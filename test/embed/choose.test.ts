import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../src/config.ts';
import { chooseEmbedder, type EmbedderNote } from '../../src/embed/choose.ts';
import type { Embedder } from '../../src/embed/port.ts';
import { EmbeddingsServer } from '../fakes/embeddings-server.ts';
import { makeModel } from '../fixtures/tiny-bert/make.ts';

let root: string;
let full: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'papers-choose-'));
  full = join(root, 'full');
  await makeModel(join(full, 'Xenova', 'multilingual-e5-small'));
});
afterAll(() => rm(root, { recursive: true }));

function settings(env: Record<string, string>): Config {
  return loadConfig({ MODEL_DIR: join(root, 'empty'), ...env }, join(root, 'no .env'));
}

async function embedder(env: Record<string, string>): Promise<Embedder> {
  const chosen = await chooseEmbedder(settings(env));
  if (chosen.kind !== 'given') throw new Error('expected an embedder');
  return chosen.embedder;
}

async function note(env: Record<string, string>, libraryInstalled?: boolean): Promise<EmbedderNote> {
  const options = libraryInstalled === undefined ? {} : { libraryInstalled };
  const chosen = await chooseEmbedder(settings(env), options);
  if (chosen.kind !== 'builtin' || !chosen.note) throw new Error('expected a note');
  return chosen.note;
}

describe('choosing an embedder', () => {
  it('takes the transformer model by itself where it is installed and its weights are there', async () => {
    const { name, dimensions, fingerprint } = await embedder({ MODEL_DIR: full });
    expect(name).toBe('transformers Xenova/multilingual-e5-small');
    expect(dimensions).toBe(32);
    expect(fingerprint).toContain('q8 mean 512 "query: " "passage: "');
  });

  it('falls back to the built-in one with the command that fetches the model', async () => {
    const missing = await note({});
    expect(missing.reason).toBe('weights_missing');
    expect(missing.commands).toEqual(['npm run -s papers -- model download']);
    expect(missing.message).toMatch(
      /Xenova\/multilingual-e5-small is not used: .*To use it: npm run -s papers -- model download$/,
    );
    const other = await note({ EMBEDDING_MODEL: 'Xenova/bge-m3' });
    expect(other.commands).toEqual(['npm run -s papers -- model download Xenova/bge-m3']);
  });

  it('falls back to the built-in one with the command that adds the package, and both where both are missing', async () => {
    expect(await note({ MODEL_DIR: full }, false)).toMatchObject({
      reason: 'library_missing',
      commands: ['npm install --include=optional'],
    });
    expect(await note({}, false)).toMatchObject({
      reason: 'library_missing',
      commands: ['npm install --include=optional', 'npm run -s papers -- model download'],
      message: expect.stringMatching(/not installed, and its files are not in .*empty/),
    });
  });

  it('names the weights that are there when others are asked for', async () => {
    const { message } = await note({ MODEL_DIR: full, EMBEDDING_DTYPE: 'q4' });
    expect(message).toMatch(
      /lacks onnx\/model_q4\.onnx \(there is model\.onnx, model_quantized\.onnx: see EMBEDDING_DTYPE\)/,
    );
  });

  it('is silent where the built-in one was asked for', async () => {
    expect(await chooseEmbedder(settings({ EMBEDDER: 'builtin', MODEL_DIR: full }))).toEqual({ kind: 'builtin' });
  });

  it('does not fall back where transformers was asked for by name', async () => {
    await expect(chooseEmbedder(settings({ EMBEDDER: 'transformers' }))).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/EMBEDDER=transformers cannot be used: .*npm run -s papers -- model download/),
    });
  });

  it('uses a folder of the user, and knows its model by the name of the folder', async () => {
    const folder = join(root, 'bge-m3');
    await cp(join(full, 'Xenova', 'multilingual-e5-small'), folder, { recursive: true });
    const { name, fingerprint } = await embedder({ EMBEDDING_MODEL_PATH: folder });
    expect(name).toBe('transformers bge-m3');
    expect(fingerprint).toContain('cls 2048 "" ""');
    const { message, commands } = await note({ EMBEDDING_MODEL_PATH: join(root, 'nowhere') });
    expect(message).toMatch(/its files are not in EMBEDDING_MODEL_PATH=.*nowhere/);
    expect(commands).toEqual([]);
  });

  it('lets every trait be overridden', async () => {
    const { fingerprint, dimensions } = await embedder({
      MODEL_DIR: full,
      EMBEDDING_DTYPE: 'fp32',
      EMBEDDING_POOLING: 'cls',
      EMBEDDING_QUERY_PREFIX: 'Instruct: find papers\\nQuery:',
      EMBEDDING_PASSAGE_PREFIX: 'none',
      EMBEDDING_MAX_TOKENS: '100',
      EMBEDDING_DIMENSIONS: '16',
    });
    expect(dimensions).toBe(16);
    expect(fingerprint).toContain('transformers 16 fp32 cls 100 "Instruct: find papers\\nQuery: " ""');
  });

  it('never chooses a paid service by itself', async () => {
    const chosen = await chooseEmbedder(settings({ OPENAI_API_KEY: 'sk-1', EMBEDDING_API_KEY: 'sk-2' }));
    expect(chosen.kind).toBe('builtin');
  });

  it('asks for a key only where one is needed', async () => {
    await expect(chooseEmbedder(settings({ EMBEDDER: 'openai' }))).rejects.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(/EMBEDDING_API_KEY or OPENAI_API_KEY/),
    });
    const { name, dimensions } = await embedder({ EMBEDDER: 'openai', OPENAI_API_KEY: 'sk-1' });
    expect(name).toBe('openai text-embedding-3-small');
    expect(dimensions).toBe(1536);
  });

  it.each<[string, (url: string) => Record<string, string>, string]>([
    ['its own key', () => ({ EMBEDDING_API_KEY: 'own' }), 'Bearer own'],
    [
      "the answers' key to the answers' server",
      (url) => ({ OPENAI_BASE_URL: url, OPENAI_API_KEY: 'shared' }),
      'Bearer shared',
    ],
    ["not the answers' key to another server", () => ({ OPENAI_API_KEY: 'secret' }), 'Bearer none'],
  ])('sends %s', async (_, more, expected) => {
    const server = await EmbeddingsServer.start({ dimensions: 8 });
    try {
      await embedder({
        EMBEDDER: 'openai',
        EMBEDDING_BASE_URL: server.baseUrl,
        EMBEDDING_MODEL: 'm',
        ...more(server.baseUrl),
      });
      expect(server.seen[0]!.authorization).toBe(expected);
    } finally {
      await server.close();
    }
  });
});
