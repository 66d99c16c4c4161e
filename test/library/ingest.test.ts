import { appendFile, chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hints, hintsPath, writeHints } from '../../src/corpus/hints-file.ts';
import { storeCalibration } from '../../src/library/calibrate.ts';
import { Generation } from '../../src/library/generation.ts';
import { type IngestOptions, type IngestReport, ingest } from '../../src/library/ingest.ts';
import { filesOf, type Manifest } from '../../src/library/manifest.ts';
import { IndexStore } from '../../src/library/store.ts';
import type { IngestProgress } from '../../src/library/write-segment.ts';
import { addDays, type Paper } from '../../src/paper.ts';
import { DEFAULT_CALIBRATION } from '../../src/search/confidence.ts';
import { HashEmbedder } from '../fakes/hash-embedder.ts';
import { CONCEPTS, InventedFolder, inventedDay, inventedPaper } from './invented.ts';

let folder: InventedFolder;
let embedder: HashEmbedder;
beforeEach(async () => {
  folder = await InventedFolder.make();
  embedder = new HashEmbedder();
});
afterEach(() => folder.dispose());

const index = (more: Partial<IngestOptions> = {}): Promise<IngestReport> =>
  ingest({ dataDir: folder.dataDir, indexDir: folder.indexDir, embedder, concepts: CONCEPTS, ...more });

const manifest = (): Promise<Manifest> => new IndexStore(folder.indexDir).manifest();

/** What the index says papers are. */
async function allIndexed(ids: readonly string[]): Promise<(Paper | undefined)[]> {
  const generation = await Generation.open(folder.indexDir, embedder);
  const places = ids.map((id) => generation.find(id));
  const papers = places.map((place) => place?.papers.paper(place.row));
  await generation.close();
  return papers;
}

const indexed = async (id: string): Promise<Paper | undefined> => (await allIndexed([id]))[0];
const idsOf = (papers: readonly Paper[]): string[] => papers.map((paper) => paper.id);

/** The ids found for some words, best first. */
async function found(text: string, indexDir = folder.indexDir, limit = 10): Promise<string[]> {
  const generation = await Generation.open(indexDir, embedder);
  const query = { question: text, text, filters: {}, order: 'relevance', limit, understood: [] } as const;
  const { hits } = await generation.retriever.search(query).finally(() => generation.close());
  return hits.map((hit) => hit.paper.id);
}

describe('the first index', () => {
  it('holds every paper and passage, and says so', async () => {
    const papers = await folder.writeDays('2024-01-01', 3, 4);
    await appendFile(folder.file('2024-01-01'), '\n#### stray heading\n');
    const report = await index();
    const warned = [{ file: '2024/01/01.md', line: expect.any(Number), message: expect.any(String) }];
    expect(report).toEqual({
      papers: 12,
      passages: 36,
      days: 3,
      warnings: warned,
      embedder: 'hash',
      seconds: expect.any(Number),
      generation: expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/),
      changed: { added: 12, updated: 0, removed: 0 },
      embedded: 36,
    });
    expect(await allIndexed(idsOf(papers))).toEqual(papers);
    expect((await manifest()).counts).toEqual({
      papers: 12,
      passages: 36,
      days: 3,
      firstDay: '2024-01-01',
      lastDay: '2024-01-03',
    });
  });

  it('reports what it is doing, each stage up to its end', async () => {
    await folder.writeDays('2024-01-01', 7, 100);
    const seen: IngestProgress[] = [];
    await index({ onProgress: (progress) => seen.push(progress) });
    const stages = [...new Set(seen.map((progress) => progress.stage))];
    expect(stages).toEqual(['reading', 'embedding', 'words', 'graph']);
    for (const stage of stages) {
      const own = seen.filter((progress) => progress.stage === stage);
      expect(own.at(-1)!.done).toBe(own.at(-1)!.total);
      expect(own.map(({ done }) => done)).toEqual(own.map(({ done }) => done).sort((a, b) => a - b));
    }
  });

  it('is not made of a folder without papers', async () => {
    await expect(index()).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining('found none') });
    await writeFile(path.join(folder.dataDir, 'readme.md'), 'no paper here');
    await expect(index()).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining('readme.md:1') });
    await expect(index({ dataDir: path.join(folder.root, 'nowhere') })).rejects.toMatchObject({ code: 'bad_input' });
    await expect(manifest()).rejects.toMatchObject({ code: 'index_missing' });
  });
});

