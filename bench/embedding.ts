/**
 * Does embedding through the worker thread cost more than onnxruntime alone?
 *
 * Embeds bullets with a BERT of the size of multilingual-e5-small (random weights, int8) through the embedder — reading
 * tokens, cutting runs, the thread, pooling and all — and runs the very same batches through onnxruntime directly, round
 * about. Run it with `node --import tsx bench/embedding.ts [--texts 384] [--rounds 5] [--threads 1]`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { AutoTokenizer, env } from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readFolder } from '../src/corpus/folder.ts';
import { embedAll } from '../src/embed/batching.ts';
import { readable } from '../src/embed/input.ts';
import { traitsOf } from '../src/embed/models.ts';
import { runsOf } from '../src/embed/runs.ts';
import { TransformersEmbedder } from '../src/embed/transformers.ts';
import { makeModel, SMALL } from '../test/fixtures/tiny-bert/make.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data/papers' },
    texts: { type: 'string', default: '384' },
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1' },
  },
});
const threads = Number(values.threads);

/** One batch as onnxruntime takes it. */
type Feed = Record<'input_ids' | 'attention_mask' | 'token_type_ids', Tensor>;

const folder = await mkdtemp(join(tmpdir(), 'papers-bench-'));
try {
  await makeModel(folder, SMALL);
  const texts = await bullets(Number(values.texts));
  const traits = traitsOf('multilingual-e5-small');
  const embedder = await TransformersEmbedder.open({ model: 'bench', folder, traits, threads });
  const session = await InferenceSession.create(join(folder, 'onnx/model_quantized.onnx'), {
    intraOpNumThreads: threads,
  });
  const { feeds, tokens, padded } = await sameBatches(texts, embedder.maxBatch, traits.passagePrefix, traits.maxTokens);
  console.log(
    `${texts.length} texts, ${tokens} tokens, ${padded} with padding, ${feeds.length} batches, ${threads} thread(s), 12 layers of 384, int8`,
  );

  await embedder.embedPassages(texts.slice(0, 8));
  await session.run(feeds.at(-1)!);
  const through: number[] = [];
  const direct: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    through.push(await seconds(() => embedAll(embedder, texts)));
    direct.push(
      await seconds(async () => {
        for (const feed of feeds) await session.run(feed);
      }),
    );
  }
  await embedder.close();
  const rate = (times: number[]) => texts.length / median(times);
  const ratios = through.map((time, round) => direct[round]! / time);
  console.log(`embedder     ${rate(through).toFixed(1)} texts a second (median of ${through.length})`);
  console.log(`onnxruntime  ${rate(direct).toFixed(1)} texts a second, model alone`);
  console.log(
    `ratio        ${median(ratios).toFixed(3)} (median of the rounds; least ${Math.min(...ratios).toFixed(3)}, most ${Math.max(...ratios).toFixed(3)}; 1 is as fast)`,
  );
} finally {
  await rm(folder, { recursive: true });
}

/** Bullets of real length; numbered, so that no two are the same. */
async function bullets(count: number): Promise<string[]> {
  const { papers } = await readFolder(values.data!);
  const own = papers.flatMap(({ title, passages }) => passages.map(({ text }) => `${title}\n${text}`));
  return Array.from({ length: count }, (_, at) => `${own[at % own.length]} (${at})`);
}

/** The batches that the embedder makes of the texts, ready to run. */
async function sameBatches(texts: readonly string[], maxBatch: number, prefix: string, maxTokens: number) {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const ids = texts.map((text) => tokenizer.encode(prefix + readable(text, maxTokens)).slice(0, maxTokens));
  const order = [...texts.keys()].sort((a, b) => texts[a]!.length - texts[b]!.length);
  const feeds: Feed[] = [];
  let padded = 0;
  for (let from = 0; from < order.length; from += maxBatch) {
    const batch = order.slice(from, from + maxBatch).map((at) => ids[at]!);
    for (const run of runsOf(batch.map(({ length }) => length))) {
      const rows = run.map((at) => batch[at]!);
      const width = Math.max(...rows.map(({ length }) => length));
      padded += rows.length * width;
      feeds.push(feedOf(rows, width));
    }
  }
  return { feeds, padded, tokens: ids.reduce((sum, { length }) => sum + length, 0) };
}

function feedOf(rows: readonly (readonly number[])[], width: number): Feed {
  const ids = new BigInt64Array(rows.length * width).fill(1n);
  const mask = new BigInt64Array(rows.length * width);
  for (const [row, text] of rows.entries()) {
    ids.set(text.map(BigInt), row * width);
    mask.fill(1n, row * width, row * width + text.length);
  }
  const tensor = (data: BigInt64Array) => new Tensor('int64', data, [rows.length, width]);
  return {
    input_ids: tensor(ids),
    attention_mask: tensor(mask),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
