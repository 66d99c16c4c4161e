import type { Order } from '../query.ts';
import { ENGLISH_NUMBER, NATIVE_NUMBER, numberOf } from './numbers.ts';
import { everywhere, READ, type Reading } from './reading.ts';
import { ASK_KO, EDGE, END, END_KO, PAPERS_EN, PAPERS_KO } from './vocabulary.ts';

const MOST = '(?:(?:가장|제일|젤|최고로) ?)';
const VOTES_KO =
  '(?:추천 ?수|추천|좋아요 ?수|좋아요|업보트 ?수|업보트|득표 ?수|득표|투표 ?수|투표|보트|하트|up-?votes? ?수?|votes? ?수?)';
const GOT = '(?:받은|받았던|받고|받았|받음|얻은|달린|찍힌|모은|눌린)';
const BY = '(?: ?(?:순서대로|순서로|순으로|순서|순|것부터|거부터))?';
/** A topic of up to three words and then the papers: `최신 비디오 생성 논문`, `latest diffusion papers`. */
const TOPIC_KO = `(?= ?(?:[^ ${READ}.?!,]{1,12} ){0,3}(?:${PAPERS_KO}|거(?!\\p{L})|것(?!\\p{L})|꺼(?!\\p{L})|순))`;
const NEAR_KO = `(?= ?${READ}*(?:$| ?[.?!,${READ}]| ?(?:${PAPERS_KO}|거(?!\\p{L})|거로|것|게(?!\\p{L})|꺼|걸|top|탑|톱|베스트|순|\\d|${ASK_KO})))`;
const TOPIC_EN = `(?= (?:(?!of |in |from |with |that |for |to |and |on |by )[^ ${READ}.?!,]{1,20} ){0,3}(?:${PAPERS_EN}|ones)${END})`;
/** The same, and then nothing but asking: `최신 연구는 …` makes a statement. */
const TOPIC_ASKED_KO = `(?= ?(?:(?![^ ]{0,11}(?:을|를|에서|으로|하는|되는|된) )[^ ${READ}.?!,]{1,12} ){0,3}(?:${PAPERS_KO}|거|것|꺼)(?:들)?(?:만|을|를|은|는|이|도|으로|부터)? ?(?:$|[.?!,~${READ}]|${ASK_KO}|뭐|있|어떤|중|좀|추천|찾|보여|보고|알려|알고|정리|요약|궁금|목록|리스트|모아|top|\\d|(?:${NATIVE_NUMBER}) ?(?:개|편)))`;
/** Right after `the latest`: papers, an end, a date that was read, a topic. */
const NEAR_EN = `(?= ?${READ}*(?:$| ?[.?!,${READ}]| (?:${PAPERS_EN}|ones?|first|on|about)${END}))`;

interface OrderRule {
  readonly order: Order;
  /** A text without any of these words is not tried: most have none. */
  readonly hint: RegExp;
  readonly patterns: readonly RegExp[];
}

