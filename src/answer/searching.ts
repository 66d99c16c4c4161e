import type { Library, SearchRequest } from '../library/port.ts';
import type { Filters, SearchResult } from '../search/query.ts';
import { DEFAULT_LIMIT } from '../search/question/describe.ts';
import type { Question } from './port.ts';
import type { Understanding } from './understanding.ts';

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

function filtersToAdd(proposed: Filters, read: Filters): Filters {
  const { since, until, ...rest } = proposed;
  const dated = read.since !== undefined || read.until !== undefined;
  const days = dated ? {} : { ...(since && { since }), ...(until && { until }) };
  const impossible = days.since !== undefined && days.until !== undefined && days.since > days.until;
  const gaps = Object.fromEntries(Object.entries(rest).filter(([name]) => read[name as keyof Filters] === undefined));
  return { ...(impossible ? {} : days), ...gaps };
}
