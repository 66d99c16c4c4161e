import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDailyFile } from '../../src/corpus/daily-file.ts';
import { writeDailyFile } from '../../src/corpus/write.ts';
import { entry } from '../fakes/huggingface/index.ts';
import { PullScene } from './scene.ts';

const MONDAY = '2024-01-22';
const FILE = '2024/01/22.md';
let scene: PullScene;

beforeEach(async () => {
  // Tuesday noon in New York: Monday's list is closed, Tuesday's open.
  scene = await PullScene.begin('2024-01-23T17:00:00Z');
  scene.fake.lists.set(MONDAY, [
    entry({
      id: '2401.10891',
      title: 'Depth [for] Anything',
      votes: 26,
      abstract: 'We use 62M images. It works well in the dark.',
    }),
    entry({ id: '2401.10774', votes: 23, media: 'https://cdn.example.org/v.mp4', keywords: ['decoding'] }),
  ]);
});
afterEach(() => scene.end());

const ids = (file: string) => parseDailyFile(scene.read(file), file).papers.map(({ id }) => id);

describe('pulling a day', () => {
  it('writes a daily file in the format of the sample, and says that its bullets are the abstracts', async () => {
    const report = await scene.day(MONDAY);
    expect(report.days).toEqual([
      {
        day: MONDAY,
        outcome: 'papers',
        listed: 2,
        added: ['2401.10891', '2401.10774'],
        votes: 0,
        rewritten: 0,
        conflicts: [],
        problems: [],
      },
    ]);
    expect(scene.read(FILE)).toBe(`## Daily Papers (2024-01-22)

<!-- 초록의 문장을 그대로 옮김, 모델 요약 아님 / the abstract's own sentences, not a model's summary: 2401.10774, 2401.10891 -->

### [Depth [for] Anything](https://arxiv.org/abs/2401.10891)

![](https://cdn-thumbnails.example.org/social-thumbnails/papers/2401.10891.png)

Vote: 26

Authors: Ada Lovelace, Alan Turing

- We use 62M images.
- It works well in the dark.

### [Paper 2401.10774](https://arxiv.org/abs/2401.10774)

[Watch Video](https://cdn.example.org/v.mp4)
<div><video controls src="https://cdn.example.org/v.mp4" muted="false"></video></div>

Vote: 23

Authors: Ada Lovelace, Alan Turing

- We present 2401.10774. It is quick. It is small.

`);
    expect(JSON.parse(scene.read('2024/01/22.hints.json'))).toEqual({
      day: MONDAY,
      papers: { '2401.10774': { questions: { ko: [], en: [] }, keywords: ['decoding'] } },
    });
    expect(Object.keys(scene.files())).toEqual(['2024/01/22.hints.json', FILE]);
  });

  it('twice is the same as once', async () => {
    await scene.day(MONDAY);
    const files = scene.files();
    const report = await scene.day(MONDAY);
    expect(report.days[0]).toMatchObject({ added: [], votes: 0, conflicts: [] });
    expect(scene.files()).toEqual(files);
    expect(scene.votes('2401.10891')).toEqual([26]);
  });

  it('brings votes up to date, keeps how they rose, and appends what came later', async () => {
    await scene.day(MONDAY);
    scene.clock.set('2024-01-24T17:00:00Z');
    scene.fake.vote('2401.10891', 40);
    scene.fake.lists.get(MONDAY)!.unshift(entry({ id: '2401.11111', votes: 2 }));
    const report = await scene.day(MONDAY);
    expect(report.days[0]).toMatchObject({ added: ['2401.11111'], votes: 1 });
    expect(ids(FILE)).toEqual(['2401.10891', '2401.10774', '2401.11111']);
    expect(parseDailyFile(scene.read(FILE), FILE).papers[0]!.votes).toBe(40);
    expect(scene.votes('2401.10891')).toEqual([26, 40]);
  });

  it('puts a paper into the file of the day that listed it first, whatever it is called now', async () => {
    await scene.day(MONDAY);
    scene.fake.lists.set('2024-01-23', [
      entry({ id: '2401.10891', title: 'Renamed', votes: 27 }),
      entry({ id: '2401.22222' }),
    ]);
    const report = await scene.day('2024-01-23');
    expect(report.days[0]!.added).toEqual(['2401.22222']);
    expect(ids('2024/01/23.md')).toEqual(['2401.22222']);
  });

  it('with --dry-run says what it would do and does none of it', async () => {
    const request = { kind: 'range', since: MONDAY, until: MONDAY } as const;
    const report = await scene.pull(request, { dryRun: true });
    expect(report.days[0]).toMatchObject({ outcome: 'papers', added: ['2401.10891', '2401.10774'] });
    expect(scene.files()).toEqual({});
    expect(scene.records.days(MONDAY, MONDAY)).toEqual([]);
  });
});

