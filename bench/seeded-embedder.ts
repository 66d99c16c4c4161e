import type { Embedder } from '../src/embed/port.ts';
import { randomOf, topicIn } from './invented.ts';

/** Dimensions in which texts really differ: embeddings of real text have few, and no graph serves uniform noise well. */
const INTRINSIC = 24;
/** How far texts of one topic lie apart, beside 1 for topics. */
const SPREAD = 0.6;
/** What the remaining dimensions add. */
const NOISE = 0.02;

/**
 * An embedder that costs nothing and understands nothing: a vector is the place of the text's topic plus a step that the
 * text itself decides, in a space of few dimensions laid into many. The same text always gives the same vector.
 */
export class SeededEmbedder implements Embedder {
  readonly name = 'seeded';
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly maxBatch = 1024;
  /** INTRINSIC rows of {@link dimensions} numbers. */
  readonly #basis: Float32Array;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.fingerprint = `seeded ${dimensions}`;
    const normal = normalOf(1);
    this.#basis = Float32Array.from({ length: INTRINSIC * dimensions }, () => normal() / Math.sqrt(dimensions));
  }

  async embedPassages(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => this.#vector(text));
  }

  async embedQuery(text: string): Promise<Float32Array> {
    return this.#vector(text);
  }

  #vector(text: string): Float32Array {
    const topic = normalOf(seedOf(topicIn(text) ?? ''));
    const own = normalOf(seedOf(text));
    const vector = new Float32Array(this.dimensions);
    for (let row = 0; row < INTRINSIC; row++) {
      const step = topic() + SPREAD * own();
      const from = row * this.dimensions;
      for (let d = 0; d < this.dimensions; d++) vector[d]! += step * this.#basis[from + d]!;
    }
    let square = 0;
    for (let d = 0; d < this.dimensions; d++) {
      vector[d]! += NOISE * own();
      square += vector[d]! ** 2;
    }
    const length = Math.sqrt(square);
    for (let d = 0; d < this.dimensions; d++) vector[d]! /= length;
    return vector;
  }
}

/** Numbers that are nearly normal: the sum of three uniform ones, with variance 1. */
function normalOf(seed: number): () => number {
  const random = randomOf(seed);
  return () => (random() + random() + random() - 1.5) * 2;
}

/** FNV-1a. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
