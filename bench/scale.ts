/**
 * How does search grow with the number of passages?
 *
 * Invented papers with words by Zipf's law and vectors in clusters go through the program's own indexing, loading and
 * search, at each size asked for; every step runs in a process of its own. Recall is of the ten nearest passages, against
 * comparing with every vector. Run it with
 * `npm run bench -- scale [--passages 20000 --passages 200000] [--dimensions 384] [--questions 200] [--keep DIR]`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Generation } from '../src/library/generation.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import { RemoteLibrary } from '../src/library/remote.ts';
import type { IngestProgress } from '../src/library/write-segment.ts';
import { Analyzer } from '../src/search/analyzer.ts';
import { ExactIndex } from '../src/search/exact.ts';
import { readGlossary } from '../src/search/glossary-folder.ts';
import { Lexicon } from '../src/search/lexicon.ts';
import type { VectorIndex } from '../src/search/ports.ts';
import { SegmentSearch } from '../src/search/segment.ts';
import { inChild, runPart, type Used } from './child.ts';
import { markdown, median, quantile, short, spent } from './figures.ts';
import { InventedCorpus, PASSAGES_PER_PAPER } from './invented.ts';
import { SeededEmbedder } from './seeded-embedder.ts';

const DEPTH = 10;
/** Questions asked before the clock counts: a program that has just begun runs its code slowly whatever the index. */
const WARM_UP = 40;

interface Place {
  readonly dir: string;
  readonly passages: number;
  readonly dimensions: number;
  readonly questions: number;
}

const dataDir = ({ dir }: Place) => path.join(dir, 'papers');
const indexDir = ({ dir }: Place) => path.join(dir, 'index');
const corpusOf = async ({ passages }: Place) =>
  new InventedCorpus(Math.round(passages / PASSAGES_PER_PAPER), await readGlossary('data/glossary'));

/** Questions about papers spread over the whole corpus. */
function questionsOf(corpus: InventedCorpus, count: number): string[] {
  return Array.from({ length: count }, (_, at) => corpus.question(Math.floor((at + 0.5) * (corpus.papers / count))));
}

async function index(place: Place): Promise<{ seconds: number; cpu: number }> {
  const concepts = await readGlossary('data/glossary');
  const embedder = new SeededEmbedder(place.dimensions);
  const started = performance.now();
  let stage = '';
  const onProgress = (progress: IngestProgress): void => {
    if (progress.stage === stage) return;
    stage = progress.stage;
    const [clock, mb] = [(performance.now() - started) / 1000, process.memoryUsage().rss / 2 ** 20];
    process.stderr.write(`${place.passages} passages: ${stage} from ${clock.toFixed(0)} s on, ${mb.toFixed(0)} MB\n`);
  };
  const { seconds, cpu } = await spent(() =>
    ingest({ dataDir: dataDir(place), indexDir: indexDir(place), embedder, concepts, onProgress }),
  );
  return { seconds, cpu };
}

async function search(place: Place) {
  const embedder = new SeededEmbedder(place.dimensions);
  const corpus = await corpusOf(place);
  const questions = questionsOf(corpus, place.questions);
  const options = { indexDir: indexDir(place), embedder, today: () => '2026-01-01' };
  const { value: library, seconds: load, cpu: loadCpu } = await spent(() => LocalLibrary.open(options));
  const first = await spent(() => library.search({ question: questions[0]! }));
  for (const question of questionsOf(corpus, WARM_UP)) await library.search({ question });
  const hybrid: number[] = [];
  const processor: number[] = [];
  for (const question of questions) {
    const one = await spent(() => library.search({ question }));
    hybrid.push(one.seconds * 1000);
    processor.push(one.cpu * 1000);
  }
  const rssMb = process.memoryUsage().rss / 2 ** 20;
  await library.close();
  const times = { first: first.seconds, p50: median(hybrid), p99: quantile(hybrid, 0.99), cpu50: median(processor) };
  return { load, loadCpu, ...times, rssMb };
}

/** How long the thread of the bot is held up while the library, in a thread of its own as the bot has it, searches. */
async function held(place: Place) {
  const embedder = new SeededEmbedder(place.dimensions);
  const questions = questionsOf(await corpusOf(place), Math.ceil(place.questions / 4));
  const library = await RemoteLibrary.open({ indexDir: indexDir(place), embedder, today: () => '2026-01-01' });
  for (const question of questions) await library.search({ question });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  for (const question of questions) await library.search({ question });
  delays.disable();
  await library.close();
  return { most: delays.max / 1e6, p99: delays.percentile(99) / 1e6 };
}

