import { readdir, readlink, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PapersError } from '../../src/errors.ts';
import { ingest } from '../../src/library/ingest.ts';
import { type LibraryOptions, LocalLibrary } from '../../src/library/local.ts';
import { RemoteLibrary } from '../../src/library/remote.ts';
import { LibrarySwitch, type ReloadableLibrary } from '../../src/library/switch.ts';
import { libraryContract } from '../contracts/library.ts';
import { HashEmbedder } from '../fakes/hash-embedder.ts';
import { until } from '../until.ts';
import { CONCEPTS, InventedFolder, inventedDay, inventedPaper } from './invented.ts';

libraryContract('a library in this thread', (options) => LocalLibrary.open(options));
libraryContract('a library behind a switch', (options) => LibrarySwitch.open(options));
libraryContract('a library in a thread of its own', (options) => RemoteLibrary.open(options));

let folder: InventedFolder;
let embedder: HashEmbedder;
let options: LibraryOptions;
const index = (): Promise<unknown> => ingest({ ...folder, embedder, concepts: CONCEPTS });

beforeEach(async () => {
  folder = await InventedFolder.make();
  embedder = new HashEmbedder();
  options = { indexDir: folder.indexDir, embedder, today: () => '2024-01-10' };
  await folder.writeDays('2024-01-01', 10, 10);
  await index();
});
afterEach(() => folder.dispose());

/** The files of the index that this process holds open (known on Linux only). */
async function openFiles(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const links = await readdir('/proc/self/fd');
  const files = await Promise.all(links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => '')));
  return files.filter((file) => file.startsWith(folder.indexDir));
}

const kinds: [string, (options: LibraryOptions) => Promise<ReloadableLibrary>][] = [
  ['a switch', (given) => LibrarySwitch.open(given)],
  ['a thread', (given) => RemoteLibrary.open(given)],
];

describe.each(kinds)('going over to a new generation, in %s', (_, open) => {
  it('changes nothing when there is none', async () => {
    const library = await open(options);
    expect(await library.reload()).toBe(false);
    await library.close();
  });

  it('serves the new papers, and the old generation to whoever began on it', async () => {
    const library = await open(options);
    const before = (await library.info()).generation;
    embedder.delayMs = 400;
    const begun = library.search({ question: '확산 모델' });
    await until(() => embedder.questions > 0);
    await folder.write('2024-03-01', inventedDay('2024-03-01', 500, 5));
    await index();
    const [swapped, again] = await Promise.all([library.reload(), library.reload()]);
    expect([swapped, again]).toEqual([true, true]);
    const after = (await library.info()).generation;
    expect(after).not.toBe(before);
    expect(await library.paper(inventedPaper(502, '').id)).toMatchObject({ day: '2024-03-01' });
    expect((await library.days())[0]).toBe('2024-03-01');
    expect((await begun).generation).toBe(before);
    embedder.delayMs = 0;
    expect((await library.search({ question: '확산 모델' })).generation).toBe(after);
    await library.close();
    expect(await openFiles()).toEqual([]);
  });
});

describe('a switch', () => {
  it('goes on with the old one, whole, after a new one swept its files away and when a new one is damaged', async () => {
    const library = await LibrarySwitch.open(options);
    const wanted = inventedPaper(42, '2024-01-05', { votes: (42 * 7) % 50 });
    for (let run = 0; run < 3; run++) {
      await ingest({ ...folder, embedder, concepts: CONCEPTS, rebuild: true });
    }
    expect(await library.paper(wanted.id)).toEqual(wanted);
    await library.reload();
    expect(await library.paper(wanted.id)).toEqual(wanted);
    await folder.write('2024-03-01', inventedDay('2024-03-01', 500, 5));
    await index();
    const { generation } = await library.info();
    await rm(path.join(folder.indexDir, 'segments'), { recursive: true });
    await expect(library.reload()).rejects.toMatchObject({ code: 'index_damaged' });
    expect((await library.info()).generation).toBe(generation);
    expect((await library.search({ question: wanted.title })).hits[0]!.paper).toEqual(wanted);
    await ingest({ ...folder, embedder, concepts: CONCEPTS, rebuild: true });
    expect(await library.reload()).toBe(true);
    await library.close();
    expect(await openFiles()).toEqual([]);
  });

  it('never shows a mixture, while one generation after another comes in', async () => {
    const library = await LibrarySwitch.open(options);
    let stop = false;
    const seen = new Map<string, Set<number | undefined>>();
    const asking = (async () => {
      while (!stop) {
        await breathe();
        // One paper's votes count the generations: a search must show the votes of the generation it names.
        const { generation, hits } = await library.search({ question: inventedPaper(42, '').title });
        const paper = hits.find((hit) => hit.paper.id === inventedPaper(42, '').id)?.paper;
        seen.set(generation, (seen.get(generation) ?? new Set()).add(paper?.votes));
      }
    })();
    for (let run = 0; run < 6; run++) {
      const day = inventedDay('2024-01-05', 40, 10).map((paper) => ({ ...paper, votes: 1_000 + run }));
      await folder.write('2024-01-05', day);
      await index();
      await library.reload();
      const { generation } = await library.info();
      await until(() => seen.has(generation));
    }
    stop = true;
    await asking;
    expect(seen.size).toBeGreaterThanOrEqual(6);
    for (const votes of seen.values()) expect(votes.size).toBe(1);
    await library.close();
  });

  it('shares what two generations have in common, and frees it with the last of them', async () => {
    const library = await LibrarySwitch.open(options);
    const files = await openFiles();
    for (let run = 0; run < 3; run++) {
      await folder.write(`2024-03-0${run + 1}`, inventedDay(`2024-03-0${run + 1}`, 500 + run * 2, 2));
      await index();
      await library.reload();
    }
    const now = await openFiles();
    expect(now).toEqual(expect.arrayContaining(files));
    expect(new Set(now).size).toBe(now.length);
    await library.close();
    expect(await openFiles()).toEqual([]);
  });
});

