import type { Library, SearchRequest } from '../library/port.ts';
import type { Filters, PaperHit, SearchResult } from '../search/query.ts';
import type { Question } from './port.ts';
import type { Understanding } from './understanding.ts';

/** Papers wanted when neither the question nor the asker says how many. */
const DEFAULT_LIMIT = 10;
/** Papers looked for on each side of a comparison. */
const EACH_SIDE = 2;

/**
 * Searches again with what a model understood. Explicit options win over what rules read from the question, and that over
 * the model: its filters only fill gaps, and are given up where they leave nothing.
 *
 * @param first what the question found by rules alone.
 */
export async function searchAgain(
  library: Library,
  question: Question,
  understanding: Understanding,
  first: SearchResult,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { queries, standalone, order, limit } = understanding;
  if (first.abstained === 'not_about_papers') return first;
  const added = filtersToAdd(understanding.filters, first.query.filters);
  const request: SearchRequest = {
    question: standalone && question.history?.length ? standalone : question.text,
    ...(queries.length > 0 && { alsoText: queries }),
    ...(order !== 'relevance' && first.query.order === 'relevance' && { order }),
    ...(limit !== undefined && first.query.limit === DEFAULT_LIMIT && { limit }),
  };
  const filters: Filters = { ...added, ...question.filters };
  let found = await library.search({ ...request, ...(Object.keys(filters).length > 0 && { filters }) }, signal);
  if (found.hits.length === 0 && Object.keys(added).length > 0) {
    found = await library.search({ ...request, ...(question.filters && { filters: question.filters }) }, signal);
  }
  if (found.abstained && !first.abstained) return first;
  return { ...found, query: { ...found.query, question: first.query.question } };
}

/**
 * Looks for both sides of a comparison by themselves and puts what each finds first: a search for both at once may find
 * only the more popular one.
 */
export async function searchSubjects(
  library: Library,
  subjects: readonly string[],
  found: SearchResult,
  signal?: AbortSignal,
): Promise<SearchResult> {
  if (subjects.length < 2 || found.abstained === 'not_about_papers') return found;
  const sides = await Promise.all(
    subjects.map((subject) => library.search({ question: subject, limit: EACH_SIDE }, signal)),
  );
  const sure = sides.filter(({ abstained }) => !abstained);
  if (sure.length < 2) return found;
  const papers = new Map<string, PaperHit>();
  for (const hit of [...sure.flatMap(({ hits }) => hits.slice(0, 1)), ...found.hits]) {
    if (!papers.has(hit.paper.id)) papers.set(hit.paper.id, hit);
  }
  const { abstained: _, ...rest } = found;
  return { ...rest, hits: [...papers.values()].slice(0, Math.max(found.query.limit, sure.length)) };
}

function filtersToAdd(proposed: Filters, read: Filters): Filters {
  const { since, until, ...rest } = proposed;
  const dated = read.since !== undefined || read.until !== undefined;
  const days = dated ? {} : { ...(since && { since }), ...(until && { until }) };
  const impossible = days.since !== undefined && days.until !== undefined && days.since > days.until;
  const gaps = Object.fromEntries(Object.entries(rest).filter(([name]) => read[name as keyof Filters] === undefined));
  return { ...(impossible ? {} : days), ...gaps };
}
