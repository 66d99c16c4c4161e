import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runFile } from '../program.ts';
import { ROOT } from '../sample.ts';
import { runHere } from './here.ts';

let home: string;
let index: string;
let indexed: Ended;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-cli-'));
  index = path.join(home, 'index');
  indexed = await run(['index', '--json']);
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** In a process of its own, as its user would run it. */
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runFile('src/cli.ts', args, { cwd: home, indexDir: index, env });
/** In this process. */
const here = (...args: string[]) => runHere([...args, '--index', index]);
const json = ({ stdout }: Ended) => JSON.parse(stdout) as Record<string, unknown>;
const lines = ({ stdout }: Ended) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('papers index', () => {
  it('prints one JSON object and nothing else with --json', () => {
    expect([indexed.code, indexed.stderr]).toEqual([0, '']);
    expect(indexed.stdout).toMatch(/^[^\n]+\n$/);
    expect(json(indexed)).toEqual({
      papers: 23,
      passages: 92,
      days: 2,
      warnings: [],
      embedder: 'builtin',
      seconds: expect.any(Number),
    });
  });

  it('prints numbers, warnings, and progress in plain lines off a terminal', async () => {
    const data = path.join(home, 'data');
    const other = path.join(home, 'other');
    const day = await readFile(path.join(ROOT, 'data/papers/2024/01/22.md'), 'utf8');
    await mkdir(data);
    await writeFile(path.join(data, '22.md'), day);
    await writeFile(path.join(data, 'notes.md'), 'no papers here');
    const { code, stdout, stderr } = await run(['index', '--data', data, '--index', other]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^8 papers, \d+ passages, 1 days, 1 warnings, [\d.]+ seconds \(embedder: builtin\)\n$/);
    expect(stderr).toMatch(/^Reading daily files …\n/);
    expect(stderr).toMatch(/^warning: notes\.md:1: [^\n]+$/m);
    expect(stderr).not.toContain('\u001b');
  });

  it('fails in one line where there are no daily files; --verbose adds the stack', async () => {
    const missing = path.join(home, 'nowhere');
    const plain = await runHere(['index', '--data', missing, '--index', path.join(home, 'none')]);
    expect([plain.code, plain.stdout]).toEqual([1, '']);
    expect(plain.stderr).toMatch(/^error: [^\n]*nowhere[^\n]*\n$/);
    const verbose = await runHere([
      '--verbose',
      'index',
      '--json',
      '--data',
      missing,
      '--index',
      path.join(home, 'none'),
    ]);
    expect(verbose.code).toBe(1);
    expect(verbose.stderr).toMatch(/^error: [^\n]*\nPapersError: [\s\S]*\n {4}at /);
  });
});

