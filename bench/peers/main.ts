/**
 * Does this search find more than other libraries do on the same papers and questions, and how long does it take?
 *
 * The peers are not part of the project's installation: `npm install --prefix bench/peers` first. All engines answer
 * every question in turn, round about, in one process; each is set up as well as its documentation says (see its file).
 * Those that need vectors get the ones of the project's built-in embedder. Run it with
 * `npm run bench -- peers [--data data/papers] [--questions data/eval/questions.jsonl] [--rounds 3] [--json]`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readFolder } from '../../src/corpus/folder.ts';
import { embedAll } from '../../src/embed/batching.ts';
import { parseQuestions } from '../../src/eval/questions.ts';
import { pairedInterval } from '../../src/eval/retrieval.ts';
import { mean, ndcg } from '../../src/eval/score.ts';
import { loadEmbedder } from '../../src/library/index-embedder.ts';
import { ingest } from '../../src/library/ingest.ts';
import { LocalLibrary } from '../../src/library/local.ts';
import { IndexStore } from '../../src/library/store.ts';
import type { Paper } from '../../src/paper.ts';
import { Analyzer } from '../../src/search/analyzer.ts';
import { readConcepts } from '../../src/search/glossary-folder.ts';
import { embeddingText } from '../../src/search/passage-text.ts';
import { markdown, median, short } from '../figures.ts';
import type { Engine } from './engine.ts';
import { fts5 } from './fts5.ts';
import { miniSearch } from './minisearch.ts';
import { orama } from './orama.ts';
import { vectorEngines } from './vectors.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data/papers' },
    questions: { type: 'string', default: 'data/eval/questions.jsonl' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

const dir = await mkdtemp(path.join(tmpdir(), 'papers-bench-'));
const engines: Engine[] = [];
try {
  const { papers } = await readFolder(values.data);
  const questions = parseQuestions(await readFile(values.questions, 'utf8'), values.questions);
  const concepts = await readConcepts({ GLOSSARY_DIR: 'data/glossary', PROSE_DIR: 'data/prose' });
  const indexDir = path.join(dir, 'index');
  await ingest({ dataDir: values.data, indexDir, embedder: 'builtin', concepts });
  engines.push(await ours(indexDir), ...miniSearch(papers), ...(await orama(papers)), ...fts5(papers));
  engines.push(...(await withVectors(papers, indexDir, path.join(dir, 'vectra'))));

  const scores = engines.map((): number[] => []);
  const times = engines.map((): number[][] => questions.map(() => []));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [number, { question, answerable, judged }] of questions.entries()) {
      for (const [at, engine] of engines.entries()) {
        const started = performance.now();
        const ranked = await engine.search(question);
        times[at]![number]!.push(performance.now() - started);
        if (round === 0 && answerable) scores[at]!.push(ndcg(ranked, judged));
      }
    }
  }
  const ms = times.map((byQuestion) => median(byQuestion.map((rounds) => median(rounds))));
  const results = engines.map(({ name }, at) => ({
    name,
    ndcg: mean(scores[at]!),
    ms: ms[at]!,
    ndcgRatio: mean(scores[0]!) / mean(scores[at]!),
    gain: pairedInterval(scores[0]!, scores[at]!),
    msRatio: ms[0]! / ms[at]!,
  }));
  if (values.json) console.log(JSON.stringify(results));
  else {
    console.log(`${papers.length} papers, ${scores[0]!.length} answerable of ${questions.length} questions\n`);
    const percent = (share: number) => (100 * share).toFixed(1);
    const rows = results.map(({ name, ndcg, ndcgRatio, gain, ms, msRatio }, at) =>
      at === 0
        ? [name, percent(ndcg), '', '', short(ms), '']
        : [name, percent(ndcg), short(ndcgRatio), gain.map(percent).join(' to '), short(ms), short(msRatio)],
    );
    console.log(
      markdown(['', 'nDCG@10', 'ours is x as good', 'ours adds (95%)', 'median ms', 'ours takes x as long'], rows),
    );
  }
} finally {
  for (const engine of engines) await engine.close?.();
  await rm(dir, { recursive: true, force: true });
}

async function ours(indexDir: string): Promise<Engine> {
  const library = await LocalLibrary.open({ indexDir, today: () => '2026-01-01' });
  return {
    name: 'this project',
    search: async (question) => (await library.search({ question, limit: 10 })).hits.map(({ paper }) => paper.id),
    close: () => library.close(),
  };
}

async function withVectors(papers: readonly Paper[], indexDir: string, folder: string): Promise<Engine[]> {
  const store = new IndexStore(indexDir);
  const analyzer = new Analyzer(await readConcepts({ GLOSSARY_DIR: 'data/glossary', PROSE_DIR: 'data/prose' }));
  const embedder = await loadEmbedder(store, await store.manifest(), analyzer);
  const texts = papers.flatMap((paper) => paper.passages.map((passage) => embeddingText(paper, passage)));
  return vectorEngines(papers, await embedAll(embedder, texts), embedder, folder);
}
