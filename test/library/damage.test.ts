import { cp, mkdir, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/library/disk.ts';
import { Generation } from '../../src/library/generation.ts';
import { ingest } from '../../src/library/ingest.ts';
import { filesOf, type Manifest } from '../../src/library/manifest.ts';
import { IndexStore } from '../../src/library/store.ts';
import { HashEmbedder } from '../fakes/hash-embedder.ts';
import { CONCEPTS, InventedFolder, inventedDay } from './invented.ts';

/** A small seeded generator of places, so that a failure can be repeated. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

let folder: InventedFolder;
let good: string;
let manifest: Manifest;
const embedder = new HashEmbedder();

async function openAndClose(): Promise<void> {
  await (await Generation.open(folder.indexDir, embedder)).close();
}

beforeAll(async () => {
  folder = await InventedFolder.make();
  // 2,100 passages: enough for a graph; then a day more, for a second segment that is scanned.
  await folder.writeDays('2024-01-01', 7, 100);
  await ingest({ ...folder, embedder, concepts: CONCEPTS });
  await folder.write('2024-02-01', inventedDay('2024-02-01', 700, 5));
  await ingest({ ...folder, embedder, concepts: CONCEPTS });
  good = path.join(folder.root, 'good');
  await cp(folder.indexDir, good, { recursive: true });
  manifest = await new IndexStore(folder.indexDir).manifest();
});
afterAll(() => folder.dispose());
beforeEach(async () => {
  await rm(folder.indexDir, { recursive: true, force: true });
  await cp(good, folder.indexDir, { recursive: true });
});

describe('a damaged index', () => {
  it('is the index this suite means to damage', async () => {
    expect(manifest.segments.map(({ files }) => files.graph !== undefined)).toEqual([true, false]);
    await openAndClose();
  });

  it('is found by any flipped bit in any file, and the file is named', async () => {
    const place = seeded(1);
    const names = ['manifest.json', ...filesOf(manifest).map((file) => file.path)];
    expect(names).toHaveLength(13);
    for (const name of names) {
      const file = path.join(folder.indexDir, name);
      const { size } = await stat(file);
      for (const at of [0, size - 1, place(size), place(size), place(size)]) {
        const handle = await open(file, 'r+');
        const byte = Buffer.alloc(1);
        await handle.read(byte, 0, 1, at);
        await handle.write(Buffer.from([byte[0]! ^ (1 << place(8))]), 0, 1, at);
        await expect(openAndClose(), `${name}, byte ${at}`).rejects.toMatchObject({
          code: 'index_damaged',
          message: expect.stringMatching(
            new RegExp(`${name.replaceAll('.', '\\.')}.*npm run -s papers -- index --rebuild`),
          ),
        });
        await handle.write(byte, 0, 1, at);
        await handle.close();
      }
    }
    await openAndClose();
  });

  it('is found when a file is cut short, too long, empty, gone, or a folder', async () => {
    const place = seeded(2);
    for (const { path: name, bytes } of filesOf(manifest)) {
      const file = path.join(folder.indexDir, name);
      const whole = await readFile(file);
      const harm: (() => Promise<unknown>)[] = [
        () => truncate(file, place(bytes)),
        () => truncate(file, 0),
        () => writeFile(file, Buffer.concat([whole, Buffer.from('x')])),
        () => rm(file),
        () => rm(file).then(() => mkdir(file)),
      ];
      for (const [kind, doHarm] of harm.entries()) {
        await doHarm();
        await expect(openAndClose(), `${name}, harm ${kind}`).rejects.toMatchObject({
          code: 'index_damaged',
          message: expect.stringContaining(name),
        });
        await rm(file, { recursive: true, force: true });
        await writeFile(file, whole);
      }
    }
  });

  it('is found when its manifest is cut short or empty, and is missing when there is none', async () => {
    const file = path.join(folder.indexDir, 'manifest.json');
    const text = await readFile(file, 'utf8');
    for (const length of [0, 1, 100, text.length - 1]) {
      await writeFile(file, text.slice(0, length));
      await expect(openAndClose()).rejects.toMatchObject({ code: 'index_damaged' });
    }
    await rm(file);
    await expect(openAndClose()).rejects.toMatchObject({
      code: 'index_missing',
      message: expect.stringMatching(/npm run -s papers -- index$/),
    });
    await rm(folder.indexDir, { recursive: true, force: true });
    await expect(openAndClose()).rejects.toMatchObject({ code: 'index_missing' });
  });

  it('is found by indexing too, which leaves it as it is, and is made good by a rebuild', async () => {
    await truncate(path.join(folder.indexDir, manifest.segments[0]!.files.columns.path), 10);
    const before = await readdir(folder.indexDir, { recursive: true });
    await expect(ingest({ ...folder, embedder, concepts: CONCEPTS })).rejects.toMatchObject({ code: 'index_damaged' });
    expect((await readdir(folder.indexDir, { recursive: true })).sort()).toEqual(before.sort());
    const report = await ingest({ ...folder, embedder, concepts: CONCEPTS, rebuild: true });
    expect(report).toMatchObject({ papers: 705, passages: 2_115, embedded: 0 });
    await openAndClose();
  });

  it('gives up only the vectors that are damaged when it is rebuilt', async () => {
    const handle = await open(path.join(folder.indexDir, manifest.segments[1]!.files.vectors.path), 'r+');
    await handle.write(Buffer.from([0xff]), 0, 1, 40);
    await handle.close();
    const report = await ingest({ ...folder, embedder, concepts: CONCEPTS, rebuild: true });
    expect(report.embedded).toBe(15);
    await openAndClose();
  });

  it('is rebuilt though not even the manifest can be read', async () => {
    await writeFile(path.join(folder.indexDir, 'manifest.json'), 'noise');
    await expect(ingest({ ...folder, embedder, concepts: CONCEPTS })).rejects.toMatchObject({ code: 'index_damaged' });
    await ingest({ ...folder, embedder, concepts: CONCEPTS, rebuild: true });
    await openAndClose();
    // The files of the lost index go with the next run.
    await ingest({ ...folder, embedder, concepts: CONCEPTS });
    const files = await readdir(folder.indexDir, { recursive: true, withFileTypes: true });
    const now = await new IndexStore(folder.indexDir).manifest();
    expect(files.filter((entry) => entry.isFile())).toHaveLength(filesOf(now).length + 3);
  });
});

/** Writes a manifest with other content under a checksum that holds. */
async function forge(change: (manifest: Manifest) => unknown): Promise<void> {
  const body = JSON.stringify(change(structuredClone(manifest))).slice(0, -1);
  await writeFile(path.join(folder.indexDir, 'manifest.json'), `${body},"sha256":"${sha256(body)}"}\n`);
}

describe('a foreign index', () => {
  it('of another version of the format is refused by name, and can be rebuilt', async () => {
    await forge((one) => ({ ...one, version: 2, novelty: true }));
    await expect(openAndClose()).rejects.toMatchObject({
      code: 'index_foreign',
      message: expect.stringMatching(/daily-papers-index 1, got daily-papers-index 2; .*--rebuild/),
    });
    await expect(ingest({ ...folder, embedder, concepts: CONCEPTS })).rejects.toMatchObject({ code: 'index_foreign' });
    await ingest({ ...folder, embedder, concepts: CONCEPTS, rebuild: true });
    await openAndClose();
  });

  it('of another program is refused', async () => {
    await writeFile(path.join(folder.indexDir, 'manifest.json'), '{"name":"a web site","icons":[]}');
    await expect(openAndClose()).rejects.toMatchObject({ code: 'index_foreign' });
  });

  it('of another embedder is refused in words that name both', async () => {
    const other = new HashEmbedder('another', 48);
    for (const attempt of [
      Generation.open(folder.indexDir, other),
      ingest({ ...folder, embedder: other, concepts: CONCEPTS }),
    ]) {
      await expect(attempt).rejects.toMatchObject({
        code: 'index_foreign',
        message: expect.stringMatching(/embedder hash \(hash 48\).*another \(another 48\).*--rebuild/),
      });
    }
    await expect(Generation.open(folder.indexDir)).rejects.toMatchObject({
      code: 'index_foreign',
      message: expect.stringContaining('choose builtin'),
    });
  });

  it('whose manifest leads out of the folder or lacks something is refused, checksum or not', async () => {
    const outside = (one: Manifest): unknown => {
      one.segments[0]!.files.graph!.path = 'segments/../../../etc/passwd';
      return one;
    };
    const less = ({ segments: _, ...rest }: Manifest): unknown => rest;
    const more = (one: Manifest): unknown => ({ ...one, extra: 1 });
    for (const change of [outside, less, more]) {
      await forge(change);
      await expect(openAndClose()).rejects.toMatchObject({ code: 'index_damaged' });
    }
  });

  it('that reads words in another way asks to be brought up to date', async () => {
    await forge((one) => ({ ...one, analyzer: { ...one.analyzer, fingerprint: 'of another version' } }));
    await expect(openAndClose()).rejects.toMatchObject({
      code: 'index_foreign',
      message: expect.stringMatching(/npm run -s papers -- index$/),
    });
    await ingest({ ...folder, embedder, concepts: CONCEPTS });
    await openAndClose();
  });
});

describe('a folder that is no index', () => {
  it('is refused and left as it is', async () => {
    const dir = path.join(folder.root, 'precious');
    await mkdir(dir);
    await writeFile(path.join(dir, 'thesis.tex'), 'ten years of work');
    for (const rebuild of [false, true]) {
      await expect(ingest({ ...folder, indexDir: dir, embedder, concepts: CONCEPTS, rebuild })).rejects.toMatchObject({
        code: 'bad_input',
        message: expect.stringContaining('thesis.tex'),
      });
    }
    expect(await readdir(dir)).toEqual(['thesis.tex']);
    await writeFile(path.join(dir, 'manifest.json'), '{"name":"a web site"}');
    await expect(
      ingest({ ...folder, indexDir: dir, embedder, concepts: CONCEPTS, rebuild: true }),
    ).rejects.toMatchObject({
      code: 'bad_input',
    });
    expect(await readdir(dir)).toEqual(['manifest.json', 'thesis.tex']);
  });

  it('may be the folder of the papers themselves, or a file: refused', async () => {
    for (const indexDir of [folder.dataDir, folder.file('2024-01-01')]) {
      await expect(ingest({ ...folder, indexDir, embedder, concepts: CONCEPTS })).rejects.toMatchObject({
        code: 'bad_input',
      });
    }
  });

  it('may hold what systems put there, and the mark that a killed first run left half', async () => {
    const dir = path.join(folder.root, 'volume');
    await mkdir(path.join(dir, 'lost+found'), { recursive: true });
    await writeFile(path.join(dir, 'CACHEDIR.TAG'), 'Signature: 8a47');
    const report = await ingest({ ...folder, indexDir: dir, embedder, concepts: CONCEPTS });
    expect(report.papers).toBe(705);
  });
});