describe('papers search', () => {
  it('prints exactly this object with --json', async () => {
    const found = await run([
      'search',
      '한 장 사진에서 깊이 추정',
      '--json',
      '--limit',
      '2',
      '--since',
      '2024-01-01',
      '--author',
      'bingyi kang',
    ]);
    expect([found.code, found.stderr]).toEqual([0, '']);
    const result = json(found);
    expect(Object.keys(result)).toEqual(['question', 'abstained', 'results', 'ms']);
    expect(result).toMatchObject({ question: '한 장 사진에서 깊이 추정', abstained: false, ms: expect.any(Number) });
    expect(result.results).toEqual([
      {
        id: '2401.10891',
        title: 'Depth Anything: Unleashing the Power of Large-Scale Unlabeled Data',
        url: 'https://arxiv.org/abs/2401.10891',
        day: '2024-01-22',
        votes: 26,
        score: expect.any(Number),
        passages: expect.arrayContaining([{ id: '2401.10891#1', text: expect.stringContaining('단안 깊이 추정') }]),
      },
    ]);
  });

  it('says how each paper was found with --explain', async () => {
    const [first] = json(await here('search', 'depth', '--explain', '--json')).results as {
      explain: Record<string, unknown>;
    }[];
    expect(first?.explain).toMatchObject({
      lexical: { rank: expect.any(Number), score: expect.any(Number) },
      terms: expect.any(Array),
    });
    const { stdout } = await here('search', 'depth', '--explain', '--limit', '1');
    expect(stdout).toMatch(/score [\d.]+: words rank \d+ \([\d.]+\), vectors rank/);
  });

  it('writes papers with their best passage for people', async () => {
    const { code, stdout } = await here('search', 'monocular', 'depth', '--limit', '1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. .* <https:\/\/arxiv\.org\/abs\/2\d{3}\.\d{5}> · ▲ \d+ · .*\n│ /);
  });
});

describe('papers ask', () => {
  it('prints exactly this object for an answer', async () => {
    const answer = json(await run(['ask', '메두사 2번 버전은 몇 배 빨라진다고 했지', '--json']));
    expect(Object.keys(answer)).toEqual(['question', 'kind', 'text', 'citations', 'nearest', 'ms']);
    expect(answer).toMatchObject({ kind: 'extracts', text: expect.stringMatching(/2\.3~3\.6배.* \[2\]$/) });
    const citations = answer.citations as Record<string, unknown>[];
    expect(citations[1]).toEqual({
      number: 2,
      paperId: '2401.10774',
      title: 'Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads',
      url: 'https://arxiv.org/abs/2401.10774',
      passageId: '2401.10774#3',
      passage: expect.stringContaining('2.3~3.6배'),
    });
    for (const { passage } of citations) expect(answer.text).toContain(passage);
  });

  it('prints a refusal in the language of the question, and the nearest papers', async () => {
    const declined = json(await here('ask', '감기 기운 있을 때 뭘 먹어야 빨리 나아?', '--json'));
    expect(declined).toMatchObject({ kind: 'abstained', text: expect.stringMatching(/[가-힣]/), citations: [] });
    for (const paper of declined.nearest as object[]) expect(Object.keys(paper)).toEqual(['id', 'title', 'url']);
    const empty = json(await here('ask', 'what?', '--json'));
    expect(empty).toMatchObject({
      kind: 'abstained',
      text: expect.stringMatching(/^Please ask something about AI papers/),
    });
  });

  it('writes the answer for people', async () => {
    const { stdout } = await here('ask', '메두사 2번 버전은 몇 배 빨라진다고 했지');
    expect(stdout).toMatch(/^논문 요약에서 찾은 대목이에요\n/);
    expect(stdout).toMatch(/\n출처\n• \[1\]\[2\] Medusa/);
  });
});

describe('--questions', () => {
  it('answers every question of the sample, in order, one object a line', async () => {
    const file = path.join(ROOT, 'data/eval/questions.jsonl');
    const wanted = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; question: string });
    const found = await here('search', '--questions', file, '--limit', '3');
    expect([found.code, found.stderr]).toEqual([0, '']);
    expect(lines(found).map(({ id, question }) => ({ id, question }))).toEqual(
      wanted.map(({ id, question }) => ({ id, question })),
    );
    expect(Object.keys(lines(found)[0]!)).toEqual(['id', 'question', 'abstained', 'results', 'ms']);
    const answered = await here('ask', '--questions', file);
    expect(lines(answered).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    expect(Object.keys(lines(answered)[0]!)).toEqual(['id', 'question', 'kind', 'text', 'citations', 'nearest', 'ms']);
  });

  it('reports bad lines by number, runs the rest, and fails at the end', async () => {
    const file = path.join(home, 'some.jsonl');
    const text = [
      '\ufeff{"id":"a","question":"깊이"}',
      '',
      'not json',
      '{"id":"b"}',
      '[1]',
      '{"id":7,"question":"depth","type":"topic"}',
    ];
    await writeFile(file, text.join('\r\n'));
    const ended = await run(['search', '--questions', file, '--limit', '1']);
    expect(ended.code).toBe(1);
    expect(lines(ended).map(({ id }) => id)).toEqual(['a', 7]);
    const complaints = ended.stderr.trimEnd().split('\n');
    expect(complaints).toHaveLength(3);
    for (const [at, number] of [3, 4, 5].entries()) {
      expect(complaints[at]).toMatch(
        new RegExp(`^error: .*some\\.jsonl:${number}: expected a JSON object with id and question: .`),
      );
    }
  });

  it('fails when the file cannot be read', async () => {
    const { code, stdout, stderr } = await here('ask', '--questions', path.join(home, 'none.jsonl'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: .*none\.jsonl cannot be read: .*ENOENT.*\n$/);
  });
});

describe('papers today, paper, status', () => {
  it('today prints exactly this object, most votes first', async () => {
    const today = json(await here('today', '--json'));
    expect(Object.keys(today)).toEqual(['day', 'papers']);
    expect(today.day).toBe('2024-01-22');
    const papers = today.papers as Record<string, unknown>[];
    expect(papers.map(({ votes }) => votes)).toEqual([26, 23, 15, 7, 6]);
    expect(papers[3]).toEqual({
      id: '2401.10838',
      title: 'Rambler: Supporting Writing With Speech via LLM-Assisted Gist Manipulation',
      url: 'https://arxiv.org/abs/2401.10838',
      votes: 7,
      authors: expect.arrayContaining(['Susan Lin']),
      image: expect.stringMatching(/^https:/),
      video: null,
    });
  });

  it('today takes another day and a limit; a day without a list is an empty list', async () => {
    const other = json(await here('today', '--date', '2023-12-21', '--limit', '3', '--json'));
    expect(other).toMatchObject({ day: '2023-12-21', papers: [{ votes: 29 }, { votes: 24 }, { votes: 19 }] });
    expect(json(await here('today', '--date', '2024-01-01', '--json'))).toEqual({ day: '2024-01-01', papers: [] });
    const { code, stdout } = await here('today', '--date', '2024-01-01');
    expect([code, stdout]).toEqual([
      0,
      'There is no list for 2024-01-01. The nearest days with papers: 2023-12-21, 2024-01-22\n',
    ]);
  });

  it('paper prints all of a paper, and fails where there is none', async () => {
    const paper = json(await here('paper', 'arXiv:2401.10774v1', '--json'));
    expect(paper).toMatchObject({ id: '2401.10774', day: '2024-01-22', votes: 23, moreAuthors: false, video: null });
    expect((paper.passages as object[])[0]).toEqual({
      id: '2401.10774#1',
      label: "What's New",
      text: expect.any(String),
    });
    expect((await here('paper', '2401.10774')).stdout).toMatch(/^── Medusa: .*\n(?:.*\n)+• Hugging Face <https:/);
    expect((await here('paper', 'medusa')).stdout).toMatch(/^── Medusa: /);
    expect((await here('paper', 'tamagotchi')).stderr).toContain(
      'expected an arXiv id such as 2401.10891 or words of a title',
    );
    expect((await here('paper', 'diffusion')).stderr).toContain('2401.10404 Inflation with Diffusion');
    expect(await here('paper', '9912.34567')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: there is no paper 9912.34567 in the index\n',
    });
  });

  it('status counts', async () => {
    const status = json(await here('status', '--json'));
    expect(status).toMatchObject({
      papers: 23,
      passages: 92,
      days: 2,
      firstDay: '2023-12-21',
      lastDay: '2024-01-22',
      model: 'none',
    });
    const { stdout } = await here('status');
    expect(stdout).toContain('Papers: 23\n');
    expect(stdout).not.toContain('Running since');
  });
});

