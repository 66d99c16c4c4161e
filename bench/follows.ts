/**
 * From which score on does a paper match what somebody follows?
 *
 * A follow's words are searched for in the whole library, and new papers match that reach a share of the best score. For judged
 * topic questions, which are what people follow, this tells how many of the judged papers a share finds, and how
 * many of those it finds are judged. Papers that nobody judged count as wrong, so the second figure is too low.
 *
 * Usage: npm run bench -- follows [--data FOLDER] [--questions FILE.jsonl] [--index FOLDER]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseQuestions } from '../src/eval/questions.ts';
import { mean } from '../src/eval/score.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import { onTopic, TOPIC_SHARE } from '../src/notify/follow-match.ts';
import { readGlossary } from '../src/search/glossary-folder.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data/papers' },
    questions: { type: 'string', default: 'data/eval/questions.jsonl' },
    index: { type: 'string' },
  },
});
const home = await mkdtemp(path.join(tmpdir(), 'papers-follows-'));
try {
  const indexDir = values.index ?? path.join(home, 'index');
  const concepts = await readGlossary('data/glossary');
  if (!existsSync(indexDir)) await ingest({ dataDir: values.data, indexDir, embedder: 'builtin', concepts });
  const library = await LocalLibrary.open({ indexDir, today: () => new Date().toISOString().slice(0, 10) });
  const all = parseQuestions(await readFile(values.questions, 'utf8'), values.questions);
  const topics = all.filter(({ type }) => type === 'topic');
  console.log(
    `${topics.length} topics\n\n| share of the best score | judged papers found | of those found, judged | F1 |`,
  );
  console.log('|---:|---:|---:|---:|');
  for (const share of [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9]) {
    const counts = [];
    for (const { question, judged } of topics) {
      const found = (await onTopic(question, library, share)).map(({ paper }) => paper.id);
      const right = found.filter((id) => judged.has(id)).length;
      counts.push({ recall: right / judged.size, precision: found.length === 0 ? 1 : right / found.length });
    }
    const recall = mean(counts.map((one) => one.recall));
    const precision = mean(counts.map((one) => one.precision));
    const f1 = (2 * recall * precision) / (recall + precision);
    const [r, p, f] = [recall, precision, f1].map((value) => (100 * value).toFixed(0));
    console.log(`| ${share}${share === TOPIC_SHARE ? ' (used)' : ''} | ${r}% | ${p}% | ${f} |`);
  }
  await library.close();
} finally {
  await rm(home, { recursive: true, force: true });
}
