import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { PapersError } from '../errors.ts';

/** Bytes of a text's hash that are kept: 128 bits of sha256, enough that two texts never meet. */
export const HASH_BYTES = 16;

/** What a vector is filed under: the text it was made from. */
export function textHash(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);
}

/** Vectors that exist already: row r has the hash and the vector at place r. */
export interface VectorShelf {
  readonly hashes: Buffer;
  /** Opens the file of vectors, checked. Called once, when the first of them is wanted. */
  open(): Promise<FileHandle>;
}

/**
 * Finds vectors by the text they were made from, so that only new text is embedded. All shelves hold vectors of one
 * embedder. Memory: 24 to 32 bytes a vector.
 */
export class VectorBank {
  readonly #shelves: readonly VectorShelf[];
  readonly #firstRow: number[] = [];
  readonly #opened = new Map<number, FileHandle>();
  readonly #dimensions: number;
  /** Open addressing: rows, one added, 0 for free. */
  readonly #slots: Uint32Array;

  constructor(shelves: readonly VectorShelf[], dimensions: number) {
    this.#shelves = shelves;
    this.#dimensions = dimensions;
    let rows = 0;
    for (const { hashes } of shelves) {
      this.#firstRow.push(rows);
      rows += hashes.length / HASH_BYTES;
    }
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(8, rows * 2))));
    for (let row = 0; row < rows; row++) {
      const slot = this.#slot(this.#hash(row));
      if (this.#slots[slot] === 0) this.#slots[slot] = row + 1;
    }
  }

  /** The row of the vector made from a text, or undefined. */
  find(hash: Buffer): number | undefined {
    const row = this.#slots[this.#slot(hash)]!;
    return row === 0 ? undefined : row - 1;
  }

  /**
   * Copies vectors.
   *
   * @param wanted rows of the bank, and where in `into` (in vectors) each one goes.
   * @throws PapersError `index_damaged` when a file of vectors is not as it was written.
   */
  async copy(wanted: readonly { from: number; to: number }[], into: Float32Array): Promise<void> {
    const bytes = this.#dimensions * Float32Array.BYTES_PER_ELEMENT;
    for (const { from, to } of wanted) {
      const shelf = this.#shelfOf(from);
      const file = this.#opened.get(shelf) ?? (await this.#open(shelf));
      const vector = into.subarray(to * this.#dimensions, (to + 1) * this.#dimensions);
      const got = readSync(file.fd, vector, 0, bytes, (from - this.#firstRow[shelf]!) * bytes);
      if (got !== bytes) throw new PapersError('index_damaged', `expected ${bytes} bytes of a vector, got ${got}`);
    }
  }

  async close(): Promise<void> {
    for (const file of this.#opened.values()) await file.close();
    this.#opened.clear();
  }

  async #open(shelf: number): Promise<FileHandle> {
    const file = await this.#shelves[shelf]!.open();
    this.#opened.set(shelf, file);
    return file;
  }

  /** The slot that holds the hash, or the free one where it belongs. */
  #slot(hash: Buffer): number {
    const mask = this.#slots.length - 1;
    let slot = hash.readUInt32LE(0) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#hash(this.#slots[slot]! - 1).equals(hash)) return slot;
    }
    return slot;
  }

  #hash(row: number): Buffer {
    const shelf = this.#shelfOf(row);
    const at = (row - this.#firstRow[shelf]!) * HASH_BYTES;
    return this.#shelves[shelf]!.hashes.subarray(at, at + HASH_BYTES);
  }

  #shelfOf(row: number): number {
    let shelf = this.#shelves.length - 1;
    while (this.#firstRow[shelf]! > row) shelf--;
    return shelf;
  }
}