describe('indexing again', () => {
  it('keeps the generation when nothing changed, not even when files were touched', async () => {
    await folder.writeDays('2024-01-01', 3, 4);
    const first = await index();
    const again = await index();
    expect(again).toMatchObject({ generation: first.generation, embedded: 0, papers: 12, passages: 36, days: 3 });
    const day = new Date('2024-05-05T00:00:00Z');
    await utimes(folder.file('2024-01-02'), day, day);
    expect((await index()).generation).toBe(first.generation);
    expect((await manifest()).dailyFiles[1]).toMatchObject({ file: '2024/01/02.md', mtimeMs: day.getTime() });
    await appendFile(folder.file('2024-01-02'), '\n\n');
    expect((await index()).generation).toBe(first.generation);
    expect(embedder.embedded).toHaveLength(36);
  });

  it('embeds a new day only, and writes no file of the others', async () => {
    await folder.writeDays('2024-01-01', 10, 20);
    await index();
    const before = filesOf(await manifest());
    const times = await Promise.all(before.map((file) => stat(path.join(folder.indexDir, file.path))));
    await folder.write('2024-02-01', inventedDay('2024-02-01', 500, 5));
    const report = await index();
    expect(report).toMatchObject({
      papers: 205,
      days: 11,
      embedded: 15,
      changed: { added: 5, updated: 0, removed: 0 },
    });
    expect(embedder.embedded.slice(600)).toHaveLength(15);
    const after = await manifest();
    expect(after.segments.map((segment) => segment.papers)).toEqual([200, 5]);
    expect(filesOf(after)).toEqual(expect.arrayContaining(before));
    const timesAfter = await Promise.all(before.map((file) => stat(path.join(folder.indexDir, file.path))));
    expect(timesAfter.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
      times.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
    );
  });

  it('embeds nothing when only votes changed', async () => {
    await folder.writeDays('2024-01-01', 3, 10);
    await index();
    const day = inventedDay('2024-01-02', 10, 10);
    const voted = day.map((paper, at) => (at < 3 ? { ...paper, votes: 900 + at } : paper));
    await folder.write('2024-01-02', voted);
    const report = await index();
    expect(report).toMatchObject({ papers: 30, embedded: 0, changed: { added: 0, updated: 3, removed: 0 } });
    expect(await allIndexed(idsOf(voted))).toEqual(voted);
    expect(await found(voted[1]!.title)).toContain(voted[1]!.id);
  });

  it('embeds one passage when one bullet was edited, and finds the paper by the new words alone', async () => {
    await folder.writeDays('2024-01-01', 3, 10);
    await index();
    const day = inventedDay('2024-01-02', 10, 10);
    const edited = inventedPaper(14, '2024-01-02', { votes: day[4]!.votes!, note: '현악기 조율사를 위한 자장가 합성' });
    await folder.write('2024-01-02', [...day.slice(0, 4), edited, ...day.slice(5)]);
    expect(await index()).toMatchObject({ passages: 91, embedded: 1, changed: { added: 0, updated: 1, removed: 0 } });
    expect(await indexed(edited.id)).toEqual(edited);
    expect((await found('자장가 합성'))[0]).toBe(edited.id);
    await folder.write('2024-01-02', day);
    expect(await index()).toMatchObject({ passages: 90, embedded: 0, changed: { updated: 1 } });
    expect(await indexed(edited.id)).toEqual(day[4]);
  });

  it('finds a paper by the hints beside its file, new or changed, and shows none of them', async () => {
    const [paper] = await folder.writeDays('2024-01-01', 2, 4);
    const beside = hintsPath(folder.file('2024-01-01'));
    await index();
    const search = (text: string) => found(text, folder.indexDir, 1);
    for (const [word, hint] of [
      ['zebrafish', 'Which method tells a zebrafish from a horse?'],
      ['umbrella', 'Is there an umbrella for it?'],
    ] as const) {
      const hints: Hints = { questions: { ko: [], en: [hint] }, keywords: [] };
      await writeFile(beside, writeHints('2024-01-01', new Map([[paper!.id, hints]])));
      const { changed, embedded } = await index();
      expect({ changed, embedded }).toEqual({ changed: { added: 0, updated: 1, removed: 0 }, embedded: 0 });
      const generation = await Generation.open(folder.indexDir, embedder);
      const query = { question: word, text: word, filters: {}, order: 'relevance', limit: 1, understood: [] } as const;
      const [hit] = (await generation.retriever.search(query).finally(() => generation.close())).hits;
      expect(hit!.paper.id).toBe(paper!.id);
      expect(hit!.lexical!.score).toBeGreaterThan(0);
      expect(hit!.evidence.map(({ passage }) => passage.text).join()).not.toContain(word);
      expect(hit!.paper.passages).toEqual(paper!.passages);
    }
    await rm(beside);
    expect((await index()).changed).toEqual({ added: 0, updated: 1, removed: 0 });
    expect(await indexed(paper!.id)).toEqual(paper);
    expect(await search(paper!.title)).toEqual([paper!.id]);
  });

  it('forgets the papers of a removed file', async () => {
    const papers = await folder.writeDays('2024-01-01', 3, 10);
    await index();
    await folder.remove('2024-01-02');
    expect(await index()).toMatchObject({ papers: 20, passages: 60, days: 2, changed: { removed: 10 } });
    expect(await indexed(papers[12]!.id)).toBeUndefined();
    expect(await found(papers[12]!.title)).not.toContain(papers[12]!.id);
    expect(await indexed(papers[22]!.id)).toEqual(papers[22]);
  });

  it('merges a paper of two days: first day, latest text and votes; and parts them again', async () => {
    const papers = await folder.writeDays('2024-01-01', 3, 10);
    await index();
    const twice = papers[3]!;
    const later = inventedPaper(3, '2024-01-03', { votes: 777, note: '나중에 덧붙인 문장' });
    await folder.write('2024-01-03', [...papers.slice(20), later]);
    expect(await index()).toMatchObject({ papers: 30, days: 3, embedded: 1, changed: { added: 0, updated: 1 } });
    expect(await indexed(twice.id)).toEqual({ ...later, day: '2024-01-01' });
    await folder.remove('2024-01-01');
    expect(await index()).toMatchObject({ papers: 21, days: 2, embedded: 0, changed: { updated: 1, removed: 9 } });
    expect(await indexed(twice.id)).toEqual(later);
    await folder.write('2024-01-01', papers.slice(0, 10));
    await folder.write('2024-01-03', papers.slice(20));
    expect(await index()).toMatchObject({ papers: 30, changed: { added: 9, updated: 1, removed: 0 } });
    expect(await indexed(twice.id)).toEqual(twice);
  });

  it('notices a change that keeps size and time when the file was young', async () => {
    const [paper] = await folder.writeDays('2024-01-01', 1, 2);
    const before = await stat(folder.file('2024-01-01'));
    await index();
    const text = await readFile(folder.file('2024-01-01'), 'utf8');
    await writeFile(folder.file('2024-01-01'), text.replace('Heron0', 'Egret0'));
    await utimes(folder.file('2024-01-01'), before.atimeMs / 1000, before.mtimeMs / 1000);
    expect(await index()).toMatchObject({ changed: { updated: 1 } });
    expect((await indexed(paper!.id))!.title).toContain('Egret0');
  });

  it('keeps a file that cannot be read now as it was, and says so', async () => {
    const papers = await folder.writeDays('2024-01-01', 2, 3);
    await index();
    await chmod(folder.root, 0o755);
    await chmod(folder.file('2024-01-02'), 0o000);
    const asRoot = process.geteuid?.() === 0;
    if (asRoot) {
      // Nothing is closed to root: read as somebody else.
      await chmod(folder.indexDir, 0o777);
      for (const entry of await readdir(folder.indexDir, { recursive: true }))
        await chmod(path.join(folder.indexDir, entry), 0o777);
      process.seteuid!(65_534);
    }
    const report = await index().finally(() => asRoot && process.seteuid!(0));
    expect(report).toMatchObject({ papers: 6, changed: { removed: 0 } });
    expect(report.warnings).toEqual([
      { file: '2024/01/02.md', line: 1, message: expect.stringContaining('kept as it was') },
    ]);
    expect(await indexed(papers[4]!.id)).toEqual(papers[4]);
    await chmod(folder.file('2024-01-02'), 0o644);
    expect((await index()).warnings).toEqual([]);
  });

  it('never replaces an index by an empty one', async () => {
    await folder.writeDays('2024-01-01', 1, 3);
    const { generation } = await index();
    await writeFile(folder.file('2024-01-01'), 'emptied by mistake');
    await expect(index()).rejects.toMatchObject({ code: 'bad_input' });
    await rm(folder.file('2024-01-01'));
    await expect(index()).rejects.toMatchObject({ code: 'bad_input' });
    expect((await manifest()).generation).toBe(generation);
  });
});

