import type { Library } from '../library/port.ts';
import type { Paper } from '../paper.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import { normalise } from '../text.ts';
import type { FoundPaper, KeptFollow } from './follow-book.ts';

/**
 * A paper matches words when its fused score reaches this share of the best that the whole library has for them. By
 * `npm run bench -- follows` on twenty judged topic questions over 2,478 papers F1 is flat from .5 to .65 (67 to 70); here
 * 59% of the judged papers are found and 80% of what is found is judged. A wrong alert costs more than a missed one.
 */
export const TOPIC_SHARE = 0.6;
/** A paper is like another when it is among so many that are most like it, at most. */
export const MOST_ALIKE = 10;
/** The most that one search gives. */
const ALL = 100;

/**
 * How many of a library's papers count as like one of them: by the root of its size, ten of 2,500 and one of 25. Ten of a
 * library of 50 would be every fifth paper, most of them like it in nothing (`npm run bench -- alike`).
 */
export function alikeIn(papers: number): number {
  return Math.min(MOST_ALIKE, Math.max(1, Math.round(Math.sqrt(papers) / 5)));
}

/**
 * Which of the new papers a follow is about.
 *
 * @param fresh new papers; they are in the library.
 * @throws PapersError what the library throws.
 */
export async function matches(
  follow: KeptFollow,
  fresh: readonly Paper[],
  library: Pick<Library, 'search' | 'similar' | 'info'>,
  signal?: AbortSignal,
): Promise<FoundPaper[]> {
  const found = (paperId: string, score: number, words: readonly string[] = []): FoundPaper => ({
    followId: follow.id,
    paperId,
    words,
    score,
  });
  const ids = new Set(fresh.map(({ id }) => id));
  switch (follow.kind) {
    case 'author':
      return fresh.filter(({ authors }) => hasAuthor(authors, follow.value)).map(({ id }) => found(id, 1));
    case 'paper': {
      const most = alikeIn((await library.info()).papers);
      const alike = await library.similar(follow.value, most);
      return alike.flatMap(({ id }, at) => (ids.has(id) ? [found(id, 1 - at / most)] : []));
    }
    case 'query': {
      const hits = await newOnTopic(follow.value, fresh, library, signal);
      return hits
        .filter(({ paper }) => ids.has(paper.id))
        .map(({ paper, share, words }) => found(paper.id, share, words));
    }
  }
}

/** A paper that words are about. */
export interface TopicHit {
  readonly paper: Paper;
  readonly share: number;
  readonly words: readonly string[];
}

/** The papers of the library that words are about, at most a hundred; best first. */
export async function onTopic(
  words: string,
  library: Pick<Library, 'search'>,
  share: number = TOPIC_SHARE,
  signal?: AbortSignal,
): Promise<TopicHit[]> {
  return sharing(await library.search({ question: words, limit: ALL, explain: true }, signal), share);
}

async function newOnTopic(
  words: string,
  fresh: readonly Paper[],
  library: Pick<Library, 'search'>,
  signal: AbortSignal | undefined,
): Promise<TopicHit[]> {
  const hits = await onTopic(words, library, TOPIC_SHARE, signal);
  // Words so common that a hundred papers are on the topic: then the best of the new ones are, too.
  if (hits.length < ALL) return hits;
  const days = fresh.map(({ day }) => day).sort();
  const filters = { since: days[0]!, until: days.at(-1)! };
  const news = await library.search({ question: words, filters, limit: ALL, explain: true }, signal);
  return sharing(news, TOPIC_SHARE);
}

/** The hits that are near enough to the best; none when even the best is too weak to be an answer. */
function sharing({ hits, abstained }: SearchResult, least: number): TopicHit[] {
  const best = hits[0]?.score ?? 0;
  if (abstained || best <= 0) return [];
  return hits
    .filter(({ score }) => score >= best * least)
    .map((hit) => ({ paper: hit.paper, share: hit.score / best, words: wordsOf(hit) }));
}

/** The words of the follow that count most in the paper. */
function wordsOf({ terms = [] }: PaperHit): string[] {
  const scores = new Map<string, number>();
  for (const { typed, score } of terms) scores.set(typed, (scores.get(typed) ?? 0) + score);
  return [...scores].sort((a, b) => b[1] - a[1]).map(([typed]) => typed);
}

/** Whether one of the authors has that name: case, dots, hyphens and accents aside, `Last, First` or `First Last`. */
export function hasAuthor(authors: readonly string[], name: string): boolean {
  const wanted = nameKey(name);
  return wanted !== '' && authors.some((author) => nameKey(author) === wanted);
}

function nameKey(name: string): string {
  const [last, first] = name.split(',');
  const straight = first === undefined ? name : `${first} ${last}`;
  return normalise(straight)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
