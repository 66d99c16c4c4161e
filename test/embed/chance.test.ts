import { describe, expect, it } from 'vitest';
import { chanceCosine } from '../../src/embed/chance.ts';
import type { Embedder } from '../../src/embed/port.ts';
import { aboveChance, fuse } from '../../src/search/fusion.ts';

/** An embedder whose vectors have a part in common, as those of models trained at a low temperature do. */
function biased(common: number): Embedder {
  const embedQuery = async (text: string): Promise<Float32Array> => {
    let state = [...text].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193), 7);
    const vector = Float32Array.from({ length: 64 }, (_, at) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return at === 0 ? 0 : state / 2 ** 31;
    });
    const own = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
    return Float32Array.from(vector, (x, at) => (at === 0 ? Math.sqrt(common) : (x / own) * Math.sqrt(1 - common)));
  };
  const embedPassages = (texts: readonly string[]) => Promise.all(texts.map(embedQuery));
  return { name: 'biased', fingerprint: 'biased', dimensions: 64, maxBatch: 8, embedPassages, embedQuery };
}

describe('cosines above chance', () => {
  it('finds what all vectors of an embedder have in common', async () => {
    const plain = await chanceCosine(biased(0));
    expect(plain).toBeLessThan(0.2);
    const chance = await chanceCosine(biased(0.75));
    expect(chance).toBeGreaterThan(0.75 - 0.05);
    expect(chance).toBeLessThan(0.75 + 0.25 * 0.2 + 0.05);
    expect(await chanceCosine(biased(1))).toBe(0.95);
  });

  it('lets the same weight do the same for models that spread differently', () => {
    // The same two passages, one related and one not, under a model without bias and under one with a bias of 0.8.
    const fused = (cosine: number, chance: number) => fuse(0, 1, aboveChance(cosine, chance), 0.8);
    for (const own of [0, 0.4, 1]) expect(fused(0.8 + 0.2 * own, 0.8)).toBeCloseTo(fused(own, 0), 6);
  });
});
