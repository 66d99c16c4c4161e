/**
 * Is the bullet that is quoted first the one that answers?
 *
 * For each labelled question (data/eval/bullets.jsonl) the bullets of its paper in the order in which answers quote them,
 * and, to compare with, in that of what they share with the question. Run it with `npm run bench -- bullets`, over the
 * public archive with `--data PAPERS --questions data/eval/archive-bullets.jsonl`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fittingBest } from '../src/answer/fitting.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import { readConcepts } from '../src/search/glossary-folder.ts';

const labelSchema = z.strictObject({ question: z.string(), paper: z.string(), passages: z.array(z.string()).min(1) });

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data/papers' },
    questions: { type: 'string', default: 'data/eval/bullets.jsonl' },
    verbose: { type: 'boolean', default: false },
  },
});
const lines = (await readFile(values.questions, 'utf8')).trim().split('\n');
const labels = lines.map((line) => labelSchema.parse(JSON.parse(line)));
const home = await mkdtemp(path.join(tmpdir(), 'papers-bullets-'));
try {
  const indexDir = path.join(home, 'index');
  const concepts = await readConcepts({ GLOSSARY_DIR: 'data/glossary', PROSE_DIR: 'data/prose' });
  await ingest({ dataDir: values.data, indexDir, embedder: 'builtin', concepts });
  const library = await LocalLibrary.open({ indexDir, today: () => '2024-10-01' });
  let [shared, fitting, found] = [0, 0, 0];
  for (const { question, paper, passages } of labels) {
    const { hits } = await library.search({ question, limit: 100 });
    const hit = hits.find((one) => one.paper.id === paper);
    if (!hit) continue;
    found += 1;
    const first = fittingBest(question, hit.evidence)[0]!.passage.id;
    if (passages.includes(hit.evidence[0]!.passage.id)) shared += 1;
    if (passages.includes(first)) fitting += 1;
    else if (values.verbose) console.log(`${question}: ${first} instead of ${passages.join(' or ')}`);
  }
  const percent = (part: number) => `${((part / found) * 100).toFixed(1)}%`;
  console.log(`${labels.length} questions, ${found} with their paper found`);
  console.log(
    `the first bullet answers: ${percent(fitting)}; by what it shares with the question alone: ${percent(shared)}`,
  );
} finally {
  await rm(home, { recursive: true, force: true });
}
