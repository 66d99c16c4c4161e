import { describe, expect, it } from 'vitest';
import type { RowSet, VectorIndex } from '../../src/search/ports.ts';

/** Unit vectors from a seeded generator, clustered so that neighbours mean something. */
export function clusteredVectors(size: number, dimensions: number, seed = 1): Float32Array {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 - 0.5;
  };
  const centres = Array.from({ length: 20 }, () => Array.from({ length: dimensions }, random));
  const vectors = new Float32Array(size * dimensions);
  for (let row = 0; row < size; row++) {
    const vector = centres[row % centres.length]!.map((x) => x + random() * 0.5);
    const length = Math.hypot(...vector);
    for (let d = 0; d < dimensions; d++) vectors[row * dimensions + d] = vector[d]! / length;
  }
  return vectors;
}

export function rowSet(rows: readonly number[]): RowSet {
  const set = new Set(rows);
  return { size: set.size, has: (row) => set.has(row), rows: () => [...set].sort((a, b) => a - b) };
}

/** What every vector index must do. `make` indexes vectors, row after row. */
export function vectorIndexContract(
  name: string,
  make: (vectors: Float32Array, dimensions: number) => Promise<VectorIndex>,
): void {
  describe(`${name} keeps the contract of a vector index`, () => {
    const dimensions = 24;
    const vectors = clusteredVectors(3_000, dimensions);
    const row = (at: number) => vectors.slice(at * dimensions, (at + 1) * dimensions);
    const index = make(vectors, dimensions);

    it('knows its size', async () => {
      expect(await index).toMatchObject({ size: 3_000, dimensions });
    });

    it('finds a vector itself first, with cosine 1', async () => {
      for (const at of [0, 7, 1_499, 2_999]) {
        const [best] = (await index).search(row(at), 3);
        expect(best?.row).toBe(at);
        expect(best?.score).toBeCloseTo(1, 4);
      }
    });

    it('gives k hits, best first, cosines between -1 and 1', async () => {
      const hits = (await index).search(row(42), 25);
      expect(hits).toHaveLength(25);
      for (const [at, hit] of hits.entries()) {
        expect(Math.abs(hit.score)).toBeLessThanOrEqual(1.0001);
        if (at > 0) expect(hit.score).toBeLessThanOrEqual(hits[at - 1]!.score);
      }
    });

    it('gives what there is when k is larger', async () => {
      expect((await index).search(row(0), 5_000).length).toBeGreaterThan(2_900);
      expect((await index).search(row(0), 0)).toEqual([]);
    });

    it('returns allowed rows only, whether few or many are', async () => {
      const few = rowSet([5, 17, 1_000]);
      expect(
        (await index)
          .search(row(5), 10, few)
          .map((hit) => hit.row)
          .sort((a, b) => a - b),
      ).toEqual([5, 17, 1_000]);
      const even = rowSet(Array.from({ length: 1_500 }, (_, at) => at * 2));
      const hits = (await index).search(row(5), 20, even);
      expect(hits).toHaveLength(20);
      for (const hit of hits) expect(hit.row % 2).toBe(0);
      expect((await index).search(row(5), 10, rowSet([]))).toEqual([]);
    });

    it('refuses queries of another dimension or with NaN, in words', async () => {
      const built = await index;
      expect(() => built.search(new Float32Array(dimensions + 1), 1)).toThrow(
        /expected a query vector of 24 dimensions, got 25/,
      );
      expect(() => built.search(new Float32Array(dimensions).fill(Number.NaN), 1)).toThrow(/finite/);
    });
  });
}
