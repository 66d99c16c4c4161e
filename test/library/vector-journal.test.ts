import { mkdtemp, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textHash, VectorBank } from '../../src/library/vector-bank.ts';
import { VectorJournal } from '../../src/library/vector-journal.ts';

const DIMENSIONS = 2;
let dir: string;
beforeEach(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), 'papers-journal-')), 'unfinished');
});
afterEach(() => rm(path.dirname(dir), { recursive: true }));

const opened = (fingerprint = 'one'): Promise<VectorJournal> => VectorJournal.open(dir, fingerprint, DIMENSIONS);

async function append(journal: VectorJournal, ...numbers: number[]): Promise<void> {
  const hashes = numbers.map((number) => textHash(`text ${number}`));
  await journal.append(
    hashes,
    numbers.map((number) => Float32Array.of(number, -number)),
  );
}

/** The numbers whose vectors are in the journal, read back. */
async function kept(fingerprint = 'one'): Promise<number[]> {
  const journal = await opened(fingerprint);
  const bank = new VectorBank([journal.shelf()], DIMENSIONS);
  const numbers: number[] = [];
  for (let number = 1; number <= 9; number++) {
    const row = bank.find(textHash(`text ${number}`));
    if (row === undefined) continue;
    const vector = new Float32Array(DIMENSIONS);
    await bank.copy([{ from: row, to: 0 }], vector);
    expect([...vector]).toEqual([number, -number]);
    numbers.push(number);
  }
  await bank.close();
  await journal.close();
  return numbers;
}

/** A file of the one journal there is. */
async function file(name: string): Promise<string> {
  const [own] = await readdir(dir);
  return path.join(dir, own!, name);
}

describe('VectorJournal', () => {
  it('keeps what was noted, batch after batch, run after run', async () => {
    expect(await kept()).toEqual([]);
    const first = await opened();
    await append(first, 1, 2);
    await append(first, 3);
    await first.close();
    const second = await opened();
    await append(second, 4, 5);
    await second.close();
    expect(await kept()).toEqual([1, 2, 3, 4, 5]);
  });

  it.each(['hashes.bin', 'vectors.f32', 'batches.jsonl'])(
    'drops the last batch when %s ends too early, and goes on',
    async (name) => {
      const journal = await opened();
      await append(journal, 1, 2);
      await append(journal, 3, 4);
      await journal.close();
      await truncate(await file(name), (await stat(await file(name))).size - 1);
      expect(await kept()).toEqual([1, 2]);
      const next = await opened();
      await append(next, 5);
      await next.close();
      expect(await kept()).toEqual([1, 2, 5]);
    },
  );

  it('drops everything from a flipped bit on', async () => {
    const journal = await opened();
    for (const number of [1, 2, 3]) await append(journal, number);
    await journal.close();
    const vectors = await open(await file('vectors.f32'), 'r+');
    await vectors.write(Buffer.from([0x55]), 0, 1, 8);
    await vectors.close();
    expect(await kept()).toEqual([1]);
  });

  it('keeps embedders apart, and is gone once discarded', async () => {
    const journal = await opened('another');
    await append(journal, 7);
    await journal.close();
    expect(await kept('one')).toEqual([]);
    expect(await kept('another')).toEqual([7]);
    await VectorJournal.discard(dir);
    expect(await kept('another')).toEqual([]);
  });
});