/** In the order of precedence: who asks for the votes of the newest papers wants the votes. */
const RULES: readonly OrderRule[] = [
  {
    order: 'votes',
    hint: /추천|좋아요|업보트|득표|투표|표|하트|인기|핫|화제|주목|반응|베스트|vote|voting|like|popular|hot|trending|top|best|rated/iu,
    patterns: [
      `${EDGE}${MOST}?${VOTES_KO}(?:를|을|이|가|도)? ?${MOST}?(?:많이 ?(?:${GOT}|된|됐던|되었던)|많은|많았던|높은|높았던)${BY}${END_KO}`,
      `${EDGE}${MOST}?표(?:를)? ?${MOST}?많이 ?${GOT}${BY}${END_KO}`,
      `${EDGE}${VOTES_KO} ?(?:많은|높은)? ?(?:순위|순서대로|순서|순)(?:으로|대로|로)?${END_KO}`,
      `${EDGE}최다 ?(?:추천|득표|투표|좋아요|업보트|up-?votes?|votes?)(?: ?수)?(?:을|를)?(?: ?${GOT})?(?: ?순)?${END_KO}`,
      `${EDGE}(?:추천|득표|투표|좋아요|업보트) ?(?:수 ?)?최다(?: ?순)?${END_KO}`,
      `${EDGE}${MOST}?(?:많이|많은) ?(?:추천|표|득표|좋아요|업보트)(?:을|를|가)? ?(?:${GOT}|된|됐던|되었던|눌린)${END_KO}`,
      `${EDGE}${MOST}인기(?:가|도)? ?(?:많은|많았던|있는|있던|있었던|좋은|좋았던|높은|높았던)?${END_KO}${NEAR_KO}`,
      `${EDGE}${MOST}인기(?:가|도)? ?(?:많은|많았던|있는|있던|있었던|좋은|좋았던|높은|높았던)${TOPIC_KO}`,
      `${EDGE}인기(?:가|도)? ?(?:많은|많았던|많던|있는|있던|있었던|좋은|좋았던|높은|높았던)${TOPIC_KO}`,
      `${EDGE}인기 ?(?:순위|순서대로|순서|순)(?:으로|대로|로)?${END}`,
      `${EDGE}(?:최고 ?)?인기작(?:은|는|들)?${END}`,
      `(?<=${READ} ?)베스트(?= ?(?:논문|페이퍼|$))`,
      `${EDGE}${VOTES_KO}(?:로|를 기준으로| 기준(?:으로)?) ?(?:정렬(?:해서|해줘|해)?)${END}`,
      `${EDGE}인기(?= ?(?:논문|페이퍼|최고|top ?\\d|탑 ?\\d|톱 ?\\d))`,
      `${EDGE}${MOST}?핫(?:한|했던|하던)(?= ?(?:논문|페이퍼|거|것|게))`,
      `${EDGE}(?:${MOST}화제(?:가 된|가 됐던|였던|의)?|화제(?:가 된|가 됐던|였던|의)|${MOST}(?:주목 ?받은|반응(?:이)? ?(?:좋은|좋았던|뜨거운|뜨거웠던)))(?= ?(?:논문|페이퍼|거|것))`,
      `${EDGE}(?:the )?(?:most|top|highest|best)[- ](?:up-?voted|voted|liked|rated)${END}`,
      `${EDGE}(?:(?:with|got|has|have|had|received|getting|by) )?(?:the )?(?:most|highest)(?: number of)? (?:up-?votes|votes|likes|vote counts?|upvote counts?)(?: first)?${END}`,
      `${EDGE}(?:(?:sorted|sort|ranked|rank|ordered|order|in order)(?: them| it)? (?:by|of) )(?:the )?(?:number of )?(?:up-?votes?|votes?|likes?|popularity)(?: counts?)?${END}`,
      `${EDGE}by (?:up-?votes?|votes?|popularity)(?: counts?)?${END}`,
      `${EDGE}(?:the )?most popular${TOPIC_EN}`,
      `${EDGE}(?:the )?most popular${NEAR_EN}`,
      `${EDGE}(?:the )?(?:popular|hot|hottest|trending)(?= ${PAPERS_EN}${END}| ?${READ})`,
      `${EDGE}(?:the )?top(?! (?:conference|tier|venue|journal|lab|universit|compan|down|view|layer|cited|k |p |notch|level|quality|secret))${TOPIC_EN}`,
      `${EDGE}(?:the )?best(?= ${PAPERS_EN} ?${READ})`,
    ].map(everywhere),
  },
  {
    order: 'fewest',
    hint: /적|낮|fewest|least|lowest|최소/iu,
    patterns: [
      `${EDGE}${MOST}?${VOTES_KO}(?:를|을|이|가|도)? ?${MOST}?(?:적게 ?(?:${GOT}|된)|적은|적었던|낮은|낮았던)${BY}${END_KO}`,
      `${EDGE}최소 ?(?:추천|득표|투표|업보트)${END_KO}`,
      `${EDGE}(?:the )?(?:least|lowest|fewest)[- ](?:up-?voted|voted|liked|rated|popular)${END}`,
      `${EDGE}(?:(?:with|got|has|have|had|received|getting|by) )?(?:the )?(?:fewest|least|lowest)(?: number of)? (?:up-?votes|votes|likes|vote counts?)(?: first)?${END}`,
    ].map(everywhere),
  },
  {
    order: 'oldest',
    hint: /오래된|먼저|처음|일찍|oldest|earliest/iu,
    patterns: [
      `${EDGE}${MOST}오래된(?: ?순(?:으로)?|${NEAR_KO})`,
      `${EDGE}오래된 ?순(?:서)?(?:으로)?${END}`,
      `${EDGE}(?:가장|제일|맨) ?(?:먼저|처음|일찍)(?:에)? ?(?:나온|올라온|나왔던|공개된)${NEAR_KO}`,
      `${EDGE}(?:the )?(?:oldest|earliest)${TOPIC_EN}`,
      `${EDGE}(?:the )?(?:oldest|earliest)(?: first)?${NEAR_EN}`,
    ].map(everywhere),
  },
  {
    order: 'newest',
    hint: /최신|최근|날짜|시간|latest|newest|recent|by (?:date|recency|time)/iu,
    patterns: [
      `${EDGE}(?:최신|최근|날짜|시간) ?순(?:서)?(?:으로|대로|로)?${END}`,
      `${EDGE}${MOST}(?:최근(?:에)?|최신)(?: ?(?:올라온|나온|등록된|공개된))?${NEAR_KO}`,
      `${EDGE}${MOST}최근(?:에)?(?: ?(?:올라온|나온|등록된|공개된))?${TOPIC_ASKED_KO}`,
      `${EDGE}최신(?= ?${READ}*$)`,
      `${EDGE}${MOST}?최신(?! ?(?:뉴스|정보|지식|데이터|사건|gpu|기기|하드웨어|버전|문서|이벤트|토큰|프레임|상태|칩|기술|기법|사실|기사|트렌드를|api))${TOPIC_ASKED_KO}`,
      `${EDGE}(?:the )?(?:latest|newest|most recent)${TOPIC_EN}`,
      `${EDGE}(?:the )?(?:newest|latest|most recent)(?: first)?${NEAR_EN}`,
      `${EDGE}(?:sorted|sort|ordered|order)(?: them)? by (?:date|recency|time)${END}`,
    ].map(everywhere),
  },
];

