import { WordBag } from './overlap.ts';
import type { Ranking } from './rankings.ts';
import type { Token } from './reading.ts';

/** How a ranking of a claim stands to those of its source. */
export type RankingVerdict = 'borne out' | 'contradicted' | 'unknown';

/**
 * Judges one ranking by the ranking of the source that is nearest to it: it is contradicted where the source ranks the two
 * the other way round or, with the same yardstick, differently (`as good as` for `better than`, above for below).
 *
 * @param own words of the paper's own title: a source seldom names what it is about when it ranks it.
 */
export function judgeRanking(claim: Ranking, sources: readonly Ranking[], own: WordBag): RankingVerdict {
  const ownYardstick = claim.yardstick.length === 0 || claim.yardstick.some((token) => own.has(token));
  let nearest: { readonly source: Ranking; readonly turned: boolean } | undefined;
  let most = LIKENESS;
  for (const source of sources) {
    const [straight, turned] = [likeness(source.yardstick, claim.yardstick), likeness(source.yardstick, claim.subject)];
    const mayTurn = ownYardstick || likeness(source.subject, claim.yardstick) > LIKENESS;
    if (straight >= turned && straight > most) {
      nearest = { source, turned: false };
      most = straight;
    } else if (turned > straight && turned > most && mayTurn) {
      nearest = { source, turned: true };
      most = turned;
    }
  }
  if (!nearest) return claim.relation === 'equal' ? 'borne out' : 'unknown';
  const theirs = nearest.turned ? TURNED[nearest.source.relation] : nearest.source.relation;
  if (theirs === claim.relation) return 'borne out';
  // Merely equal is less than better, and no contradiction.
  return claim.relation === 'equal' && !nearest.turned ? 'borne out' : 'contradicted';
}

const TURNED = { above: 'below', below: 'above', equal: 'equal' } as const;
/** Share of the words of the shorter that two names must have in common to be of one thing. */
const LIKENESS = 0.4;

function likeness(one: readonly Token[], other: readonly Token[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const bag = new WordBag(other);
  return (
    one.filter((token) => bag.meaning(token).some((met) => sameName(token, met))).length /
    Math.min(one.length, other.length)
  );
}

/** Two Latin words are one name only when they are written alike: a glossary may hold rivals (`llama.cpp`, `PowerInfer`) as one concept. */
function sameName(one: Token, other: Token): boolean {
  if (one.word.script !== 'latin' || other.word.script !== 'latin') return true;
  return one.word.base === other.word.base;
}
