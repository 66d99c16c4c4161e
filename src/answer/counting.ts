import type { Library } from '../library/port.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import { compact } from '../text.ts';
import type { Answer } from './answer.ts';
import { extractsFrom } from './extracts.ts';
import type { FactsBasis } from './listed-facts.ts';
import type { Question } from './port.ts';
import type { Remark } from './remark.ts';

/** As many papers as a search gives. */
const MOST = 100;

/**
 * Answers a question for the number of papers: exactly where only days, authors and the like restrict them, else as many
 * as speak of what is asked for, up to {@link MOST}. Undefined for any other question.
 */
export async function countAnswer(
  library: Library,
  { text, filters }: Question,
  { search, ...basis }: FactsBasis,
  signal?: AbortSignal,
): Promise<Answer | undefined> {
  if (!search.query.howMany || search.abstained) return undefined;
  const answer = (found: SearchResult, count: Omit<Extract<Remark, { kind: 'count' }>, 'kind'>): Answer => {
    const extracts = extractsFrom(found, { ...basis, reason: 'count' });
    return { ...extracts, remarks: [{ kind: 'count', ...count }] };
  };
  if (search.total !== undefined) return answer(search, { papers: search.total, atLeast: false });
  const wide = await library.search(
    { question: text, limit: MOST, explain: true, ...(filters && { filters }) },
    signal,
  );
  const { words, hits } = speakingOf(wide);
  if (hits.length === 0) return undefined;
  const found = { ...search, hits: hits.slice(0, search.query.limit) };
  return answer(found, { papers: hits.length, atLeast: wide.hits.length === MOST, topic: words.join(' ') });
}

/** The words that were searched for, as typed, and the papers that have all of them, in whatever form. */
function speakingOf({ query, hits }: SearchResult): {
  readonly words: readonly string[];
  readonly hits: readonly PaperHit[];
} {
  const typed = query.text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  const words = typed.filter((word) => hits.some((hit) => speaksOf(hit, word)));
  return { words, hits: words.length === 0 ? [] : hits.filter((hit) => words.every((word) => speaksOf(hit, word))) };
}

/** Whether a paper was found by a word itself: not by a part of it, and not by a name that is only like it. */
function speaksOf({ terms = [] }: PaperHit, word: string): boolean {
  const key = compact(word);
  return terms.some(({ typed, how }) => {
    const found = compact(typed);
    if (how !== 'word' && how !== 'concept') return false;
    return (
      found.length >= 2 && (found.includes(key) || (key.startsWith(found) && found.length >= key.length * LEAST_STEM))
    );
  });
}

/** A word's stem without its particle is at least this share of it. */
const LEAST_STEM = 0.6;