/** What people vote for in recommender systems and forums, and awards that no filter knows. */
const OTHERS_AFTER =
  /^(?:을|를|의)? ?(?:아이템|상품|콘텐츠|컨텐츠|영화|음악|노래|음식|댓글|답변|리뷰|게시글|게시물|편향|유저|사용자|영상을|토큰|items?|products?|movies?|songs?|paper awards?|awards?)/iu;
/** A word with an object or place particle between `최신` and the papers makes a clause: `최신 뉴스를 검색하는 논문`. */
const CLAUSE = /^ ?\S{1,11}(?:을|를|에|에서|으로|하는|되는|된|한|쓰는|보는|받는) /u;

/** The order asked for, and the words taken out; undefined when none is. */
export function readOrder(reading: Reading, told: boolean): Order | undefined {
  let order: Order | undefined;
  for (const rule of RULES) {
    if (!rule.hint.test(reading.text)) continue;
    for (const pattern of rule.patterns) {
      for (const match of reading.text.matchAll(pattern)) {
        const end = match.index + match[0].length;
        const after = reading.after(end, 32);
        if (OTHERS_AFTER.test(after) || (rule.order === 'newest' && CLAUSE.test(after))) continue;
        if (reading.negated(match.index, end)) continue;
        reading.take(match.index, end, told);
        order ??= rule.order;
      }
    }
  }
  return order;
}

