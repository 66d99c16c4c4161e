import { DIGITS, numberOf, SINO_NUMBER } from './numbers.ts';
import { everywhere, type Reading } from './reading.ts';
import { EDGE, END, END_KO } from './vocabulary.ts';

const NUMBER = `(?<n>${DIGITS}|${SINO_NUMBER})`;
const NOUN_KO =
  '(?:추천 ?수|추천|좋아요 ?수|좋아요|업보트 ?수|업보트|업봇|득표 ?수|득표|투표 ?수|보트|따봉|하트 ?수|하트|up-?votes? ?수?|votes? ?수?|likes? ?수?)';
const NOUN_EN = '(?:up-?votes?|votes?|likes?)';
const OVER_KO = '(?:(?<over>넘게|넘는|넘은|넘긴|넘었던|넘어간|초과(?:한|하는|인)?)|이상)(?:으로|의|인|을)?';
const GOT_KO = '(?: ?(?:받은|받았던|받고|얻은|달린|찍힌|찍은|모은|획득한|기록한|있는|가진|된))?';

const UNDER_KO = '(?:(?<under>미만)|이하|(?:도 ?)?(?<less>안 ?(?:되는|되게|된|넘는|넘게)))(?:으로|의|인|을)?';
const HAVING = '(?:(?:that |which )?(?:have |has |had |got |get |with |having |getting |received? )+)?';
const SECOND = `(?<m>${DIGITS}|${SINO_NUMBER})`;
const COUNTER = '(?:개|표|회|번|점|건)?';

/** Each pattern names both ends, `n` and `m`, inclusive. */
const RANGES: readonly RegExp[] = [
  // 추천 30 이상 50 이하, 추천이 100개에서 200개 사이인, 추천 30~50개
  `${EDGE}${NOUN_KO}(?:를|을|이|가|은|는|도)? ?${NUMBER} ?${COUNTER}(?:이)? ?(?:이상|부터|에서|[~∼〜–—-]) ?${SECOND} ?${COUNTER} ?(?:이하|까지|사이)?(?:의|인)?${GOT_KO}${END_KO}`,
  // between 50 and 60 votes, 100 to 150 upvotes
  `${EDGE}${HAVING}(?:between |from )?${NUMBER} ?(?:and|to|[~–—-]) ?${SECOND} ${NOUN_EN}${END}`,
].map(everywhere);

/** Each pattern names the number `n`, and `under` where the number itself is too much. */
const MOST_PATTERNS: readonly RegExp[] = [
  // 추천 10개 이하인, 추천수 5개 미만인, 추천 10개도 안 되는
  `${EDGE}${NOUN_KO}(?:를|을|이|가|은|는|도)? ?(?:최대 ?)?${NUMBER} ?${COUNTER}(?:를|을|가|이|도)? ?${UNDER_KO}${GOT_KO}${END_KO}`,
  `${EDGE}${NUMBER} ?표(?:를|가|도)? ?${UNDER_KO}${GOT_KO}${END_KO}`,
  // 추천 0개인, 추천 없는
  `${EDGE}${NOUN_KO} ?(?:수 ?)?(?<n>0) ?${COUNTER}(?:인|짜리)?${END_KO}`,
  `${EDGE}(?:${NOUN_KO})(?: counts?)?(?:가|이)? ?(?:(?<under><)(?!=)|<=|≤) ?${NUMBER} ?${COUNTER}${END}`,
  // fewer than 10 upvotes, at most 20 votes, 5 votes or less
  `${EDGE}${HAVING}(?:(?<under>(?:less|fewer|lower) than|under|below|<)|at most|no more than|up to|(?:a )?max(?:imum)?(?: of)?|≤|<=) ?${NUMBER} ${NOUN_EN}${END}`,
  `${EDGE}${HAVING}${NUMBER} (?:${NOUN_EN} or (?:less|fewer|lower|below)|or (?:less|fewer) ${NOUN_EN})${END}`,
  `${EDGE}(?:with )?${NOUN_EN}(?: counts?)?(?: is| are)? (?:(?<under>under|below|(?:less|fewer|lower) than)|at most|up to) ${NUMBER}${END}`,
].map(everywhere);

/** Each pattern names the number `n`, and `over` where the number itself is not enough. */
const PATTERNS: readonly RegExp[] = [
  // 추천 100개 넘은, 추천수가 50 이상인
  `${EDGE}${NOUN_KO}(?:를|을|이|가|은|는|도)? ?(?:최소 ?)?${NUMBER} ?(?:개|표|회|번|점|건)?(?:를|을|가|이)? ?${OVER_KO}${GOT_KO}${END_KO}`,
  // 50표 이상 받은
  `${EDGE}(?:(?:추천|투표|득표)(?:을|수)? ?)?${NUMBER} ?표(?:를|가)? ?${OVER_KO}(?: ?추천)?${GOT_KO}${END_KO}`,
  // 100개 넘는 추천을 받은; `10개 이상 추천해줘` asks for ten papers
  `${EDGE}${NUMBER} ?(?:개|회|번)? ?${OVER_KO} ?${NOUN_KO}(?:을|를|이|가)? ?(?:받은|받았던|얻은|달린|찍힌|모은|획득한|있는)${END_KO}`,
  // 추천 100+, votes >= 50
  `${EDGE}(?:${NOUN_KO})(?: counts?)?(?:가|이)? ?(?:(?<over>>)(?!=)|>=|≥|=>) ?${NUMBER} ?(?:개|표)?${END}`,
  `${EDGE}${NOUN_KO} ?${NUMBER} ?\\+(?:인|짜리)?${END_KO}`,
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

/** How many votes are asked for, both ends inclusive. */
export interface Votes {
  readonly minVotes?: number;
  readonly maxVotes?: number;
}

/** The votes asked for, and the words taken out; empty when the question does not say. */
export function readVotes(reading: Reading, told: boolean): Votes {
  if (!VOTES.test(reading.text) || OTHER_VOTES.test(reading.text)) return {};
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const groups of taken(reading, RANGES, told)) {
    const [from, to] = [numberOf(groups.n!), numberOf(groups.m!)];
    if (from <= to) [least, most] = [Math.max(least, from), Math.min(most, to)];
  }
  for (const { n, over } of taken(reading, PATTERNS, told)) least = Math.max(least, numberOf(n!) + (over ? 1 : 0));
  for (const { n, under, less } of taken(reading, MOST_PATTERNS, told)) {
    most = Math.min(most, numberOf(n!) - (under || less?.includes('되') ? 1 : 0));
  }
  return {
    ...(Number.isFinite(least) ? { minVotes: least } : {}),
    ...(Number.isFinite(most) ? { maxVotes: Math.max(0, most) } : {}),
  };
}

/** The groups of every match that speaks of votes, cut from the question one by one. */
function* taken(reading: Reading, patterns: readonly RegExp[], told: boolean) {
  for (const pattern of patterns) {
    for (const match of reading.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (!(numberOf(match.groups!.n!) >= 0) || OTHERS_AFTER.test(reading.after(end, 16))) continue;
      if (reading.negated(match.index, end)) continue;
      reading.take(match.index, end, told);
      yield match.groups!;
    }
  }
}
