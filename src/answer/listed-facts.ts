import type { Paper } from '../paper.ts';
import type { PaperHit, SearchResult } from '../search/query.ts';
import type { Citation, Claim, Extracts, Language } from './answer.ts';

/** What a daily list says of a paper beside its bullets. */
export type PaperFact = 'authors' | 'votes' | 'day';

/** What an answer from the lists is about. */
export interface FactsBasis {
  readonly search: SearchResult;
  readonly language: Language;
  /** `performance.now()` when the question came. */
  readonly started: number;
}

/** Authors that are named; the others are counted. */
const MOST_AUTHORS = 30;

/**
 * What the lists say of papers, in their order. A paper without any bullet has nothing to point at and is left out.
 *
 * @param verdict what follows from it all, said first and cited with every paper. Default none.
 * @returns undefined where no paper is left.
 */
export function listedFacts(
  hits: readonly PaperHit[],
  facts: readonly PaperFact[],
  { search, language, started }: FactsBasis,
  verdict?: string,
): Extracts | undefined {
  const citable = hits.flatMap(({ paper, evidence }) => {
    const passage = evidence[0]?.passage ?? paper.passages[0];
    return passage ? [{ paper, passage }] : [];
  });
  const citations = citable.map((one, at): Citation => ({ number: at + 1, ...one }));
  const each = citations.flatMap(({ number, paper }) =>
    facts.map((fact): Claim => ({ text: SAID[language][fact](paper), citations: [number], heading: paper.title })),
  );
  const claims =
    verdict === undefined ? each : [{ text: verdict, citations: citations.map(({ number }) => number) }, ...each];
  const [claim, ...moreClaims] = claims;
  const [citation, ...moreCitations] = citations;
  if (!claim || !citation) return undefined;
  return {
    kind: 'extracts',
    reason: 'facts',
    language,
    search,
    ms: performance.now() - started,
    claims: [claim, ...moreClaims],
    citations: [citation, ...moreCitations],
  };
}

/** What the list says of one paper, in a sentence. */
const SAID: Readonly<Record<Language, Readonly<Record<PaperFact, (paper: Paper) => string>>>> = {
  ko: {
    authors: ({ authors }) => {
      if (authors.length === 0) return '저자는 목록에 적혀 있지 않아요.';
      const more = authors.length - MOST_AUTHORS;
      return `저자: ${authors.slice(0, MOST_AUTHORS).join(', ')}${more > 0 ? ` 외 ${more}명` : ''}`;
    },
    votes: ({ votes }) => (votes === undefined ? '추천 수는 목록에 적혀 있지 않아요.' : `추천: ${votes}개`),
    day: ({ day }) => `Daily Papers에 오른 날: ${day}`,
  },
  en: {
    authors: ({ authors }) => {
      if (authors.length === 0) return 'The list does not name its authors.';
      const more = authors.length - MOST_AUTHORS;
      return `Authors: ${authors.slice(0, MOST_AUTHORS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    },
    votes: ({ votes }) => (votes === undefined ? 'The list does not say its votes.' : `Votes: ${votes}`),
    day: ({ day }) => `Listed in Daily Papers on ${day}`,
  },
};
