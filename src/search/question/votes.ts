import { DIGITS, numberOf, SINO_NUMBER } from './numbers.ts';
import { everywhere, type Reading } from './reading.ts';
import { EDGE, END, END_KO } from './vocabulary.ts';

const NUMBER = `(?<n>${DIGITS}|${SINO_NUMBER})`;
const NOUN_KO =
  '(?:추천 ?수|추천|좋아요 ?수|좋아요|업보트 ?수|업보트|업봇|득표 ?수|득표|투표 ?수|보트|따봉|하트 ?수|하트|up-?votes? ?수?|votes? ?수?|likes? ?수?)';
const NOUN_EN = '(?:up-?votes?|votes?|likes?)';
const OVER_KO = '(?:(?<over>넘게|넘는|넘은|넘긴|넘었던|넘어간|초과(?:한|하는|인)?)|이상)(?:으로|의|인|을)?';
const GOT_KO = '(?: ?(?:받은|받았던|받고|얻은|달린|찍힌|찍은|모은|획득한|기록한|있는|가진|된))?';

/** Each pattern names the number `n`, and `over` where the number itself is not enough. */
const PATTERNS: readonly RegExp[] = [
  // 추천 100개 넘은, 추천수가 50 이상인
  `${EDGE}${NOUN_KO}(?:를|을|이|가|은|는|도)? ?(?:최소 ?)?${NUMBER} ?(?:개|표|회|번|점|건)?(?:를|을|가|이)? ?${OVER_KO}${GOT_KO}${END_KO}`,
  // 50표 이상 받은
  `${EDGE}(?:추천(?:을|수)? ?)?${NUMBER} ?표(?:를|가)? ?${OVER_KO}(?: ?추천)?${GOT_KO}${END_KO}`,
  // 100개 넘는 추천을 받은; `10개 이상 추천해줘` asks for ten papers
  `${EDGE}${NUMBER} ?(?:개|회|번)? ?${OVER_KO} ?${NOUN_KO}(?:을|를|이|가)? ?(?:받은|받았던|얻은|달린|찍힌|모은|획득한|있는)${END_KO}`,
  // 추천 100+, votes >= 50
  `${EDGE}(?:${NOUN_KO})(?: counts?)?(?:가|이)? ?(?:(?<over>>)(?!=)|>=|≥|=>) ?${NUMBER} ?(?:개|표)?${END}`,
  `${EDGE}(?:추천수?|좋아요|업보트) ?${NUMBER} ?\\+(?:인|짜리)?${END_KO}`,
  // at least 30 votes
  `${EDGE}(?:(?:that |which )?(?:have |has |had |got |get |with |having |getting |received? |scored? |earned )+)?(?:(?<over>(?:more|greater|higher) than|over|above|exceeding|>)|at least|at minimum|no (?:less|fewer) than|(?:a )?min(?:imum)?(?: of)?|≥|>=) ?${NUMBER} (?:or more |community )?${NOUN_EN}${END}`,
  // 100+ upvotes, 100 or more votes
  `${EDGE}(?:(?:that |which )?(?:have |has |got |with |having )+)?${NUMBER}(?: ?\\+| or more| plus| and (?:up|above|more)) ?${NOUN_EN}${END}`,
  `${EDGE}(?:with |having )?${NUMBER} ${NOUN_EN} (?:or (?:more|above|higher)|and (?:up|above|more)|minimum|at least)${END}`,
  // upvotes over 200
  `${EDGE}(?:with )?${NOUN_EN}(?: counts?)?(?: is| are)?(?: of)? (?:(?<over>over|above|(?:more|greater|higher) than|exceeding)|at least|from) ${NUMBER}${END}`,
].map(everywhere);

/** Not votes on papers: what recommender systems or panels of models do. */
const OTHERS_AFTER = /^(?:을|를)? ?(?:생성|후보|아이템|상품|목록|리스트|콘텐츠|영화|cast|per|from (?:models|agents))/u;

const VOTES = /추천|좋아요|업보트|업봇|표|보트|따봉|하트|vote|like/iu;
/** Votes of models, annotators and forums. */
const OTHER_VOTES = /majority|annotator|reddit|stack ?overflow|comments?(?!\p{L})|다수결|레딧|댓글/iu;

/** The least number of votes asked for, and the words taken out; undefined when none is. */
export function readMinVotes(reading: Reading, told: boolean): number | undefined {
  if (!VOTES.test(reading.text) || OTHER_VOTES.test(reading.text)) return undefined;
  let least: number | undefined;
  for (const pattern of PATTERNS) {
    for (const match of reading.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const votes = numberOf(match.groups!.n!) + (match.groups!.over ? 1 : 0);
      if (!(votes >= 0) || OTHERS_AFTER.test(reading.after(end, 16)) || reading.negated(match.index, end)) continue;
      reading.take(match.index, end, told);
      least = Math.max(least ?? 0, votes);
    }
  }
  return least;
}