describe('without an index', () => {
  it.each([['search', 'x'], ['ask', 'x'], ['today'], ['paper', '2401.10774'], ['status']])(
    '%s says what to do',
    async (...args) => {
      const ended = await runHere([...args, '--json', '--index', path.join(home, 'none')]);
      expect([ended.code, ended.stdout]).toEqual([1, '']);
      expect(ended.stderr).toMatch(/^error: There is no index in .*none yet; make it: npm run -s papers -- index\n$/);
    },
  );
});

describe('papers doctor', () => {
  it('finds everything in place, and says how to get a token', async () => {
    const { code, stdout } = await run(['doctor']);
    expect(code).toBe(0);
    for (const name of ['Node', 'hnswlib-node', 'better-sqlite3', 'Settings', 'Daily files', 'Index']) {
      expect(stdout).toMatch(new RegExp(`^ok    ${name}: `, 'm'));
    }
    expect(stdout).toMatch(/^todo {2}Discord: [^\n]*\n {6}[^\n]*https:\/\/discord\.com\/developers/m);
    expect(stdout).not.toContain('\u001b');
  });

  it('says what to do about each fault, and fails', async () => {
    const { code, stdout } = await run([
      'doctor',
      '--data',
      path.join(home, 'nowhere'),
      '--index',
      path.join(home, 'none'),
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAULT Daily files: .*\n {6}Point DATA_DIR or --data at a folder/m);
    expect(stdout).toMatch(/^todo {2}Index: none in .*\n {6}Build it: npm run -s papers -- index/m);
    expect(stdout).toMatch(/1 fault found\.\n$/);
    const settings = await run(['doctor'], { TIME_ZONE: 'Mars' });
    expect(settings.code).toBe(1);
    expect(settings.stdout).toMatch(/^FAULT Settings: Settings are wrong: TIME_ZONE/m);
  });
});
