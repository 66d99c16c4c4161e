import { everywhere, READ, type Reading } from './reading.ts';
import { EDGE, END, PAPERS_EN, PAPERS_KO } from './vocabulary.ts';

/** What closes a question for a number; `몇 편만 추천해줘` asks for a few papers instead. */
const CLOSES = `(?:이나|이|정도)? ?(?:더 )?(?:있|나왔|나와|올라왔|올라와|실렸|등록|발표됐|이야|야|이에요|예요|에요|인가|인지|이지|이니|일까|이냐|냐|임|되|돼|됨|였|이었|됐|$|[?!.])(?:\\p{Script=Hangul}{0,6})`;
const PATTERNS: readonly RegExp[] = [
  `${EDGE}(?:${PAPERS_KO}(?:은|는|이|가|들은|들이)? ?)?(?:(?:전부|모두|다|총|다 합쳐|다 합해서) ?)?몇 ?편${CLOSES}`,
  `${EDGE}${PAPERS_KO}(?:은|는|이|가|들은|들이)? ?(?:[${READ} ]{0,80})(?:(?:전부|모두|다|총) ?)?몇 ?(?:개|건)${CLOSES}`,
  `${EDGE}${PAPERS_KO} ?(?:수|개수|편수)(?:가|는)? ?(?:몇|얼마|어떻게|알려|궁금|\\?|$)(?:\\p{Script=Hangul}| ){0,12}`,
  // how many papers are there, how many diffusion papers were listed
  `${EDGE}how many(?= (?:[^ ${READ}.?!,]{1,20} ){0,3}${PAPERS_EN}${END})`,
  `${EDGE}(?:the )?number of(?= (?:[^ ${READ}.?!,]{1,20} ){0,3}papers${END})`,
].map(everywhere);

/** Whether a question asks for the number of papers; the words that ask are taken out. */
export function readHowMany(reading: Reading): boolean {
  if (!/몇|수|how many|number of/iu.test(reading.text)) return false;
  let asked = false;
  for (const pattern of PATTERNS) {
    for (const match of reading.text.matchAll(pattern)) {
      const end = match.index + match[0].trimEnd().length;
      if (reading.negated(match.index, end)) continue;
      reading.take(match.index, end, false);
      asked = true;
    }
  }
  return asked;
}