describe('an index that grew', () => {
  it('day by day holds what one made at once holds, and ranks it the same', async () => {
    const papers: Paper[] = [];
    for (let at = 0; at < 16; at++) {
      papers.push(...(await folder.writeDays(addDays('2024-01-01', at), 1, 12, at * 12)));
      expect((await index()).embedded).toBe(36);
    }
    const grown = await manifest();
    expect(grown.segments.length).toBeGreaterThan(1);
    const indexDir = path.join(folder.root, 'at-once');
    await ingest({ ...folder, indexDir, embedder, concepts: CONCEPTS });
    const atOnce = await new IndexStore(indexDir).manifest();
    expect(grown.counts).toEqual(atOnce.counts);
    expect(grown.dailyFiles.map(({ mtimeMs: _, ...rest }) => rest)).toEqual(
      atOnce.dailyFiles.map(({ mtimeMs: _, ...rest }) => rest),
    );
    for (const question of [
      '비디오 편집',
      'diffusion',
      '동영상을 줄이는 저비트',
      'Otter7',
      '로봇',
      'weather',
      '37% 더 정확',
    ]) {
      expect(await found(question)).toEqual(await found(question, indexDir));
    }
    expect(await allIndexed(idsOf(papers))).toEqual(papers);
  });

  it('and was edited finds the same papers as one made anew', async () => {
    await folder.writeDays('2024-01-01', 8, 12);
    await index();
    for (let at = 0; at < 8; at++) {
      const day = addDays('2024-01-01', at);
      const papers = inventedDay(day, at * 12, 12);
      papers[at] = inventedPaper(at * 12 + at, day, { votes: 5, note: `고쳐 쓴 문장 ${at}` });
      await folder.write(day, papers.slice(at % 3));
      await index();
    }
    const indexDir = path.join(folder.root, 'anew');
    await ingest({ ...folder, indexDir, embedder, concepts: CONCEPTS });
    expect((await manifest()).counts).toEqual((await new IndexStore(indexDir).manifest()).counts);
    for (const question of ['고쳐 쓴 문장', '비디오 편집', 'Badger16', '양자화 음성 번역']) {
      const [grown, anew] = [await found(question, folder.indexDir, 100), await found(question, indexDir, 100)];
      // Dead papers still count in how rare a word is until their segment is merged: near ties may stand in another order.
      expect(new Set(grown.slice(0, 40))).toEqual(new Set(grown.slice(0, 40).filter((id) => anew.includes(id))));
      expect(grown[0]).toBe(anew[0]);
    }
  });

  it('keeps few segments, makes no vector twice, and forgets dead rows in merging', async () => {
    await folder.writeDays('2024-01-01', 4, 50);
    await index();
    for (let at = 0; at < 15; at++) {
      await folder.writeDays(addDays('2024-02-01', at), 1, 3, 1_000 + at * 3);
      await folder.write(
        '2024-01-01',
        inventedDay('2024-01-01', 0, 50).map((paper) => ({ ...paper, votes: 100 + at })),
      );
      const report = await index();
      expect(report.embedded).toBe(9);
      const { segments } = await manifest();
      expect(segments.length).toBeLessThanOrEqual(8);
      const rows = segments.reduce((sum, segment) => sum + segment.papers, 0);
      const dead = segments.reduce((sum, segment) => sum + segment.dead.length, 0);
      expect(rows - dead).toBe(report.papers);
      expect(dead).toBeLessThanOrEqual(report.papers);
    }
    expect(new Set(embedder.embedded).size).toBe(embedder.embedded.length);
    expect(await indexed(inventedPaper(7, '2024-01-01').id)).toMatchObject({ votes: 114 });
  });
});

