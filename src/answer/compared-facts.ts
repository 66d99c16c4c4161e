import type { Paper } from '../paper.ts';
import type { Extracts, Language } from './answer.ts';
import { type FactsBasis, listedFacts, type PaperFact } from './listed-facts.ts';
import type { Sides } from './sides.ts';

/** What two papers can be compared by without reading them. */
type ComparedFact = Extract<PaperFact, 'votes' | 'day'>;

const ASKED: Readonly<Record<ComparedFact, RegExp>> = {
  votes:
    /(?:추천|투표|득표|업보트|표)(?:\s?수)?(?:이|가|을|를|은|는)?\s?(?:더|덜|많|적|높|낮)|더\s?(?:많은|많이|높은)\s?(?:추천|표|득표)|인기\S*\s?(?:더|많)|더\s?인기|\b(?:more|most|fewer|higher)\b.{0,20}\b(?:up)?votes?\b|\bmore (?:popular|up-?voted)\b|\b(?:up)?votes?\b.{0,20}\b(?:more|most|higher)\b/iu,
  day: /먼저\s?(?:나|올라|소개|공개|발표)|(?:더|누가|뭐가|뭐가 더)\s?(?:최신|최근|오래|먼저|나중)|나중에\s?(?:나|올라)|\b(?:newer|older|earlier|later|(?:came|listed|published|released|posted)\s(?:out\s)?first)\b/iu,
};

/**
 * Answers which of several papers has more votes or came first, from what the daily lists say. Undefined where a comparison
 * asks for something else, or where a side has no paper.
 */
export function comparedFacts(asked: string, { hits, missing }: Sides, basis: FactsBasis): Extracts | undefined {
  const fact = (Object.keys(ASKED) as ComparedFact[]).find((one) => ASKED[one].test(asked.normalize('NFC')));
  const citable = hits.every(({ paper }) => paper.passages.length > 0);
  if (!fact || missing.length > 0 || hits.length < 2 || !citable) return undefined;
  const sorted = [...hits].sort((a, b) => ORDER[fact](a.paper, b.paper));
  const verdict = VERDICT[basis.language][fact](sorted.map(({ paper }) => paper));
  return listedFacts(sorted, [fact], basis, verdict);
}

const ORDER: Readonly<Record<ComparedFact, (a: Paper, b: Paper) => number>> = {
  votes: (a, b) => (b.votes ?? -1) - (a.votes ?? -1),
  day: (a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
};

/** What comes first among sorted papers, in a sentence. */
const VERDICT: Readonly<Record<Language, Readonly<Record<ComparedFact, (papers: readonly Paper[]) => string>>>> = {
  ko: {
    votes: (papers) => {
      const counts = papers.map(({ votes }) => votes);
      if (counts.includes(undefined)) return '추천 수가 목록에 적혀 있지 않은 논문이 있어 견줄 수 없어요.';
      if (counts[0] === counts[1]) return `추천 수가 ${counts[0]}개로 같아요.`;
      const most = papers.length > 2 ? '가장 많이' : '더 많이';
      return `${nameOf(papers[0]!)} 쪽이 추천을 ${most} 받았어요: ${counts.map((count) => `${count}개`).join(' 대 ')}.`;
    },
    day: ([first, second]) =>
      first!.day === second!.day
        ? `같은 날(${first!.day}) 목록에 올랐어요.`
        : `${nameOf(first!)} 쪽이 먼저 목록에 올랐어요: ${first!.day}.`,
  },
  en: {
    votes: (papers) => {
      const counts = papers.map(({ votes }) => votes);
      if (counts.includes(undefined))
        return 'The list does not say the votes of all of them, so they cannot be compared.';
      if (counts[0] === counts[1]) return `They have the same number of votes: ${counts[0]}.`;
      return `${nameOf(papers[0]!)} has ${papers.length > 2 ? 'the most' : 'more'} votes: ${counts.join(' against ')}.`;
    },
    day: ([first, second]) =>
      first!.day === second!.day
        ? `They were listed on the same day, ${first!.day}.`
        : `${nameOf(first!)} was listed first, on ${first!.day}.`,
  },
};

/** What a title calls its paper: what stands before the colon. */
function nameOf({ title }: Paper): string {
  return title.split(/:\s/)[0]!;
}
