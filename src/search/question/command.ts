import { everywhere, type Reading } from './reading.ts';
import { ASK_KO, EDGE, END, PAPERS_EN } from './vocabulary.ts';

const POLITE = '(?:(?:please|pls|hey|hi|can you|could you|would you|will you|i want you to) ){0,3}';
const SOME = '(?: me| us)?(?: (?:a|the|some|any|all|few|more|good|nice|interesting))*';
/** Verbs that are no stop words, because they are topics elsewhere. */
const VERB = `(?:list|recommend|suggest|enumerate)${SOME}`;
const ANY_VERB = `(?:list|recommend|suggest|enumerate|show|give|find|get|send|fetch|bring)${SOME}`;

/** Words that ask for a list of papers and say nothing of what they are about. `list decoding` and `추천 시스템` are topics. */
const LISTS: readonly RegExp[] = [
  `(?<=^)${POLITE}${VERB}(?: (?:lists?|collection|overview) of)?(?= (?:[^ .?!,]{1,20} ){0,3}(?:${PAPERS_EN}|ones)${END})`,
  `(?<=^)${POLITE}${ANY_VERB} (?:lists?|collection|overview)(?= (?:of|on|about)${END}|$)`,
  `(?<=${EDGE}${PAPERS_EN} )(?:list|overview)(?= ?(?:$|[.?!]|please${END}))`,
  `(?<=^)(?:the )?list(?= ?(?:$|[.?!]))`,
  `${EDGE}(?:목록|리스트|모음)(?:을|를|만|은|이|으로|로)?(?= ?(?:$|[.?!~]|좀|뭐|있|볼|전부|다(?: |$)|${ASK_KO}))`,
  `(?<=(?:논문|페이퍼)(?:들)?)(?:목록|리스트|모음)(?:을|를|만|은|이)?(?= ?(?:$|[.?!~]|좀|뭐|${ASK_KO}))`,
  `(?<=(?:논문|페이퍼)(?:들)?(?:만|을|를|좀)? ?)추천(?:해|좀| 좀)?(?: ?(?:부탁\\p{Script=Hangul}*|줘|주세요|바람|바랍니다|가능\\p{Script=Hangul}*))?(?= ?(?:$|[.?!~ㅋㅎ]))`,
].map(everywhere);

/** Other words that only say that something is asked for; they are part of a word or too common to be looked up as one. */
const ASKS: readonly RegExp[] = [
  `(?<=^)(?:so |hey )?what(?:['’]?s| is) (?:new|hot|out there|going on|happening)(?= (?:in|on|with|about|for)${END})`,
  // 뭐있음, 뭐 나왔나
  `${EDGE}뭐(?:가| 뭐|뭐)? ?(?:있|나왔|나온|올라왔|없)\\p{Script=Hangul}{0,4}(?= ?(?:$|[.?!~ㅋㅎ]))`,
  // 1월에 나온 거 중에, 이 중에서
  `${EDGE}(?:(?:이|그|나온|올라온) ?)?(?:거|것|꺼|걸|논문)(?:들)? ?(?:중|가운데)(?:에서?)?${END}`,
  // 빨래 개는거: a bound noun written together with its verb
  `(?<=\\p{Script=Hangul}(?:는|은|던|한|된|할|진|린|운|준|온|낸|킨|쓴|든))(?:거|것|꺼|걸|건)(?:들)?(?:이|가|은|는|을|를|도|로|임)?${END}`,
].map(everywhere);

/**
 * Takes out the words by which papers are asked for (`list papers about …`, `… 목록 보여줘`), so that no paper has to hold them.
 *
 * @returns whether a list was asked for.
 */
export function readCommand(reading: Reading): boolean {
  const listed = takeAll(reading, LISTS);
  takeAll(reading, ASKS);
  return listed;
}

function takeAll(reading: Reading, patterns: readonly RegExp[]): boolean {
  let any = false;
  for (const pattern of patterns) {
    for (const match of reading.text.matchAll(pattern)) {
      if (match[0] === '') continue;
      reading.take(match.index, match.index + match[0].length, false);
      any = true;
    }
  }
  return any;
}
