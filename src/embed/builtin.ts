import { createHash } from 'node:crypto';
import type { Analyzer } from '../search/analyzer.ts';
import { pack, unpack } from '../search/packed.ts';
import type { Embedder } from './port.ts';

const FORMAT = 'papers-builtin-embedder 1';

/** Per row of the table: which features a text has and how much each weighs. */
export interface SparseText {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

/**
 * A table of feature vectors: a text's embedding is the weighted mean of its features' vectors, normalised (a static
 * embedding, as in fastText or model2vec). It was trained on the indexed papers themselves (`training.ts`) and is frozen
 * from then on, so that vectors made on different days stay comparable.
 */
export class BuiltinModel {
  readonly dimensions: number;
  readonly fingerprint: string;
  /** Papers it was trained on. */
  readonly trainedOn: number;
  readonly #rows: Map<string, number>;
  readonly #terms: readonly string[];
  /** Inverse document frequency of each feature. */
  readonly #idf: Float32Array;
  /** Feature vectors, row after row. */
  readonly #table: Float32Array;

  constructor(parts: {
    terms: readonly string[];
    idf: Float32Array;
    table: Float32Array;
    dimensions: number;
    trainedOn: number;
  }) {
    this.dimensions = parts.dimensions;
    this.trainedOn = parts.trainedOn;
    this.#terms = parts.terms;
    this.#idf = parts.idf;
    this.#table = parts.table;
    this.#rows = new Map(parts.terms.map((term, row) => [term, row]));
    const { buffer, byteOffset, byteLength } = parts.table;
    const hash = createHash('sha256')
      .update(parts.terms.join('\n'))
      .update(new Uint8Array(buffer, byteOffset, byteLength));
    this.fingerprint = `builtin ${this.dimensions} ${hash.digest('hex').slice(0, 16)}`;
  }

  /** @throws PapersError `index_damaged` when the bytes are not of this format. */
  static decode(bytes: Buffer): BuiltinModel {
    const { facts, column } = unpack(bytes, FORMAT);
    const terms = Buffer.from(column<Uint8Array>('terms')).toString('utf8').split('\n');
    return new BuiltinModel({
      terms,
      idf: column('idf'),
      table: column('table'),
      dimensions: Number(facts.dimensions),
      trainedOn: Number(facts.trainedOn),
    });
  }

  encode(): Buffer {
    const terms = new Uint8Array(Buffer.from(this.#terms.join('\n')));
    const facts = { dimensions: this.dimensions, trainedOn: this.trainedOn };
    return pack(FORMAT, facts, { terms, idf: this.#idf, table: this.#table });
  }

  /** The features of a text that the table knows. */
  sparse(features: ReadonlyMap<string, number>): SparseText {
    const rows: number[] = [];
    const weights: number[] = [];
    for (const [term, weight] of features) {
      const row = this.#rows.get(term);
      if (row === undefined) continue;
      rows.push(row);
      weights.push(weight * this.#idf[row]!);
    }
    return { rows: Int32Array.from(rows), weights: Float32Array.from(weights) };
  }

  /** The unit vector of a text; the zero vector when it has no known feature. */
  embed(features: ReadonlyMap<string, number>): Float32Array {
    const vector = new Float32Array(this.dimensions);
    project(this.#table, this.sparse(features), vector);
    return vector;
  }
}

/**
 * Sums weighted feature vectors into `out` and normalises it; `keep` leaves features out.
 *
 * @returns the length before normalising, 1 for the zero vector.
 */
export function project(table: Float32Array, text: SparseText, out: Float32Array, keep?: Uint8Array): number {
  const { rows, weights } = text;
  out.fill(0);
  for (let at = 0; at < rows.length; at++) {
    if (keep && keep[at] === 0) continue;
    const weight = weights[at]!;
    const from = rows[at]! * out.length;
    for (let d = 0; d < out.length; d++) out[d]! += weight * table[from + d]!;
  }
  let square = 0;
  for (let d = 0; d < out.length; d++) square += out[d]! * out[d]!;
  const length = Math.sqrt(square) || 1;
  for (let d = 0; d < out.length; d++) out[d]! /= length;
  return length;
}

/** The embedder that needs no download: see {@link BuiltinModel}. */
export class BuiltinEmbedder implements Embedder {
  readonly name = 'builtin';
  readonly fingerprint: string;
  readonly dimensions: number;
  readonly maxBatch = 1024;
  readonly #model: BuiltinModel;
  readonly #analyzer: Analyzer;

  constructor(model: BuiltinModel, analyzer: Analyzer) {
    this.#model = model;
    this.#analyzer = analyzer;
    this.dimensions = model.dimensions;
    this.fingerprint = `${model.fingerprint} ${analyzer.fingerprint}`;
  }

  async embedPassages(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => this.#embed(text));
  }

  async embedQuery(text: string): Promise<Float32Array> {
    return this.#embed(text);
  }

  #embed(text: string): Float32Array {
    return this.#model.embed(this.#analyzer.features(text));
  }
}
