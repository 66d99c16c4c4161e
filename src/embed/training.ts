import { setImmediate as breathe } from 'node:timers/promises';
import { PapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import type { Analyzer } from '../search/analyzer.ts';
import { BuiltinModel, project, type SparseText } from './builtin.ts';

/** Dimensions of the built-in vectors. */
const DIMENSIONS = 192;
/** Papers in one step; the other papers of the batch are the negatives. */
const BATCH = 128;
/** Steps per 1,000 papers, and their bounds: enough for a few passes over a small corpus, bounded for a large one. */
const STEPS_PER_THOUSAND = 180;
const STEPS = { least: 40, most: 900 };
const TEMPERATURE = 0.08;
const LEARNING_RATE = 0.15;
/** Share of features hidden in each view, so that no single word is relied on. */
const HIDDEN = 0.4;
/** A feature must occur in this many texts, unless the corpus is too small to be choosy. */
const LEAST_FREQUENCY = 2;
const SMALL_CORPUS = 1_000;
const MOST_FEATURES = 150_000;

/**
 * Trains the built-in embedder on papers: two texts of one paper (title and bullets) are drawn together, texts of
 * different papers apart, with the in-batch softmax loss (InfoNCE: van den Oord et al. 2018; SimCSE: Gao et al. 2021) and
 * row-wise Adagrad. The same papers always give the same model.
 *
 * @param onProgress called with the share done, 0 to 1.
 * @throws PapersError `cancelled` when `signal` aborts.
 */
export async function trainBuiltin(
  papers: readonly Paper[],
  analyzer: Analyzer,
  options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<BuiltinModel> {
  const random = generator(20_231_121);
  const texts: Map<string, number>[] = [];
  const ofPaper: number[][] = [];
  for (const paper of papers) {
    const own: number[] = [];
    for (const text of [paper.title, ...paper.passages.map((passage) => passage.text)]) {
      own.push(texts.push(analyzer.features(text)) - 1);
    }
    ofPaper.push(own);
    if (ofPaper.length % 64 === 0) await breathe();
  }
  const { terms, idf } = vocabulary(texts);
  const table = Float32Array.from(
    { length: terms.length * DIMENSIONS },
    () => gaussian(random) / Math.sqrt(DIMENSIONS),
  );
  const model = new BuiltinModel({ terms, idf, table, dimensions: DIMENSIONS, trainedOn: papers.length });
  const trainer = new Trainer(
    table,
    texts.map((features) => model.sparse(features)),
    random,
  );
  const usable = ofPaper.filter((own) => own.length > 1);
  const batch = Math.min(BATCH, usable.length);
  const steps = Math.min(STEPS.most, Math.max(STEPS.least, Math.round((papers.length / 1_000) * STEPS_PER_THOUSAND)));
  for (let step = 0; step < steps && batch > 1; step++) {
    if (options.signal?.aborted) throw new PapersError('cancelled', 'training the built-in embedder was cancelled');
    const chosen = sample(usable, batch, step, random);
    trainer.step(chosen, LEARNING_RATE * (1 - step / steps));
    options.onProgress?.((step + 1) / steps);
    await breathe();
  }
  return new BuiltinModel({ terms, idf, table, dimensions: DIMENSIONS, trainedOn: papers.length });
}

function vocabulary(texts: readonly ReadonlyMap<string, number>[]): { terms: string[]; idf: Float32Array } {
  const frequency = new Map<string, number>();
  for (const features of texts) for (const term of features.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const least = texts.length < SMALL_CORPUS ? 1 : LEAST_FREQUENCY;
  const kept = [...frequency]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_FEATURES);
  return {
    terms: kept.map(([term]) => term),
    idf: Float32Array.from(kept, ([, count]) => Math.log(1 + texts.length / count)),
  };
}

/** `size` papers, each once in every pass over all of them. */
function sample(usable: number[][], size: number, step: number, random: () => number): number[][] {
  const perPass = Math.floor(usable.length / size);
  if (step % perPass === 0) shuffle(usable, random);
  const from = (step % perPass) * size;
  return usable.slice(from, from + size);
}

/** One view of one text: its vector and what is needed to send a gradient back. */
interface View {
  readonly text: SparseText;
  readonly keep: Uint8Array;
  readonly vector: Float32Array;
  readonly length: number;
  readonly gradient: Float32Array;
}

class Trainer {
  readonly #table: Float32Array;
  readonly #texts: readonly SparseText[];
  readonly #random: () => number;
  /** Adagrad's sum of squares, one a row. */
  readonly #squares: Float32Array;

  constructor(table: Float32Array, texts: readonly SparseText[], random: () => number) {
    this.#table = table;
    this.#texts = texts;
    this.#random = random;
    this.#squares = new Float32Array(table.length / DIMENSIONS);
  }

  step(papers: readonly number[][], rate: number): void {
    const anchors: View[] = [];
    const positives: View[] = [];
    for (const own of papers) {
      const first = Math.floor(this.#random() * own.length);
      const second = (first + 1 + Math.floor(this.#random() * (own.length - 1))) % own.length;
      anchors.push(this.#view(own[first]!));
      positives.push(this.#view(own[second]!));
    }
    contrast(anchors, positives);
    for (const view of [...anchors, ...positives]) this.#learn(view, rate);
  }

  #view(at: number): View {
    const text = this.#texts[at]!;
    const keep = Uint8Array.from(text.rows, () => (this.#random() > HIDDEN ? 1 : 0));
    const vector = new Float32Array(DIMENSIONS);
    const length = project(this.#table, text, vector, keep);
    return { text, keep, vector, length, gradient: new Float32Array(DIMENSIONS) };
  }

  /** Sends a view's gradient through the normalisation to the rows of its features. */
  #learn({ text, keep, vector, length, gradient }: View, rate: number): void {
    let along = 0;
    for (let d = 0; d < DIMENSIONS; d++) along += gradient[d]! * vector[d]!;
    let square = 0;
    for (let d = 0; d < DIMENSIONS; d++) {
      gradient[d] = (gradient[d]! - along * vector[d]!) / length;
      square += gradient[d]! * gradient[d]!;
    }
    for (let at = 0; at < text.rows.length; at++) {
      if (keep[at] === 0) continue;
      const row = text.rows[at]!;
      const weight = text.weights[at]!;
      this.#squares[row]! += (weight * weight * square) / DIMENSIONS;
      const step = (rate * weight) / Math.sqrt(this.#squares[row]! + 1e-10);
      const from = row * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) this.#table[from + d]! -= step * gradient[d]!;
    }
  }
}

/** Fills in the gradients of the softmax loss over all pairs: each anchor against its own positive among all. */
function contrast(anchors: readonly View[], positives: readonly View[]): void {
  const scores = new Float32Array(positives.length);
  for (const [i, anchor] of anchors.entries()) {
    let top = Number.NEGATIVE_INFINITY;
    for (const [j, positive] of positives.entries()) {
      let sum = 0;
      for (let d = 0; d < DIMENSIONS; d++) sum += anchor.vector[d]! * positive.vector[d]!;
      scores[j] = sum / TEMPERATURE;
      top = Math.max(top, scores[j]!);
    }
    let total = 0;
    for (let j = 0; j < scores.length; j++) total += scores[j] = Math.exp(scores[j]! - top);
    for (const [j, positive] of positives.entries()) {
      const slope = (scores[j]! / total - (i === j ? 1 : 0)) / TEMPERATURE / anchors.length;
      if (Math.abs(slope) < 1e-6) continue;
      for (let d = 0; d < DIMENSIONS; d++) {
        anchor.gradient[d]! += slope * positive.vector[d]!;
        positive.gradient[d]! += slope * anchor.vector[d]!;
      }
    }
  }
}

/** A small seeded generator (mulberry32), numbers in [0, 1). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Normal deviates by Box and Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
}
