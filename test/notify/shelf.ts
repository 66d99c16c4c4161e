import { byVotes, type Day, type Paper } from '../../src/paper.ts';

/** A paper for tests. */
export function paper(id: string, day: Day, votes: number, more: Partial<Paper> = {}): Paper {
  return {
    id,
    title: `Paper ${id}`,
    url: `https://arxiv.org/abs/${id}`,
    day,
    authors: ['Ada Lovelace'],
    votes,
    passages: [],
    ...more,
  };
}

/** The part of a library that lists papers by day, over papers that tests put on it. */
export class Shelf {
  readonly papers: Paper[] = [];

  /** Puts papers with 10, 20, … votes on a day. */
  list(day: Day, count = 3): void {
    for (let at = 0; at < count; at++) {
      const id = `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}${String(at).padStart(3, '0')}`;
      this.papers.push(paper(id, day, (at + 1) * 10));
    }
  }

  async days(): Promise<readonly Day[]> {
    return [...new Set(this.papers.map(({ day }) => day))].sort().reverse();
  }

  async papersBetween(since: Day, until: Day, limit: number): Promise<readonly Paper[]> {
    return this.papers
      .filter(({ day }) => day >= since && day <= until)
      .sort(byVotes)
      .slice(0, limit);
  }
}
