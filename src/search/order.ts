import { byVotes, type Day } from '../paper.ts';
import type { Order, Query } from './query.ts';
import type { Candidate } from './segment.ts';

/** When papers are ordered by votes or day, those at least this near to the best score count as being on the topic. */
const ON_TOPIC = 0.33;
/** … and they must be among the nearest twice as many as are wanted, but at least this many. */
const LEAST_NEAREST = 8;

/** A paper found, with its fused score and its places in the two lists, from 1. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
  readonly lexicalRank: number;
  readonly vectorRank: number;
}

/** What papers are listed by where nothing was searched for. */
export interface Listed {
  readonly id: string;
  readonly day: Day;
  /** -1 where they are not known. */
  readonly votes: number;
}

/** Which of two papers comes first in a list by filters alone: by the order, then by votes, most first. */
export function compareListed(a: Listed, b: Listed, order: Order): number {
  if (order === 'newest' && a.day !== b.day) return a.day < b.day ? 1 : -1;
  if (order === 'oldest' && a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (order === 'fewest' && a.votes !== b.votes) return fewest(a.votes) - fewest(b.votes);
  return b.votes - a.votes || (a.id < b.id ? -1 : 1);
}

/** Votes to be sorted by, fewest first; a paper whose votes are not known comes last. */
function fewest(votes: number | undefined): number {
  return votes === undefined || votes < 0 ? Number.MAX_SAFE_INTEGER : votes;
}

/** Papers on the topic by votes or day; by relevance they already are. */
export function orderOnTopic(ranked: readonly Ranked[], { order: by, limit }: Query): readonly Ranked[] {
  if (by === 'relevance' || ranked.length === 0) return ranked;
  const nearest = ranked.slice(0, Math.max(LEAST_NEAREST, 2 * limit));
  const onTopic = nearest.filter(({ score }) => score >= ranked[0]!.score * ON_TOPIC);
  const table = ({ candidate }: Ranked) => candidate.segment.papers;
  const day = (one: Ranked) => table(one).day(one.candidate.row);
  const paper = (one: Ranked) => ({ id: table(one).id(one.candidate.row), votes: table(one).votes(one.candidate.row) });
  return onTopic.sort((a, b) => {
    if (by === 'newest') return day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : b.score - a.score;
    if (by === 'oldest') return day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : b.score - a.score;
    if (by === 'fewest') return fewest(paper(a).votes) - fewest(paper(b).votes) || b.score - a.score;
    return byVotes(paper(a), paper(b));
  });
}