describe('a file that somebody edited', () => {
  it('keeps every byte but votes and what is added', async () => {
    await scene.day(MONDAY);
    const edited = scene
      .read(FILE)
      .replace('Depth [for] Anything', 'My own title')
      .replace('- We use 62M images.', '- 직접 고친 요약입니다.\n  둘째 줄')
      .replaceAll('\n', '\r\n');
    writeFileSync(scene.file(FILE), edited);
    scene.fake.vote('2401.10891', 31);
    scene.fake.lists.get(MONDAY)!.push(entry({ id: '2401.11111', votes: 2 }));
    const report = await scene.day(MONDAY);
    expect(report.days[0]).toMatchObject({ added: ['2401.11111'], votes: 1, conflicts: [] });
    expect(scene.read(FILE).startsWith(edited.replace('Vote: 26', 'Vote: 31'))).toBe(true);
    expect(ids(FILE)).toEqual(['2401.10891', '2401.10774', '2401.11111']);
    // And again: still somebody else's.
    scene.fake.vote('2401.10891', 32);
    await scene.day(MONDAY);
    expect(scene.read(FILE)).toContain('직접 고친 요약입니다.\r\n  둘째 줄');
    expect(scene.read(FILE)).toContain('Vote: 32');
  });

  it('does not get back what was removed from it, and says so', async () => {
    await scene.day(MONDAY);
    const [head, , second] = scene.read(FILE).split(/(?=^### )/m);
    writeFileSync(scene.file(FILE), `${head}${second}`);
    const report = await scene.day(MONDAY);
    expect(ids(FILE)).toEqual(['2401.10774']);
    expect(report.days[0]!.conflicts).toEqual([`${FILE}: 2401.10891: was removed by hand and stays out`]);
  });

  it('is left alone when it cannot be read or is something else', async () => {
    for (const [content, why] of [
      [Buffer.from([0xff, 0xfe, 0x00, 0x41]), /not UTF-8/],
      [Buffer.from('# Shopping list\n\n- milk\n'), /not a daily file of 2024-01-22/],
    ] as const) {
      mkdirSync(scene.file('2024/01'), { recursive: true });
      writeFileSync(scene.file(FILE), content);
      const { days } = await scene.day(MONDAY);
      expect([...days[0]!.problems, ...days[0]!.conflicts].join()).toMatch(why);
      expect(readFileSync(scene.file(FILE))).toEqual(content);
    }
  });

  it('of an archive with names of its own is found by its day', async () => {
    const own = writeDailyFile(MONDAY, [
      { id: '2401.10774', title: 'X', authors: [], votes: 1, passages: [{ text: '하나' }] },
    ]);
    writeFileSync(scene.file('log-2024-01-22.md'), own);
    await scene.day(MONDAY);
    expect(existsSync(scene.file(FILE))).toBe(false);
    const { papers } = parseDailyFile(scene.read('log-2024-01-22.md'), 'log-2024-01-22.md');
    expect(papers.map(({ id, votes }) => [id, votes])).toEqual([
      ['2401.10774', 23],
      ['2401.10891', 26],
    ]);
  });
});

describe('days without papers', () => {
  it('are told apart: weekend, empty, not yet listed, failed', async () => {
    scene.fake.fail(/date=2024-01-18/, { kind: 'status', status: 500 }, { kind: 'status', status: 500 });
    const { days } = await scene.pull({ kind: 'range', since: '2024-01-18', until: '2024-01-23' });
    expect(days.map(({ day, outcome }) => [day, outcome])).toEqual([
      ['2024-01-18', 'failed'],
      ['2024-01-19', 'empty'],
      ['2024-01-20', 'weekend'],
      ['2024-01-21', 'weekend'],
      ['2024-01-22', 'papers'],
      ['2024-01-23', 'not_yet'],
    ]);
    expect(days[0]!.problems[0]).toMatch(/answered 500, 2 times/);
    expect(scene.records.days('2024-01-18', '2024-01-23').map(({ day, settled }) => [day, settled])).toEqual([
      ['2024-01-19', true],
      ['2024-01-20', true],
      ['2024-01-21', true],
      ['2024-01-22', true],
      ['2024-01-23', false],
    ]);
  });

  it('lose nothing when a list that had papers comes back empty', async () => {
    await scene.day(MONDAY);
    const before = scene.read(FILE);
    scene.fake.lists.set(MONDAY, []);
    const { days } = await scene.day(MONDAY);
    expect(days[0]!.problems).toEqual([`${FILE}: its 2 papers stay, though the list of 2024-01-22 is empty now`]);
    expect(scene.read(FILE)).toBe(before);
    expect(scene.records.days(MONDAY, MONDAY)[0]!.settled).toBe(false);
  });

  it('stop the run after three failures in a row', async () => {
    await scene.fake.stop();
    const report = await scene.pull({ kind: 'range', since: '2024-01-08', until: '2024-01-19' });
    expect(report.days.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
    expect(report.left).toHaveLength(9);
  });
});