describe('a library in a thread', () => {
  const entry = new URL('./fixtures/fragile-worker.ts', import.meta.url);
  let crashes: PapersError[];
  let library: RemoteLibrary;
  beforeEach(async () => {
    crashes = [];
    library = await RemoteLibrary.open({ ...options, entry, onCrash: (error) => crashes.push(error) });
  });
  afterEach(() => library.close());

  it('fails what was under way when it dies, and is started again, as often as it dies', async () => {
    for (const question of ['exit', 'throw']) {
      embedder.delayMs = 60_000;
      const waiting = [library.search({ question: '확산 모델' }), library.search({ question })];
      for (const one of waiting) {
        await expect(one).rejects.toMatchObject({
          code: 'unavailable',
          message: expect.stringMatching(/search thread/),
        });
      }
      embedder.delayMs = 0;
      expect((await library.search({ question: '확산 모델' })).hits.length).toBeGreaterThan(0);
      expect(await library.paper(inventedPaper(3, '').id)).toBeDefined();
    }
    expect(crashes).toHaveLength(2);
  });

  it('leaves whoever asks free for other things while it is busy', async () => {
    const sign = path.join(folder.root, 'enough');
    let over = false;
    const busy = library.search({ question: `busy until ${sign}` }).finally(() => {
      over = true;
    });
    // If the search held up this thread, the sign would never be given.
    for (let turn = 0; turn < 20; turn++) await breathe();
    expect(over).toBe(false);
    await writeFile(sign, '');
    await busy;
  });

  it('says what is wrong when there is no index any more after it died, and recovers when there is', async () => {
    await rename(folder.indexDir, `${folder.indexDir}-away`);
    await expect(library.search({ question: 'exit' })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(library.info()).rejects.toMatchObject({ code: 'index_missing' });
    await rename(`${folder.indexDir}-away`, folder.indexDir);
    expect((await library.info()).papers).toBe(100);
  });
});

describe('a thread that cannot start', () => {
  it('is a library that is unavailable, in words that say why', async () => {
    const entry = new URL('./fixtures/no-such-worker.ts', import.meta.url);
    await expect(RemoteLibrary.open({ ...options, entry })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('no-such-worker'),
    });
  });
});

describe('a thread without room', () => {
  it('is a library that is unavailable, not a program that is down', async () => {
    const resourceLimits = { maxOldGenerationSizeMb: 6, maxYoungGenerationSizeMb: 1 };
    await expect(RemoteLibrary.open({ ...options, resourceLimits })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('the built-in embedder', () => {
  it('needs nothing but the index, in this thread and in another', async () => {
    const indexDir = path.join(folder.root, 'builtin');
    await ingest({ ...folder, indexDir, embedder: 'builtin', concepts: CONCEPTS });
    const given = { indexDir, today: () => '2024-01-10' };
    const here = await LocalLibrary.open(given);
    const there = await RemoteLibrary.open(given);
    const question = '동영상을 다듬는 확산 모델';
    const one = await here.search({ question });
    const other = await there.search({ question });
    expect({ ...other, ms: 0 }).toEqual({ ...one, ms: 0 });
    expect(one.hits.length).toBeGreaterThan(0);
    await Promise.all([here.close(), there.close()]);
  });
});
