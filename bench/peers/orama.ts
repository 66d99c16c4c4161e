import { create, insertMultiple, search } from '@orama/orama';
import type { Paper } from '../../src/paper.ts';
import { type Engine, textOf } from './engine.ts';

/**
 * Orama with titles counted twice. Its own tokenizer drops Hangul, so it is given the platform's word breaker for
 * Korean (`Intl.Segmenter`); documents need not hold every word (threshold 1).
 */
export async function orama(papers: readonly Paper[]): Promise<Engine[]> {
  const breaker = new Intl.Segmenter('ko', { granularity: 'word' });
  const tokenize = (text: string): string[] => {
    const words = new Set<string>();
    for (const { segment, isWordLike } of breaker.segment(text.toLowerCase())) if (isWordLike) words.add(segment);
    return [...words];
  };
  const db = create({
    schema: { title: 'string', text: 'string' } as const,
    components: { tokenizer: { language: 'korean', normalizationCache: new Map(), tokenize } },
  });
  await insertMultiple(
    db,
    papers.map((paper) => ({ id: paper.id, title: paper.title, text: textOf(paper) })),
  );
  return [
    {
      name: 'Orama, Intl.Segmenter',
      search: async (term) => {
        const { hits } = await search(db, { term, limit: 10, threshold: 1, boost: { title: 2 } });
        return hits.map(({ id }) => id);
      },
    },
  ];
}
