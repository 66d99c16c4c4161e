import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textHash, VectorBank, type VectorShelf } from '../../src/library/vector-bank.ts';

const DIMENSIONS = 3;
let dir: string;
let opened: number[];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'papers-bank-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function shelf(place: number, texts: readonly string[], value: number): Promise<VectorShelf> {
  const file = path.join(dir, `${place}.f32`);
  await writeFile(
    file,
    Buffer.from(Float32Array.from({ length: texts.length * DIMENSIONS }, (_, at) => value + at).buffer),
  );
  const hashes = Buffer.concat(texts.map(textHash));
  const openFile = (): ReturnType<typeof open> => {
    opened.push(place);
    return open(file, 'r');
  };
  return { hashes, open: openFile };
}

describe('VectorBank', () => {
  it('finds every vector by its text, on whichever shelf it stands, and no other', async () => {
    opened = [];
    const texts = Array.from({ length: 5_000 }, (_, at) => `text ${at}`);
    const bank = new VectorBank(
      [await shelf(0, texts.slice(0, 10), 0), await shelf(1, [], 0), await shelf(2, texts.slice(10), 1_000)],
      DIMENSIONS,
    );
    expect(texts.map((text) => bank.find(textHash(text)))).toEqual(texts.map((_, at) => at));
    for (let at = 0; at < 5_000; at++) expect(bank.find(textHash(`other ${at}`))).toBeUndefined();
    const into = new Float32Array(4 * DIMENSIONS);
    await bank.copy(
      [
        { from: 11, to: 0 },
        { from: 2, to: 3 },
      ],
      into,
    );
    expect([...into]).toEqual([1_003, 1_004, 1_005, 0, 0, 0, 0, 0, 0, 6, 7, 8]);
    await bank.close();
  });

  it('takes the first of two vectors of one text', async () => {
    opened = [];
    const bank = new VectorBank([await shelf(0, ['same'], 1), await shelf(1, ['same', 'other'], 5)], DIMENSIONS);
    expect(bank.find(textHash('same'))).toBe(0);
    expect(bank.find(textHash('other'))).toBe(2);
  });

  it('opens only the files it needs, once', async () => {
    opened = [];
    const bank = new VectorBank([await shelf(0, ['a', 'b'], 1), await shelf(1, ['c'], 5)], DIMENSIONS);
    expect(opened).toEqual([]);
    await bank.copy(
      [
        { from: 0, to: 0 },
        { from: 1, to: 1 },
      ],
      new Float32Array(6),
    );
    expect(opened).toEqual([0]);
    await bank.close();
  });

  it('says so when a file of vectors is too short', async () => {
    opened = [];
    const short = await shelf(0, ['a', 'b'], 1);
    await writeFile(path.join(dir, '0.f32'), Buffer.alloc(16));
    const bank = new VectorBank([short], DIMENSIONS);
    await expect(bank.copy([{ from: 1, to: 0 }], new Float32Array(3))).rejects.toMatchObject({ code: 'index_damaged' });
    await bank.close();
  });

  it('holds nothing when it is empty', () => {
    expect(new VectorBank([], DIMENSIONS).find(textHash('a'))).toBeUndefined();
  });
});
