import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IngestReport, ingest } from '../../src/library/ingest.ts';
import { LocalLibrary } from '../../src/library/local.ts';
import { readGlossary } from '../../src/search/glossary-folder.ts';
import { describeQuery } from '../../src/search/question.ts';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
let indexDir: string;
let report: IngestReport;
let library: LocalLibrary;

beforeAll(async () => {
  indexDir = await mkdtemp(path.join(tmpdir(), 'papers-sample-'));
  const concepts = await readGlossary(path.join(DATA, 'glossary'));
  report = await ingest({ dataDir: path.join(DATA, 'papers'), indexDir, embedder: 'builtin', concepts });
  library = await LocalLibrary.open({ indexDir, today: () => '2024-01-23' });
});
afterAll(async () => {
  await library.close();
  await rm(indexDir, { recursive: true });
});

it('the sample that is shipped is indexed whole, without a warning', () => {
  expect(report).toMatchObject({ papers: 23, days: 2, warnings: [], embedder: 'builtin', changed: { added: 23 } });
  expect(report.embedded).toBe(report.passages);
});

it('a paper of the sample is found by its name, however it is written, and by what it does', async () => {
  for (const question of ['StreamDiffusion', 'stream diffusion', '실시간으로 이미지를 만드는 파이프라인']) {
    const { hits } = await library.search({ question });
    expect(hits[0]!.paper.id, question).toBe('2312.12491');
  }
});

it('a day of the sample is listed, most votes first', async () => {
  expect(await library.days()).toEqual(['2024-01-22', '2023-12-21']);
  const votes = (await library.papersOn('2023-12-21')).map((paper) => paper.votes ?? -1);
  expect(votes).toHaveLength(15);
  expect(votes).toEqual([...votes].sort((a, b) => b - a));
});

it('small talk of a day is not taken for the list of that day', async () => {
  const result = await library.search({ question: 'how are you today?' });
  expect(result).toMatchObject({ abstained: 'not_about_papers', query: { filters: {}, understood: [] } });
  expect(describeQuery(result.query, 'en')).toEqual([]);
});

it('a question for the list of a day without one gets the newest', async () => {
  const { query, hits } = await library.search({ question: '오늘 논문' });
  expect(query).toMatchObject({ instead: '2024-01-23', filters: { since: '2024-01-22', until: '2024-01-22' } });
  expect(hits).not.toHaveLength(0);
  const own = await library.search({ question: 'papers', filters: { since: '2024-01-23', until: '2024-01-23' } });
  expect(own.hits).toEqual([]);
});