const TOP_NUMBER = `(?<n>\\d{1,3}|${ENGLISH_NUMBER}|${NATIVE_NUMBER})`;
/** `recall at top 5`, `in the top 10` measure something. */
const NOT_WITHIN = '(?<!(?<!\\p{L})(?:at|in|within|from|into|accuracy|error|recall|hits?) (?:the )?)';
const TOPS: readonly RegExp[] = [
  // 추천수 1, 2등, 1~3위, 1위부터 5위까지, 탑텐
  `${EDGE}(?:(?:추천|득표|투표)(?: ?수)?|인기)? ?1 ?(?:위|등)? ?(?:부터|에서|[,~∼〜–—-]) ?(?:2, ?)?(?<n>\\d{1,2}) ?(?:위|등)(?:까지)?(?:인|은|는|이|한|했던)?(?!\\p{N})`,
  `${EDGE}(?:(?:(?:추천|득표|투표)(?: ?수)?|인기) ?(?:순(?:으로)? ?)?)?(?<n>탑텐|톱텐|탑 텐|top ten)${END_KO}`,
  `${EDGE}(?:추천|득표|투표)(?: ?수)?(?:으로|로| 기준)? ?상위 ?${TOP_NUMBER} ?(?:개|편)?(?:만|의|는|은)?${END_KO}`,
  // top 5 papers on …, top five, most upvoted top 3 of <date>
  `${EDGE}${NOT_WITHIN}(?:the )?top ${TOP_NUMBER}(?= ?${READ}*(?:$| ?[.?!,${READ}]| (?:most|best|hottest)${END}| (?:on|about|by|papers?)${END}))`,
  `${EDGE}${NOT_WITHIN}(?:the )?top ${TOP_NUMBER}(?! (?:accuracy|error|recall|precision|layers?|experts?|tokens?|results?|retriev\\w*|predictions?|labels?|class\\w*|stage|bit|step|shot))${TOPIC_EN}`,
  `${EDGE}top-?(?<n>\\d{1,3})(?= (?:papers|논문)${END})`,
  // 톱 5, top5 논문, 상위 5편
  `${EDGE}${NOT_WITHIN}(?:top|탑|톱|베스트) ?-?(?<n>\\d{1,3})(?:개|편)?(?:만|는|은|을)?(?= ?${READ}*(?:$| ?[.?!,${READ}]| ?(?:${PAPERS_KO}|${ASK_KO}|뭐)))`,
  `${EDGE}상위 ?${TOP_NUMBER} ?(?:개|편)(?:만|의)?(?= ?${READ}*(?:$| ?[.?!,${READ}]| ?(?:${PAPERS_KO}|${ASK_KO})))`,
  // 추천 1위
  `${EDGE}(?:추천(?: ?수)?|득표|인기|투표) ?(?<n>1) ?(?:위|등)(?:인|은|는)?${END_KO}`,
  `(?<=${READ})(?: ?${EDGE}(?:(?:무슨|어떤|어느) (?:논문|거|것|페이퍼)(?:이|가) ?)?(?<n>1) ?(?:위|등)(?:인|은|는|한|했던|였던|했어|했나|했지|찍은|먹은)?${END_KO})`,
  // #1 on <date>, the number one paper, which paper won the day
  `(?:#|${EDGE}(?:the )?(?:number|no\\.?|rank(?:ed)?) )(?<n>1|one)(?= ?${READ}*(?:$| ?[.?!,${READ}]| (?:papers?|on|in|of)${END}))`,
  `${EDGE}papers? (?<n>)(?:that )?(?:won|topped|came first on)(?: the)? (?:day|list|week|month|vote|votes)${END}`,
].map(everywhere);

/** `top 5`: how many papers, by votes. Undefined when there is none. */
export function readTop(reading: Reading, told: boolean): number | undefined {
  if (!/top|탑|톱|베스트|상위|[위등]|텐|ten|#1|\bone\b|\b1\b|won/iu.test(reading.text)) return undefined;
  let top: number | undefined;
  for (const pattern of TOPS) {
    for (const match of reading.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const written = match.groups!.n || '1';
      const count = /텐|ten/iu.test(written) ? 10 : numberOf(written);
      if (!(count >= 1 && count <= 100) || reading.negated(match.index, end)) continue;
      reading.take(match.index, end, told);
      top ??= count;
    }
  }
  return top;
}
