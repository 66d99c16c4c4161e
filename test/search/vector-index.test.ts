import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ExactIndex } from '../../src/search/exact.ts';
import { HnswIndex } from '../../src/search/hnsw.ts';
import { clusteredVectors, vectorIndexContract } from '../contracts/vector-index.ts';

const made: string[] = [];
afterAll(async () => {
  for (const dir of made) await rm(dir, { recursive: true });
});

async function onDisk(vectors: Float32Array, dimensions: number): Promise<HnswIndex> {
  const dir = await mkdtemp(path.join(tmpdir(), 'hnsw-'));
  made.push(dir);
  const [graph, flat] = [path.join(dir, 'graph'), path.join(dir, 'vectors')];
  await writeFile(flat, new Uint8Array(vectors.buffer));
  const about = { size: vectors.length / dimensions, dimensions };
  await HnswIndex.build(graph, flat, about);
  return HnswIndex.read(graph, flat, about);
}

vectorIndexContract('ExactIndex', async (vectors, dimensions) => new ExactIndex(vectors, dimensions));
vectorIndexContract('HnswIndex', onDisk);

describe('HnswIndex', () => {
  it('finds nearly what exact search finds', async () => {
    const dimensions = 32;
    const vectors = clusteredVectors(4_000, dimensions, 9);
    const exact = new ExactIndex(vectors, dimensions);
    const graph = await onDisk(vectors, dimensions);
    let found = 0;
    for (let at = 0; at < 100; at++) {
      const query = vectors.slice(at * 37 * dimensions, (at * 37 + 1) * dimensions);
      const wanted = new Set(exact.search(query, 10).map((hit) => hit.row));
      found += graph.search(query, 10).filter((hit) => wanted.has(hit.row)).length;
    }
    expect(found / 1_000).toBeGreaterThan(0.95);
  });

  it('refuses NaN when it is built, and a graph of another size when it is read', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'hnsw-'));
    made.push(dir);
    const [graph, flat] = [path.join(dir, 'graph'), path.join(dir, 'vectors')];
    const vectors = clusteredVectors(10, 8);
    await writeFile(flat, new Uint8Array(Float32Array.from(vectors, (x, at) => (at === 13 ? Number.NaN : x)).buffer));
    await expect(HnswIndex.build(graph, flat, { size: 10, dimensions: 8 })).rejects.toThrow(
      /finite numbers in vector 1/,
    );
    await writeFile(flat, new Uint8Array(vectors.buffer));
    await HnswIndex.build(graph, flat, { size: 10, dimensions: 8 });
    const read = HnswIndex.read(graph, flat, { size: 11, dimensions: 8 });
    await expect(read).rejects.toThrow(/expected 11 vectors, got 10/);
  });
});