describe('another glossary', () => {
  it('changes what is found, and no vector of an outside embedder', async () => {
    await folder.writeDays('2024-01-01', 3, 10);
    await index();
    const { segments } = await manifest();
    const concepts = [
      ...CONCEPTS,
      { terms: ['꼬마하늘소', '음성 번역', 'speech translation'], file: 'invented.txt', line: 9 },
    ];
    const report = await index({ concepts });
    expect(report).toMatchObject({ embedded: 0, changed: { added: 0, updated: 0, removed: 0 } });
    const after = await manifest();
    expect(after.segments[0]!.files).toMatchObject({
      vectors: segments[0]!.files.vectors,
      papers: segments[0]!.files.papers,
    });
    expect(after.segments[0]!.files.lexical).not.toEqual(segments[0]!.files.lexical);
    const generation = await Generation.open(folder.indexDir, embedder);
    const query = {
      question: '',
      text: '꼬마하늘소',
      filters: {},
      order: 'relevance',
      limit: 3,
      understood: [],
    } as const;
    const { hits } = await generation.retriever.search(query, { explain: true });
    expect(hits[0]!.terms!.map((term) => term.how)).toContain('concept');
    await generation.close();
  });

  it('keeps dead rows in step with their segment', async () => {
    await folder.writeDays('2024-01-01', 3, 10);
    await index();
    await folder.write('2024-01-02', inventedDay('2024-01-02', 10, 10).slice(2));
    await index();
    const concepts = [...CONCEPTS, { terms: ['날씨 예보', 'weather'], file: 'invented.txt', line: 9 }];
    expect(await index({ concepts })).toMatchObject({ papers: 28, embedded: 0 });
    for (const [number, there] of [
      [10, false],
      [11, false],
      [12, true],
      [29, true],
    ] as const) {
      const paper = inventedPaper(number, '2024-01-01');
      expect((await found(paper.title)).includes(paper.id)).toBe(there);
    }
  });
});

