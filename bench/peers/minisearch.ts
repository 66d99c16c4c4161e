import MiniSearch from 'minisearch';
import type { Paper } from '../../src/paper.ts';
import { type Engine, textOf } from './engine.ts';

/**
 * MiniSearch with titles counted twice: as it comes, and with the prefix and fuzzy search (0.2) that its documentation
 * recommends, which here find Hangul words by their stems.
 */
export function miniSearch(papers: readonly Paper[]): Engine[] {
  const index = new MiniSearch<{ id: string; title: string; text: string }>({
    fields: ['title', 'text'],
    searchOptions: { boost: { title: 2 } },
  });
  index.addAll(papers.map((paper) => ({ id: paper.id, title: paper.title, text: textOf(paper) })));
  const engine = (name: string, options: object): Engine => ({
    name,
    search: async (question) =>
      index
        .search(question, options)
        .slice(0, 10)
        .map(({ id }) => id as string),
  });
  return [engine('MiniSearch', {}), engine('MiniSearch, prefix and fuzzy', { prefix: true, fuzzy: 0.2 })];
}