/** The two lists alone, and how many of the nearest passages the graph finds. */
async function lists(place: Place) {
  const embedder = new SeededEmbedder(place.dimensions);
  const corpus = await corpusOf(place);
  const questions = questionsOf(corpus, place.questions);
  const analyzer = new Analyzer(await readGlossary('data/glossary'));
  const generation = await Generation.open(indexDir(place), embedder);
  const { segments } = generation;
  const lexicon = new Lexicon(segments.map(({ lexical }) => lexical));
  const exact: VectorIndex[] = [];
  for (const { files } of generation.manifest.segments) {
    const { buffer, byteOffset, length } = await readFile(path.join(indexDir(place), files.vectors.path));
    exact.push(new ExactIndex(new Float32Array(buffer, byteOffset, length / 4), place.dimensions));
  }
  const graphs = segments.map(({ vectors }) => vectors);
  const byWords = (question: string) => {
    const terms = lexicon.weigh(analyzer.query(question));
    return segments.map((segment) => new SegmentSearch(segment, {}).lexical(terms, lexicon, DEPTH));
  };
  for (const question of questionsOf(corpus, WARM_UP)) byWords(question);
  const words: number[] = [];
  const walks: number[] = [];
  const scans: number[] = [];
  let found = 0;
  for (const [at, question] of questions.entries()) {
    words.push((await spent(() => byWords(question))).seconds * 1000);
    const vector = await embedder.embedQuery(question);
    const walk = await spent(() => nearest(graphs, vector));
    walks.push(walk.seconds * 1000);
    // Comparing with everything is slow at the greatest size: every fourth question is enough.
    if (at % 4 !== 0) continue;
    const scan = await spent(() => nearest(exact, vector));
    scans.push(scan.seconds * 1000);
    found += walk.value.filter((place) => scan.value.includes(place)).length / scan.value.length;
  }
  await generation.close();
  return {
    lexical50: median(words),
    lexical99: quantile(words, 0.99),
    walk50: median(walks),
    scan50: median(scans),
    recall: found / scans.length,
    segments: segments.length,
  };
}

/** The nearest passages of all segments, as `segment row`. */
function nearest(indexes: readonly VectorIndex[], vector: Float32Array): string[] {
  const hits = indexes.flatMap((index, at) =>
    index.search(vector, DEPTH).map(({ row, score }) => ({ name: `${at} ${row}`, score })),
  );
  return hits
    .sort((a, b) => b.score - a.score)
    .slice(0, DEPTH)
    .map(({ name }) => name);
}

type Found<T extends (place: Place) => Promise<object>> = Awaited<ReturnType<T>> & Used;

async function measure(place: Place): Promise<Record<string, number>> {
  const corpus = await corpusOf(place);
  const last = corpus.days - 1;
  await corpus.write(dataDir(place), 0, last);
  const built = await inChild<Found<typeof index>>(import.meta.url, 'index', place);
  await corpus.write(dataDir(place), last);
  const day = await inChild<Found<typeof index>>(import.meta.url, 'index', place);
  const found = await inChild<Found<typeof search>>(import.meta.url, 'search', place);
  const apart = await inChild<Found<typeof lists>>(import.meta.url, 'lists', place);
  const main = await inChild<Found<typeof held>>(import.meta.url, 'held', place);
  const raw = (place.passages * place.dimensions * 4) / 2 ** 20;
  return {
    'build, CPU s': built.cpu,
    'build, s': built.seconds,
    'build, peak MB': built.peakMb,
    'one more day, CPU s': day.cpu,
    'one more day, s': day.seconds,
    'one more day, peak MB': day.peakMb,
    'load, s': found.load,
    'load, CPU s': found.loadCpu,
    'memory in use, MB': found.rssMb,
    'raw vectors, MB': raw,
    'memory / raw vectors': found.rssMb / raw,
    'first search, ms': found.first * 1000,
    'search p50, ms': found.p50,
    'search p99, ms': found.p99,
    'search p50, CPU ms': found.cpu50,
    'event loop held up, p99, ms': main.p99,
    'event loop held up, most, ms': main.most,
    'words alone p50, ms': apart.lexical50,
    'words alone p99, ms': apart.lexical99,
    'graph alone p50, ms': apart.walk50,
    'exact scan p50, ms': apart.scan50,
    'recall@10 of the graph': apart.recall,
    segments: apart.segments,
  };
}

if (!(await runPart({ index, search, lists, held }))) {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', multiple: true, default: ['20000', '200000'] },
      dimensions: { type: 'string', default: '384' },
      questions: { type: 'string', default: '200' },
      keep: { type: 'string' },
    },
  });
  const root = values.keep ?? (await mkdtemp(path.join(tmpdir(), 'papers-bench-')));
  try {
    const sizes = values.passages.map(Number);
    const measured: Record<string, number>[] = [];
    for (const passages of sizes) {
      const dimensions = Number(values.dimensions);
      const dir = path.join(root, String(passages));
      measured.push(await measure({ dir, passages, dimensions, questions: Number(values.questions) }));
      process.stderr.write(`${passages} passages done\n`);
    }
    const rows = Object.keys(measured[0]!).map((name) => {
      const ratios = measured.slice(1).map((one) => short(one[name]! / measured[0]![name]!));
      return [name, ...measured.map((one) => short(one[name]!)), ...ratios];
    });
    const head = ['', ...sizes.map((size) => `${size.toLocaleString('en')} passages`)];
    console.log(markdown([...head, ...sizes.slice(1).map((size) => `${size / sizes[0]!} times as many: x`)], rows));
    console.log(
      `\nTargets: at 1,000,000 passages load under 30 s, memory under 2 x raw vectors, median under 3 x that of 20,000, recall@10 .95 or better, one more day in seconds. Sizes not in the table were not measured.`,
    );
  } finally {
    if (!values.keep) await rm(root, { recursive: true, force: true });
  }
}