describe('thresholds', () => {
  const calibration = { ...DEFAULT_CALIBRATION, threshold: 0.875 };
  const threshold = async (): Promise<number> => {
    const generation = await Generation.open(folder.indexDir, embedder);
    await generation.close();
    return generation.retriever.threshold;
  };

  it('are stored as a new generation of the same files, and kept by later ones of the same embedder', async () => {
    await folder.writeDays('2024-01-01', 2, 5);
    const first = await index();
    expect(await threshold()).toBe(DEFAULT_CALIBRATION.threshold);
    const { segments } = await manifest();
    const stored = await storeCalibration(folder.indexDir, calibration);
    expect(stored).not.toBe(first.generation);
    expect(await manifest()).toMatchObject({ generation: stored, segments });
    expect(await threshold()).toBe(0.875);
    await folder.writeDays('2024-02-01', 1, 5, 50);
    await index();
    expect(await threshold()).toBe(0.875);
    await index({ rebuild: true });
    expect(await threshold()).toBe(0.875);
    await storeCalibration(folder.indexDir, null);
    expect(await threshold()).toBe(DEFAULT_CALIBRATION.threshold);
  });

  it('are not stored where there is no index, and not taken from another embedder', async () => {
    await expect(storeCalibration(folder.indexDir, calibration)).rejects.toMatchObject({ code: 'index_missing' });
    expect(await readdir(folder.root)).toEqual(['papers']);
    await folder.writeDays('2024-01-01', 2, 5);
    await index({ embedder: new HashEmbedder('another') });
    await storeCalibration(folder.indexDir, calibration);
    await index({ rebuild: true });
    expect(await threshold()).toBe(DEFAULT_CALIBRATION.threshold);
  });
});

describe('the built-in embedder', () => {
  it('is trained once, frozen while the corpus grows, and trained anew when it has outgrown its training', async () => {
    await folder.writeDays('2024-01-01', 2, 20);
    await index({ embedder: 'builtin' });
    const first = (await manifest()).embedder;
    expect(first).toMatchObject({ name: 'builtin', trainedOn: 40 });
    await folder.writeDays('2024-02-01', 2, 20, 100);
    expect(await index({ embedder: 'builtin' })).toMatchObject({ papers: 80, embedded: 120 });
    expect((await manifest()).embedder).toEqual(first);
    await folder.writeDays('2024-03-01', 1, 1, 300);
    expect(await index({ embedder: 'builtin' })).toMatchObject({ papers: 81, embedded: 243, changed: { added: 1 } });
    const second = (await manifest()).embedder;
    expect(second.trainedOn).toBe(81);
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect((await manifest()).segments).toHaveLength(1);
    await (await Generation.open(folder.indexDir)).close();
  });

  it('is trained anew with another glossary, and on a rebuild', async () => {
    await folder.writeDays('2024-01-01', 2, 20);
    await index({ embedder: 'builtin' });
    const first = (await manifest()).embedder;
    expect(await index({ embedder: 'builtin', concepts: CONCEPTS.slice(1) })).toMatchObject({ embedded: 120 });
    const second = (await manifest()).embedder;
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(await index({ embedder: 'builtin', rebuild: true })).toMatchObject({ changed: { added: 40 } });
    expect((await manifest()).embedder.fingerprint).toBe(first.fingerprint);
  });

  it('gives way to another only on a rebuild', async () => {
    await folder.writeDays('2024-01-01', 1, 20);
    await index({ embedder: 'builtin' });
    await expect(index()).rejects.toMatchObject({
      code: 'index_foreign',
      message: expect.stringContaining('choose hash'),
    });
    expect(await index({ rebuild: true })).toMatchObject({ embedder: 'hash', embedded: 60 });
    await expect(index({ embedder: 'builtin' })).rejects.toMatchObject({ code: 'index_foreign' });
  });
});

