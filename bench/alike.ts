/**
 * How many papers are like a paper that somebody follows, in libraries of several sizes?
 *
 * Three papers that were judged for one topic question each are put among others drawn at random; every one of them is followed,
 * and the rest of the library is new. This tells how many of the other two are found, and how many besides, by the ten nearest
 * and by as many as `follow-match.ts` takes. Papers that nobody judged count as wrong, so the precision is too low.
 *
 * Usage: npm run bench -- alike --data FOLDER --questions FILE.jsonl [--sizes 25,50,100,400]
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readFolder } from '../src/corpus/folder.ts';
import { writeDailyFile } from '../src/corpus/write.ts';
import { parseQuestions } from '../src/eval/questions.ts';
import { ingest } from '../src/library/ingest.ts';
import { LocalLibrary } from '../src/library/local.ts';
import { alikeIn, MOST_ALIKE } from '../src/notify/follow-match.ts';
import { readGlossary } from '../src/search/glossary-folder.ts';
import { markdown } from './figures.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data/papers' },
    questions: { type: 'string', default: 'data/eval/archive-development.jsonl' },
    sizes: { type: 'string', default: '25,50,100,400' },
  },
});
/** Libraries of each size, and papers of a topic in each. */
const ROUNDS = 10;
const TOGETHER = 3;

let seed = 7;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const { papers } = await readFolder(values.data);
const known = new Map(papers.map((paper) => [paper.id, paper]));
const topics = parseQuestions(await readFile(values.questions, 'utf8'), values.questions)
  .filter(({ type }) => type === 'topic')
  .map(({ judged }) => [...judged.keys()].filter((id) => known.has(id)))
  .filter((ids) => ids.length >= TOGETHER);
const concepts = await readGlossary('data/glossary');
const rows: string[][] = [];
for (const size of values.sizes.split(',').map(Number)) {
  const found = [MOST_ALIKE, alikeIn(size)].map((most) => ({ most, mates: 0, others: 0 }));
  let follows = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const groups = Array.from({ length: Math.max(1, Math.floor(size / 50)) }, () => {
      const topic = [...topics[random(topics.length)]!];
      return Array.from({ length: TOGETHER }, () => topic.splice(random(topic.length), 1)[0]!);
    });
    const chosen = new Set(groups.flat());
    while (chosen.size < Math.min(size, papers.length)) chosen.add(papers[random(papers.length)]!.id);
    const root = await mkdtemp(path.join(tmpdir(), 'papers-alike-'));
    const [dataDir, indexDir] = [path.join(root, 'papers'), path.join(root, 'index')];
    await mkdir(dataDir);
    const text = writeDailyFile(
      '2024-01-01',
      [...chosen].map((id) => known.get(id)!),
    );
    await writeFile(path.join(dataDir, '2024-01-01.md'), text);
    await ingest({ dataDir, indexDir, embedder: 'builtin', concepts });
    const library = await LocalLibrary.open({ indexDir, today: () => '2024-01-02' });
    for (const group of groups) {
      for (const followed of group) {
        follows += 1;
        const nearest = (await library.similar(followed, MOST_ALIKE)).map(({ id }) => id);
        for (const one of found) {
          const mates = nearest.slice(0, one.most).filter((id) => group.includes(id)).length;
          one.mates += mates;
          one.others += Math.min(one.most, nearest.length) - mates;
        }
      }
    }
    await library.close();
    await rm(root, { recursive: true });
  }
  for (const { most, mates, others } of found) {
    const each = (count: number) => (count / follows).toFixed(2);
    rows.push([String(size), String(most), each(mates), each(others), (mates / (mates + others)).toFixed(2)]);
  }
}
console.log(markdown(['papers', 'taken', 'of the two found', 'others', 'precision'], rows));
