import { embedAll } from '../embed/batching.ts';
import type { Embedder } from '../embed/port.ts';
import { PapersError } from '../errors.ts';
import type { Paper } from '../paper.ts';
import type { Analyzer } from '../search/analyzer.ts';
import { LexicalIndex } from '../search/lexical.ts';
import { embeddingText } from '../search/passage-text.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { IndexWriter } from './index-writer.ts';
import type { FileRef, SegmentRef } from './manifest.ts';
import { PaperColumns } from './paper-columns.ts';
import { PaperFile } from './paper-table.ts';
import { HASH_BYTES, textHash, type VectorBank } from './vector-bank.ts';
import type { VectorJournal } from './vector-journal.ts';

/** Segments of fewer passages are scanned: a graph would not be quicker. */
export const GRAPH_FROM = 2_000;
/** Texts handed to the embedder at a time: enough for batches of like length, few enough that a kill costs little. */
const EMBED_SLICE = 1_024;
/** A segment of fewer papers cannot tell by itself which words are rare. */
const KNOWS_WORDS_FROM = 2_000;

/** What is under way, for whoever waits. */
export interface IngestProgress {
  readonly stage: 'reading' | 'training' | 'embedding' | 'words' | 'graph';
  readonly done: number;
  readonly total: number;
}

/** What segments are written with. */
export interface SegmentTools {
  readonly writer: IndexWriter;
  readonly analyzer: Analyzer;
  readonly embedder: Embedder;
  readonly bank: VectorBank;
  readonly graphs: GraphBuilder;
  /** Words of many more papers, for segments of few. */
  readonly others: () => Promise<LexicalIndex | undefined>;
  /** Where new vectors are noted until the generation is finished; absent where making them again costs nothing. */
  readonly journal?: VectorJournal | undefined;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes papers as a new segment: vectors that exist already are copied, the others are made. The graph of the vectors is
 * built in a thread of its own, so that the next segment can be begun meanwhile.
 *
 * @param papers in the order of byDay, at least one.
 * @returns how many passages were embedded, and the segment once its graph is there too.
 * @throws PapersError `cancelled` when the signal aborts; what the embedder throws.
 */
export async function writeSegment(
  papers: readonly Paper[],
  tools: SegmentTools,
): Promise<{ embedded: number; finished: Promise<SegmentRef> }> {
  const { writer, analyzer, onProgress, signal } = tools;
  const { hashes, vectors, embedded } = await vectorsOf(papers, tools);
  const folder = await writer.makeFolder('segments');
  const passages = hashes.length / HASH_BYTES;
  const bytes = new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength);
  const vectorFile = await writer.write(`${folder}/vectors.f32`, [bytes]);
  const graph = passages < GRAPH_FROM ? Promise.resolve(undefined) : graphOf(vectorFile, folder, passages, tools);
  graph.catch(() => undefined); // it is told by `finished`, unless something else fails before
  const hashFile = await writer.write(`${folder}/hashes.bin`, [hashes]);
  const { lines, offsets } = PaperFile.lines(papers);
  const paperFile = await writer.write(`${folder}/papers.jsonl`, lines);
  const columnFile = await writer.write(`${folder}/columns.bin`, [PaperColumns.encode(papers, offsets)]);
  stopIfAborted(signal);
  onProgress?.({ stage: 'words', done: 0, total: papers.length });
  const others = papers.length < KNOWS_WORDS_FROM ? await tools.others() : undefined;
  const lexical = await writer.write(`${folder}/lexical.bin`, [LexicalIndex.build(papers, analyzer, others).encode()]);
  onProgress?.({ stage: 'words', done: papers.length, total: papers.length });
  const files = { papers: paperFile, columns: columnFile, hashes: hashFile, vectors: vectorFile, lexical };
  const id = folder.slice(folder.lastIndexOf('/') + 1);
  const finished = graph.then((file) => {
    return { id, papers: papers.length, passages, dead: [], files: { ...files, ...(file && { graph: file }) } };
  });
  return { embedded, finished };
}

/** Builds the graph of a segment's vectors and writes it beside them. */
function graphOf(
  vectors: FileRef,
  folder: string,
  size: number,
  { writer, embedder, graphs }: SegmentTools,
): Promise<FileRef> {
  return writer.seal(`${folder}/vectors.hnsw`, (path) =>
    graphs.build({ path, vectorsPath: writer.pathOf(vectors), size, dimensions: embedder.dimensions }),
  );
}

/** The vectors of all passages, row after row, and the hashes that they are filed under. */
async function vectorsOf(
  papers: readonly Paper[],
  { embedder, bank, journal, onProgress, signal }: SegmentTools,
): Promise<{ hashes: Buffer; vectors: Float32Array; embedded: number }> {
  const passages = papers.reduce((sum, paper) => sum + paper.passages.length, 0);
  const hashes = Buffer.alloc(passages * HASH_BYTES);
  const vectors = new Float32Array(passages * embedder.dimensions);
  const known: { from: number; to: number }[] = [];
  const missing: { row: number; text: string; hash: Buffer }[] = [];
  let row = 0;
  for (const paper of papers) {
    for (const passage of paper.passages) {
      const text = embeddingText(paper, passage);
      const hash = textHash(text);
      hash.copy(hashes, row * HASH_BYTES);
      const from = bank.find(hash);
      if (from === undefined) missing.push({ row, text, hash });
      else known.push({ from, to: row });
      row += 1;
    }
  }
  await bank.copy(known, vectors);
  for (let from = 0; from < missing.length; from += EMBED_SLICE) {
    const slice = missing.slice(from, from + EMBED_SLICE);
    const made = await embedAll(
      embedder,
      slice.map(({ text }) => text),
      {
        onProgress: (done) => onProgress?.({ stage: 'embedding', done: from + done, total: missing.length }),
        ...(signal && { signal }),
      },
    );
    await journal?.append(
      slice.map(({ hash }) => hash),
      made,
    );
    for (const [index, vector] of made.entries()) vectors.set(vector, slice[index]!.row * embedder.dimensions);
  }
  return { hashes, vectors, embedded: missing.length };
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new PapersError('cancelled', 'indexing was cancelled');
}
