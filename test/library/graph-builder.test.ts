import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/library/graph-builder.ts';
import type { GraphJob } from '../../src/library/graph-protocol.ts';
import { HnswIndex } from '../../src/search/hnsw.ts';
import { clusteredVectors } from '../contracts/vector-index.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'graphs-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function job(name: string, size: number, vectors = clusteredVectors(size, 16)): Promise<GraphJob> {
  const vectorsPath = path.join(dir, `${name}.f32`);
  await writeFile(vectorsPath, new Uint8Array(vectors.buffer));
  return { path: path.join(dir, `${name}.hnsw`), vectorsPath, size, dimensions: 16 };
}

describe('GraphBuilder', () => {
  it('builds graphs side by side, and says how far all of them are', async () => {
    const told: [number, number][] = [];
    const graphs = new GraphBuilder({ onProgress: (done, total) => told.push([done, total]) });
    const jobs = [await job('a', 700), await job('b', 500), await job('c', 300)];
    await Promise.all(jobs.map((one) => graphs.build(one)));
    await graphs.close();
    expect(told.at(-1)).toEqual([1_500, 1_500]);
    for (const { path: file, vectorsPath, size, dimensions } of jobs) {
      const index = await HnswIndex.read(file, vectorsPath, { size, dimensions });
      const own = clusteredVectors(size, dimensions).slice(0, dimensions);
      expect(index.search(own, 1)[0]?.row).toBe(0);
      index.close();
    }
  });

  it('tells what went wrong in its thread, and goes on with the others', async () => {
    const graphs = new GraphBuilder();
    const bad = graphs.build(await job('bad', 20, clusteredVectors(20, 16).fill(Number.NaN, 32, 33)));
    const good = graphs.build(await job('good', 20));
    await expect(bad).rejects.toMatchObject({ code: 'bad_input', message: expect.stringMatching(/in vector 2/) });
    await good;
    await graphs.close();
    expect(await readdir(dir)).not.toContain('bad.hnsw');
  });

  it('ends what is under way and what waits when it is told to, and when it is closed', async () => {
    const stop = new AbortController();
    const graphs = new GraphBuilder({ signal: stop.signal, onProgress: () => stop.abort() });
    const jobs = await Promise.all(['a', 'b', 'c', 'd'].map((name) => job(name, 4_000)));
    const outcomes = await Promise.allSettled(jobs.map((one) => graphs.build(one)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    }
    const closing = new GraphBuilder();
    const building = closing.build(jobs[0]!);
    const ended = expect(building).rejects.toMatchObject({ code: 'cancelled' });
    await closing.close();
    await ended;
  });
});
