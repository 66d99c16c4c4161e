import { addDays } from '../../paper.ts';
import type { Query } from '../query.ts';
import type { QuestionContext } from './context.ts';

/** Days that a list is looked for before the day that has none: a weekend and a holiday. */
const DAYS_BEFORE = 7;

/**
 * The question for the list that there is, when it asks for that of today or yesterday, which is not out yet or never came (weekends): the
 * newest up to that day, with {@link Query.instead} to say so. Any other day that has no list is left alone.
 */
export function withNewestList(query: Query, context: QuestionContext): Query {
  const { since, until } = query.filters;
  const { today, lastDay, hasDay } = context;
  if (since === undefined || since !== until || lastDay === undefined) return query;
  if ((since !== today && since !== addDays(today, -1)) || hasDay(since)) return query;
  let day = since < lastDay ? since : lastDay;
  for (let back = 0; back < DAYS_BEFORE && !hasDay(day); back++) day = addDays(day, -1);
  if (!hasDay(day)) return query;
  return { ...query, filters: { ...query.filters, since: day, until: day }, instead: since };
}