describe('a run that fails', () => {
  it('leaves the former generation, and what it wrote goes with the next run', async () => {
    await folder.writeDays('2024-01-01', 2, 10);
    const { generation } = await index();
    await folder.writeDays('2024-01-01', 3, 10);
    embedder.failing = true;
    await expect(index()).rejects.toMatchObject({ code: 'unavailable' });
    embedder.failing = false;
    expect((await manifest()).generation).toBe(generation);
    const junk = path.join(folder.indexDir, 'segments', 'left', 'over');
    await mkdir(junk, { recursive: true });
    await writeFile(path.join(junk, 'vectors.f32'), 'half a fi');
    await writeFile(path.join(folder.indexDir, 'manifest.json.123.tmp'), '{');
    await writeFile(path.join(folder.indexDir, 'notes.txt'), 'mine');
    await index();
    const names = await readdir(folder.indexDir, { recursive: true });
    expect(names.filter((name) => name.includes('left') || name.endsWith('.tmp'))).toEqual([]);
    expect(names).toContain('notes.txt');
    await index();
    const files = await readdir(folder.indexDir, { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toHaveLength(filesOf(await manifest()).length + 4);
  });

  it('is gone on with where it ended: what an outside embedder has made is not asked for again', async () => {
    await folder.writeDays('2024-01-01', 7, 100);
    embedder.quota = 1_500;
    await expect(index()).rejects.toMatchObject({ code: 'unavailable' });
    embedder.quota = Number.POSITIVE_INFINITY;
    const before = embedder.embedded.length;
    expect(await index()).toMatchObject({ papers: 700, passages: 2_100, embedded: 2_100 - 1_024 });
    expect(embedder.embedded.length - before).toBe(2_100 - 1_024);
    expect(await readdir(folder.indexDir)).not.toContain('unfinished');
    const grown = await found('동영상을 줄이는 저비트');
    await index({ rebuild: true, indexDir: path.join(folder.root, 'at-once') });
    expect(grown).toEqual(await found('동영상을 줄이는 저비트', path.join(folder.root, 'at-once')));
  });

  it('was cancelled: says so, at whatever stage', async () => {
    await folder.writeDays('2024-01-01', 7, 100);
    for (const stage of ['reading', 'embedding', 'words', 'graph']) {
      const stop = new AbortController();
      const onProgress = (progress: IngestProgress): void => {
        if (progress.stage === stage) stop.abort();
      };
      await expect(index({ signal: stop.signal, onProgress }), stage).rejects.toMatchObject({ code: 'cancelled' });
      await expect(manifest()).rejects.toMatchObject({ code: 'index_missing' });
    }
    const stop = new AbortController();
    const onProgress = (progress: IngestProgress): void => (progress.stage === 'training' ? stop.abort() : undefined);
    await expect(index({ embedder: 'builtin', signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await index()).toMatchObject({ papers: 700 });
  });

  it('found another one writing: only one of two gets through', async () => {
    await folder.writeDays('2024-01-01', 5, 20);
    const runs = await Promise.allSettled([index(), index(), index()]);
    const done = runs.filter((run) => run.status === 'fulfilled');
    expect(done).toHaveLength(1);
    for (const run of runs) {
      if (run.status === 'rejected') expect(run.reason).toMatchObject({ code: 'unavailable' });
    }
    expect((await manifest()).generation).toBe(done[0]!.value.generation);
    await (await Generation.open(folder.indexDir, embedder)).close();
  });
});
