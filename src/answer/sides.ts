import type { Library } from '../library/port.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import { unsaidNames } from './unsaid.ts';

/** Papers looked for on each side of a comparison. */
const EACH_SIDE = 2;

/** What a comparison speaks of: a paper for each side, in the order of the question, and the sides that have none. */
export interface Sides {
  readonly hits: readonly PaperHit[];
  readonly missing: readonly string[];
}

/**
 * Looks for each side of a comparison by itself: a search for all at once may find only the most popular one.
 *
 * @param found what the whole question found: what it says of a side's paper fits the question better.
 */
export async function findSides(
  library: Library,
  subjects: readonly string[],
  { hits: known }: SearchResult,
  signal?: AbortSignal,
): Promise<Sides> {
  const found = await Promise.all(
    subjects.map((subject) => library.search({ question: subject, limit: EACH_SIDE }, signal)),
  );
  const hits = new Map<string, PaperHit>();
  const missing: string[] = [];
  for (const [
    at,
    {
      hits: [best],
      abstained,
    },
  ] of found.entries()) {
    const subject = subjects[at]!;
    if (!best || abstained || unsaidNames(subject, [best.paper]).length > 0) missing.push(subject);
    else hits.set(best.paper.id, known.find(({ paper }) => paper.id === best.paper.id) ?? best);
  }
  return { hits: [...hits.values()], missing };
}

/** A search with the papers of all sides first. */
export function withSides(found: SearchResult, { hits: sides }: Sides): SearchResult {
  if (sides.length < 2 || found.abstained === 'not_about_papers') return found;
  const papers = new Map(sides.map((hit) => [hit.paper.id, hit]));
  for (const hit of found.hits) if (!papers.has(hit.paper.id)) papers.set(hit.paper.id, hit);
  const { abstained: _, ...rest } = found;
  return { ...rest, hits: [...papers.values()].slice(0, Math.max(found.query.limit, sides.length)) };
}
