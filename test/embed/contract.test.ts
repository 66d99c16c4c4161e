import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { BuiltinEmbedder } from '../../src/embed/builtin.ts';
import { traitsOf } from '../../src/embed/models.ts';
import { OpenAiEmbedder } from '../../src/embed/openai.ts';
import { trainBuiltin } from '../../src/embed/training.ts';
import { TransformersEmbedder } from '../../src/embed/transformers.ts';
import type { Paper } from '../../src/paper.ts';
import { Analyzer } from '../../src/search/analyzer.ts';
import { embedderContract } from '../contracts/embedder.ts';
import { EmbeddingsServer } from '../fakes/embeddings-server.ts';
import { makeModel } from '../fixtures/tiny-bert/make.ts';

let folder: string;
let server: EmbeddingsServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papers-model-'));
  await makeModel(folder);
  server = await EmbeddingsServer.start({ dimensions: 96, key: 'key-1' });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

embedderContract('builtin', async () => {
  const analyzer = new Analyzer([]);
  return { embedder: new BuiltinEmbedder(await trainBuiltin(papers(), analyzer), analyzer) };
});

for (const dtype of ['fp32', 'q8'] as const) {
  embedderContract(
    `transformers ${dtype}`,
    async () => {
      const traits = traitsOf('multilingual-e5-small', { dtype });
      const embedder = await TransformersEmbedder.open({ model: 'tiny', folder, traits, threads: 1 });
      return { embedder, close: () => embedder.close() };
    },
    dtype === 'q8' ? 0.02 : 1e-5,
  );
}

embedderContract('openai', async () => ({
  embedder: await OpenAiEmbedder.open({
    model: 'test-embedding',
    baseUrl: server.baseUrl,
    apiKey: 'key-1',
    traits: traitsOf('test-embedding', { maxTokens: 8_191 }),
  }),
}));

/** A few papers with the words of the contract, for the embedder that has to be trained. */
function papers(): Paper[] {
  const subjects = [
    ['diffusion 확산 모델 model', '확산 모델로 영상을 만드는 방법'],
    ['the language 언어 of 학습', 'a language model that reasons step by step'],
    ['논문 query passage', '논문 검색을 위한 multi-vector'],
  ];
  return Array.from({ length: 30 }, (_, at) => {
    const [title, bullet] = subjects[at % subjects.length]!;
    const id = `2401.${String(10000 + at)}`;
    const texts = [bullet!, `${title} ${at}`];
    return {
      id,
      title: title!,
      url: `https://arxiv.org/abs/${id}`,
      day: '2024-01-22',
      authors: [],
      passages: texts.map((text, ordinal) => ({ id: `${id}#${ordinal + 1}`, paperId: id, text })),
    } as unknown as Paper;
  });
}
