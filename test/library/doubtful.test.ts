import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { status } from '../../commands/status.ts';
import { chooseEvidence } from '../../src/answer/evidence.ts';
import { ExtractsAnswerer } from '../../src/answer/extracts-answerer.ts';
import { answerBlocks } from '../../src/chat/answers.ts';
import { dayListMessage } from '../../src/chat/day-list.ts';
import { paperMessage } from '../../src/chat/papers.ts';
import { ingest } from '../../src/library/ingest.ts';
import { LocalLibrary } from '../../src/library/local.ts';
import { readGlossary } from '../../src/search/glossary-folder.ts';
import { callOf, commandNamed, GLOSSARY, SAMPLE, type SampleServices, sampleServices } from '../sample.ts';

/** A day whose first paper has a summary of something else, and whose second repeats the summary of a paper of the sample. */
const DAY = `## Daily Papers (2024-01-23)

### [Wheat Yield Forecasts from Orbital Radar and Soil Moisture](https://arxiv.org/abs/2401.99001)

Vote: 5

Authors: Ada Example

- 이 논문은 새로운 합창 편곡 기법을 소개합니다. 소프라노와 알토의 선율을 따로 짓습니다.
- 실험에서 편곡한 합창곡이 사람이 편곡한 합창곡과 비슷한 평가를 받았습니다.

### [Instant Pictures for Live Broadcasts](https://arxiv.org/abs/2401.99002)

Vote: 1

Authors: Ben Example

`;

let home: string;
let library: LocalLibrary;
let services: SampleServices;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-doubtful-'));
  const dataDir = path.join(home, 'papers');
  const options = { dataDir, indexDir: path.join(home, 'index'), concepts: await readGlossary(GLOSSARY) };
  await cp(SAMPLE, dataDir, { recursive: true });
  await ingest({ ...options, embedder: 'builtin' });
  const first = await LocalLibrary.open({ indexDir: options.indexDir, today: () => '2024-01-24' });
  const original = (await first.paper('2312.12491'))!;
  await first.close();
  // The day is added to an index that is there, as every day is.
  await mkdir(path.join(dataDir, '2024/01'), { recursive: true });
  const bullets = original.passages.map(({ text }) => `- ${text}`).join('\n');
  await writeFile(path.join(dataDir, '2024/01/23.md'), `${DAY}${bullets}\n`);
  await ingest({ ...options, embedder: 'builtin' });
  library = await LocalLibrary.open({ indexDir: options.indexDir, today: () => '2024-01-24' });
  services = await sampleServices();
});
afterAll(async () => {
  await library.close();
  await services.close();
  await rm(home, { recursive: true, force: true });
});

const wheat = 'wheat yield forecasts from orbital radar';

describe('a summary that does not speak of its title', () => {
  it('is marked, and those of the sample are not', async () => {
    expect(await library.paper('2401.99001')).toMatchObject({ mismatched: true });
    expect((await library.paper('2312.12491'))?.mismatched).toBeUndefined();
    expect((await library.info()).mismatched).toBe(1);
    expect((await services.library.info()).mismatched).toBe(0);
  });

  it('is found by its title and says so on its card, in the answer and in the status', async () => {
    const paper = (await library.paper('2401.99001'))!;
    expect(JSON.stringify(paperMessage(paper, 'ko'))).toContain('제목과 다른 내용으로 보여요');
    expect(JSON.stringify(paperMessage(paper, 'en'))).toContain('does not seem to be about this paper');
    const answer = await new ExtractsAnswerer(library).ask({ text: wheat, language: 'en' });
    expect(answer.kind).toBe('extracts');
    expect(JSON.stringify(answerBlocks(answer))).toMatch(/The summary behind (?:\[\d\] ?)+ does not seem/);
    const day = await dayListMessage({ day: '2024-01-23', offset: 0, count: 10, newest: true }, 'en', {
      ...services,
      library,
    });
    expect(JSON.stringify(day)).toContain('⚠️ The summary does not seem to be about the paper.');
    expect(JSON.stringify(await commandNamed('today').run(callOf(), services))).not.toContain('⚠️');
    expect(JSON.stringify(await status.run(callOf(), { ...services, library }))).toContain('1편은 ⚠️로 표시');
  });

  it('is no evidence beside others, ranks lower than it would, and is not quoted as a second paper', async () => {
    const search = await library.search({ question: '합창 편곡 확산 모델 실시간 이미지 생성' });
    expect(search.hits.map(({ paper }) => paper.id)).toContain('2401.99001');
    expect(chooseEvidence(search, 'list').map(({ paper }) => paper.id)).not.toContain('2401.99001');
    const alone = { ...search, hits: search.hits.filter(({ paper }) => paper.mismatched) };
    expect(chooseEvidence(alone, 'list')).not.toEqual([]);
  });
});

describe('a summary that repeats another', () => {
  const question = '실시간으로 이미지를 만드는 확산 모델 파이프라인 Stream Batch';

  it('comes after all others and names the paper it repeats', async () => {
    const { hits } = await library.search({ question });
    const [best, last] = [hits[0]!, hits.at(-1)!];
    expect(new Set([best.paper.id, last.paper.id])).toEqual(new Set(['2312.12491', '2401.99002']));
    expect(last.repeats).toBe(best.paper.id);
    expect(hits.filter(({ repeats }) => repeats !== undefined)).toHaveLength(1);
  });

  it('stays where it is when it is called by its name', async () => {
    const { hits } = await library.search({ question: 'Instant Pictures for Live Broadcasts' });
    expect(hits[0]!.paper.id).toBe('2401.99002');
    const both = await library.search({ question: `Instant Pictures for Live Broadcasts ${question}` });
    expect(both.hits.find(({ paper }) => paper.id === '2401.99002')?.repeats).toBeUndefined();
  });

  it('is neither quoted nor given to a model', async () => {
    const search = await library.search({ question });
    const repeated = search.hits.at(-1)!.paper.id;
    expect(chooseEvidence(search, 'list').map(({ paper }) => paper.id)).not.toContain(repeated);
    const answer = await new ExtractsAnswerer(library).ask({ text: question });
    if (answer.kind === 'abstained') throw new Error('expected an answer');
    expect(answer.citations.map(({ paper }) => paper.id)).not.toContain(repeated);
  });
});
