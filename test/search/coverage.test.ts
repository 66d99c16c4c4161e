import { describe, expect, it } from 'vitest';
import { BuiltinEmbedder } from '../../src/embed/builtin.ts';
import { trainBuiltin } from '../../src/embed/training.ts';
import type { Paper } from '../../src/paper.ts';
import { Analyzer } from '../../src/search/analyzer.ts';
import { DEFAULT_CALIBRATION } from '../../src/search/confidence.ts';
import { parseGlossary } from '../../src/search/glossary.ts';
import { Retriever } from '../../src/search/retriever.ts';
import { memorySegment } from './memory-segment.ts';

const paper = (id: string, text: string): Paper => ({
  id,
  title: `Paper ${id}`,
  url: `https://arxiv.org/abs/${id}`,
  day: '2024-01-02',
  authors: [],
  passages: [{ id: `${id}#1`, paperId: id, ordinal: 1, text }],
});

describe('coverage of the question', () => {
  it('puts a paper that speaks of all that was asked before one that says one word of it in many ways', async () => {
    const analyzer = new Analyzer(
      parseGlossary('스티커 | sticker\n스티커 | decal\n스티커 | emoji\n움짤 | animation\n', 'test.txt'),
    );
    const papers = [
      paper('2401.00001', 'sticker decal emoji'),
      paper('2401.00002', 'sticker animation x'),
      ...Array.from({ length: 30 }, (_, at) => paper(`2402.${String(at).padStart(5, '0')}`, `other words ${at} here`)),
    ];
    const embedder = new BuiltinEmbedder(await trainBuiltin(papers, analyzer), analyzer);
    const retriever = new Retriever([await memorySegment(papers, analyzer, embedder)], embedder, analyzer, {
      ...DEFAULT_CALIBRATION,
      vectorWeight: 0,
    });
    const text = '스티커 움짤';
    const { hits } = await retriever.search({
      question: text,
      text,
      filters: {},
      order: 'relevance',
      limit: 2,
      understood: [],
    });
    expect(hits.map((hit) => hit.paper.id)).toEqual(['2401.00002', '2401.00001']);
  });
});
