import type { FileHandle } from 'node:fs/promises';
import { ExactIndex } from '../search/exact.ts';
import { HnswIndex } from '../search/hnsw.ts';
import { LexicalIndex } from '../search/lexical.ts';
import type { VectorIndex } from '../search/ports.ts';
import type { Segment } from '../search/segment.ts';
import type { SegmentRef } from './manifest.ts';
import { PaperColumns } from './paper-columns.ts';
import { PaperFile, SegmentPapers } from './paper-table.ts';
import type { IndexStore } from './store.ts';

/** A segment whose every file was checked, not yet decoded. */
export interface VerifiedSegment {
  readonly ref: SegmentRef;
  readonly columns: Buffer;
  readonly lexical: Buffer;
  /** The vectors, where there is no graph that holds them. */
  readonly vectors?: Buffer;
  readonly papers: FileHandle;
}

/**
 * Checks every byte of a segment, and reads what will be held in memory.
 *
 * @throws PapersError `index_damaged`.
 */
export async function verifySegment(store: IndexStore, ref: SegmentRef): Promise<VerifiedSegment> {
  const { files } = ref;
  const columns = await store.load(files.columns);
  const lexical = await store.load(files.lexical);
  await store.verify(files.hashes);
  if (files.graph) await store.verify(files.graph);
  const vectors = files.graph ? undefined : await store.load(files.vectors);
  if (files.graph) await store.verify(files.vectors);
  const papers = await store.openVerified(files.papers);
  return { ref, columns, lexical, papers, ...(vectors && { vectors }) };
}

/**
 * One segment in memory. Generations that have it in common share it; the last one to release it frees it.
 */
export class OpenSegment {
  /** Names the files it was read from. */
  readonly key: string;
  readonly columns: PaperColumns;
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex;
  readonly #file: PaperFile;
  readonly #graph: HnswIndex | undefined;
  #holders = 1;

  private constructor(verified: VerifiedSegment, graph: HnswIndex | undefined, dimensions: number) {
    this.key = OpenSegment.keyOf(verified.ref);
    this.columns = new PaperColumns(verified.columns);
    this.lexical = LexicalIndex.decode(verified.lexical);
    this.#file = new PaperFile(verified.papers, this.columns, (row) => this.lexical.isMismatched(row));
    this.#graph = graph;
    this.vectors = graph ?? new ExactIndex(floats(verified.vectors ?? Buffer.alloc(0)), dimensions);
  }

  /** Segments with the same key are the same files, and files never change. */
  static keyOf({ files }: SegmentRef): string {
    return [files.papers, files.lexical].map((file) => file.path).join(' ');
  }

  /** Loads a verified segment; it is held once. @throws PapersError `index_damaged` when it does not fit together. */
  static async load(store: IndexStore, verified: VerifiedSegment, dimensions: number): Promise<OpenSegment> {
    const { files, passages } = verified.ref;
    let graph: HnswIndex | undefined;
    try {
      if (files.graph) {
        const expected = { size: passages, dimensions };
        graph = await HnswIndex.read(store.path(files.graph), store.path(files.vectors), expected);
      }
      return new OpenSegment(verified, graph, dimensions);
    } catch (error) {
      graph?.close();
      await verified.papers.close();
      throw error;
    }
  }

  hold(): this {
    this.#holders += 1;
    return this;
  }

  async release(): Promise<void> {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#graph?.close();
    await this.#file.close();
  }

  /** The segment as a generation sees it. */
  view(dead: readonly number[]): Segment & { readonly papers: SegmentPapers } {
    return { papers: new SegmentPapers(this.columns, this.#file, dead), lexical: this.lexical, vectors: this.vectors };
  }
}

/** Bytes as numbers, copied only where they are not aligned. */
function floats(bytes: Buffer): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
