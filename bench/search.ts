/**
 * What do indexing, loading, searching and one more day cost on real daily files?
 *
 * Every step runs in a process of its own with the built-in embedder, over a copy of the files. Then a day is added to
 * indexes of 1,000 and of 5,000 invented papers: its cost should follow the day, not the index. Run it with
 * `npm run bench -- search [--data data/papers] [--questions data/eval/questions.jsonl] [--rounds 3]`.
 */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseQuestions } from '../src/eval/questions.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import { addDays } from '../src/paper.ts';
import { readConcepts, readGlossary } from '../src/search/glossary-folder.ts';
import { inChild, runPart, type Used } from './child.ts';
import { markdown, median, quantile, short, spent } from './figures.ts';
import { InventedCorpus, PAPERS_PER_DAY, writeDay } from './invented.ts';
import { SeededEmbedder } from './seeded-embedder.ts';

/** Dimensions of invented vectors: those of the built-in embedder. */
const DIMENSIONS = 192;

interface Place {
  readonly dir: string;
  /** Invented vectors instead of the built-in embedder. */
  readonly seeded?: boolean;
  readonly questions?: string;
  readonly rounds?: number;
}

const folders = ({ dir }: Place) => ({ dataDir: path.join(dir, 'papers'), indexDir: path.join(dir, 'index') });

async function index(place: Place) {
  const concepts = await readConcepts({ GLOSSARY_DIR: 'data/glossary', PROSE_DIR: 'data/prose' });
  const embedder = place.seeded ? new SeededEmbedder(DIMENSIONS) : 'builtin';
  const { value, seconds, cpu } = await spent(() => ingest({ ...folders(place), embedder, concepts }));
  return { papers: value.papers, passages: value.passages, embedded: value.embedded, seconds, cpu };
}

async function search(place: Place) {
  const questions = parseQuestions(await readFile(place.questions!, 'utf8'), place.questions!);
  const { indexDir } = folders(place);
  const load = await spent(() => LocalLibrary.open({ indexDir, today: () => '2026-01-01' }));
  const library = load.value;
  const first = await spent(() => library.search({ question: questions[0]!.question }));
  const ms: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < place.rounds!; round++) {
    for (const { question } of questions) {
      const one = await spent(() => library.search({ question, limit: 10 }));
      ms.push(one.seconds * 1000);
      cpu.push(one.cpu * 1000);
    }
  }
  const rssMb = process.memoryUsage().rss / 2 ** 20;
  await library.close();
  const times = { first: first.seconds * 1000, p50: median(ms), p99: quantile(ms, 0.99), cpu50: median(cpu) };
  return { load: load.seconds, loadCpu: load.cpu, rssMb, ...times };
}

type Indexed = Awaited<ReturnType<typeof index>> & Used;

/** What a day adds to an index of so many invented papers. */
async function oneMoreDay(dir: string, papers: number): Promise<{ built: Indexed; day: Indexed }> {
  const corpus = new InventedCorpus(papers + PAPERS_PER_DAY, await readGlossary('data/glossary'));
  const place = { dir: path.join(dir, String(papers)), seeded: true };
  await corpus.write(folders(place).dataDir, 0, corpus.days - 1);
  const built = await inChild<Indexed>(import.meta.url, 'index', place);
  await corpus.write(folders(place).dataDir, corpus.days - 1);
  return { built, day: await inChild<Indexed>(import.meta.url, 'index', place) };
}

const took = ({ cpu, seconds }: { cpu: number; seconds: number }) => `${short(cpu)} (${short(seconds)})`;

if (!(await runPart({ index, search }))) {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: 'data/papers' },
      questions: { type: 'string', default: 'data/eval/questions.jsonl' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const dir = await mkdtemp(path.join(tmpdir(), 'papers-bench-'));
  try {
    const place = { dir, questions: values.questions, rounds: Number(values.rounds) };
    const { dataDir } = folders(place);
    await cp(values.data, dataDir, { recursive: true });
    const built = await inChild<Indexed>(import.meta.url, 'index', place);
    const found = await inChild<Awaited<ReturnType<typeof search>> & Used>(import.meta.url, 'search', place);
    const invented = new InventedCorpus(PAPERS_PER_DAY, await readGlossary('data/glossary'));
    const day = addDays('2026-01-01', 0);
    await writeDay(
      dataDir,
      day,
      Array.from({ length: 12 }, (_, at) => ({ ...invented.paper(at), day })),
    );
    const added = await inChild<Indexed>(import.meta.url, 'index', place);
    console.log(`${built.papers} papers, ${built.passages} passages, built-in embedder\n`);
    console.log(
      markdown(
        ['', 'measured', 'allowed', 'share of it'],
        [
          row('indexing, CPU s', built.cpuSeconds, 90),
          row('indexing, peak MB', built.peakMb, 700),
          row('loading, CPU s', found.loadCpu, 1.5),
          row('loading, s on the clock', found.load, 1.5),
          row('search, median ms on the clock', found.p50, 30),
          row('search, median CPU ms', found.cpu50, 30),
          ['search, p99 ms on the clock', short(found.p99), '', ''],
          ['first search, ms on the clock', short(found.first), '', ''],
          ['memory while searching, MB', short(found.rssMb), '', ''],
          [`one more day of 12 papers, CPU s`, short(added.cpu), '', `${short(added.cpu / built.cpu)} of indexing all`],
        ],
      ),
    );
    const small = await oneMoreDay(dir, 1_000);
    const large = await oneMoreDay(dir, 5_000);
    console.log(`\nInvented papers, given vectors, one more day of ${PAPERS_PER_DAY}; CPU seconds (seconds)\n`);
    console.log(
      markdown(
        ['', '1,000 papers', '5,000 papers', 'ratio of CPU'],
        [
          ['indexing all', took(small.built), took(large.built), short(large.built.cpu / small.built.cpu)],
          ['one more day', took(small.day), took(large.day), short(large.day.cpu / small.day.cpu)],
        ],
      ),
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function row(name: string, measured: number, allowed: number): string[] {
  return [name, short(measured), short(allowed), short(measured / allowed)];
}
