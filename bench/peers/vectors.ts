import { LocalIndex } from 'vectra';
import type { Embedder } from '../../src/embed/port.ts';
import type { Paper } from '../../src/paper.ts';
import { ExactIndex } from '../../src/search/exact.ts';
import { type Engine, firstTen } from './engine.ts';

/** Passages are asked for until ten papers are likely among them: a paper has about five. */
const PASSAGES = 50;

/**
 * Vectors alone, the very ones of the index: Vectra, and comparing with every vector. The time of a question includes
 * embedding it.
 *
 * @param vectors of the passages of `papers`, in order.
 * @param dir an empty folder for Vectra's files.
 */
export async function vectorEngines(
  papers: readonly Paper[],
  vectors: readonly Float32Array[],
  embedder: Embedder,
  dir: string,
): Promise<Engine[]> {
  const owners = papers.flatMap((paper) => paper.passages.map(() => paper.id));
  const flat = new Float32Array(vectors.length * embedder.dimensions);
  for (const [row, vector] of vectors.entries()) flat.set(vector, row * embedder.dimensions);
  const exact = new ExactIndex(flat, embedder.dimensions);
  const vectra = new LocalIndex<{ paper: string }>(dir);
  await vectra.createIndex();
  await vectra.batchInsertItems(
    vectors.map((vector, row) => ({ vector: Array.from(vector), metadata: { paper: owners[row]! } })),
  );
  return [
    {
      name: 'Vectra, our vectors',
      search: async (question) => {
        const vector = Array.from(await embedder.embedQuery(question));
        const found = await vectra.queryItems(vector, '', PASSAGES);
        return firstTen(found.map(({ item }) => item.metadata.paper));
      },
    },
    {
      name: 'exact vector scan, our vectors',
      search: async (question) => {
        const found = exact.search(await embedder.embedQuery(question), PASSAGES);
        return firstTen(found.map(({ row }) => owners[row]!));
      },
    },
  ];
}
