import { DIGITS, ENGLISH_NUMBER, NATIVE_NUMBER, numberOf } from './numbers.ts';
import { everywhere, READ, type Reading } from './reading.ts';
import { ASK_KO, EDGE, END, PAPERS_KO } from './vocabulary.ts';

/** `한편` in one word is another word. */
const NUMBER_KO = `(?<n>${DIGITS}|(?!한편(?!만))(?:${NATIVE_NUMBER})|십|이십|오십|백)`;
const NUMBER_EN = `(?<n>\\d{1,3}|${ENGLISH_NUMBER})`;
/** What was read already, and blanks; bounded, since patterns are tried at every place. */
const GAP = `[${READ} ]{0,80}`;
/** Nothing more is said, or what follows only asks. */
const THEN_ASK = `(?= ?${GAP}(?:$|[.?!,~]| ?${ASK_KO}| ?(?:뭐|있어|있나|있을까|ㄱㄱ)))`;
const ONLY = '(?:만|정도|씩|정도만)?(?: ?좀)?';
const PRAISE =
  '(?:(?:most (?:up-?voted|liked|popular|recent)|recent|latest|new|newest|best|top|popular|good|great|interesting|other|more|different|relevant|hot|hottest|random) ){0,2}';
/** Words after which an English number at the head of a noun counts something else: `4 bit quantization papers`. */
const UNIT =
  '(?!(?:bits?|stages?|steps?|shots?|ways?|players?|body|bodies|dimensional|d|layers?|digits?|towers?|streams?|views?|hops?|turns?|class|classes|modal|frames?|points?|heads?|agents?|gpus?|sided|factor|view|hour|minute|second|day|year|page|token)[ -])';
const ASKING_EN =
  '(?:show|give|list|find|get|recommend|suggest|send|pick|need|want|name|fetch|choose)(?: me| us)?(?: just| only| about| the| up to| any)?';

const PATTERNS: readonly RegExp[] = [
  // 논문 세 개, 페이퍼 5편만
  `(?<=${EDGE}${PAPERS_KO}(?:들|을|를)? ?(?:추천 ?)?|${READ} ?)${NUMBER_KO} ?(?:개|편)${ONLY}${THEN_ASK}`,
  // 세 편만 알려줘, at the head of the question or of what is left of it
  `(?<=^${GAP}|[.,!?] ?)${NUMBER_KO} ?(?:개|편)${ONLY}${THEN_ASK}`,
  // 5편의 논문, 세 개 논문
  `${EDGE}${NUMBER_KO} ?(?:개|편)(?:의)?(?= ?(?:논문|페이퍼)(?:들|을|를|만)?${THEN_ASK})`,
  // 비디오 생성 다섯 편만 추천해줘
  `(?<!(?:영화|영상|시|글|소설|드라마|비디오|동영상|에세이|리뷰|동화) ?)${EDGE}${NUMBER_KO} ?편${ONLY}(?= ?${GAP}(?:$|[.?!,~]| ?${ASK_KO}))`,
  `(?<=${EDGE}(?:거|것|걸로|것들|거로|관련|관련된 거|쪽|추천|페이퍼로|논문으로|중에|중에서|만|주제로|순으로|순|대한 거|위주로) ?)${NUMBER_KO} ?개${ONLY}${THEN_ASK}`,
  `(?<=^${GAP}|${EDGE}(?:${PAPERS_KO}(?:을|를|중에|중에서)? ?|거 ?|것 ?|${READ} ?|중에 |중에서 ))(?<n>하나)만?(?= ?${GAP}(?:$|[.?!,~]| ?${ASK_KO}| ?꼽))`,
  // five papers, 3 most upvoted papers
  `(?<=^${GAP}(?:please )?(?:the |what are (?:the )?)?|${EDGE}${ASKING_EN} ${GAP}|[.,!?:${READ}] ?(?:the )?|${EDGE}(?:top|best|latest|newest|only|just) )${NUMBER_EN}(?= ${GAP}${PRAISE}${GAP}(?:papers|preprints|articles|publications|studies)${END})(?! papers? (?:together|into|at))`,
  `(?<=${EDGE}${ASKING_EN} ${GAP})${NUMBER_EN}(?= ${UNIT}(?:[^ ${READ}.?!,]{1,20} ){1,3}(?:papers|preprints|articles|studies)${END})`,
  // show me five, give me 3 on diffusion
  `(?<=${EDGE}${ASKING_EN} ${GAP})${NUMBER_EN}(?= ?${GAP}(?:$|[.?!]| (?:on|about|please|of them)${END}))`,
].map(everywhere);

const COUNTED = new RegExp(`개|편|하나|papers|preprints|articles|publications|studies|${ASKING_EN}`, 'iu');

/** How many papers are asked for, and the words taken out; undefined when the question does not say. */
export function readCount(reading: Reading, told: boolean): number | undefined {
  if (!COUNTED.test(reading.text)) return undefined;
  for (const pattern of PATTERNS) {
    for (const match of reading.text.matchAll(pattern)) {
      const count = numberOf(match.groups!.n!);
      const end = match.index + match[0].length;
      // `추천 100개` may as well be votes.
      if (count > 20 && /추천 ?$/u.test(reading.before(match.index, 4))) continue;
      if (!(count >= 1) || reading.negated(match.index, end)) continue;
      reading.take(match.index, end, told);
      return count;
    }
  }
  return undefined;
}
