import { everywhere, READ, type Reading } from './reading.ts';
import { EDGE, END_KO, PAPERS_EN } from './vocabulary.ts';

/** The words asked for: Latin letters and digits, since titles are English; quoted or not, at most five. */
const WORD = '[\\p{Script=Latin}\\p{N}][\\p{Script=Latin}\\p{N}.+-]{0,30}';
const WORDS = `(?<q>["“”'‘’「『])?(?<t>${WORD}(?: ${WORD}){0,4}?)(?:["“”'‘’」』])?`;
const HELD_KO =
  '(?:들어간|들어가는|들어갔던|들어있는|들어 있는|들어가 있는|포함된|포함하는|포함한|있는|붙은|붙어 있는|쓰인|써진|나오는|적힌|박힌|끝나는|시작하는)';

const PATTERNS: readonly RegExp[] = [
  // 제목에 Mamba 들어간, 제목에 "Agent"가 포함된
  `${EDGE}제목(?:에|에는|에서|이|중에|으로)? ?${WORDS}(?:이라고|라고|이라는|라는|으로|로|이|가|을|를|도)? ?(?:단어(?:가|를)? ?)?${HELD_KO}${END_KO}`,
  // with diffusion in the title
  `${EDGE}(?:(?:that |which )?(?:with|have|has|having|containing|contain|contains|mention|mentioning|include|including) )?(?:the words? )?${WORDS} in (?:the|its|their) titles?(?!\\p{L})`,
  // titles containing LoRA, whose title contains LoRA, titled with "Scaling"
  `${EDGE}(?:(?:whose|with|where)(?: the)? )?titles? (?:that )?(?:contain(?:s|ing)?|includ(?:es?|ing)|ha(?:s|ve|ving)|mention(?:s|ing)?|with)(?: the words?)? ${WORDS}(?= ?(?:$|[.?!,]| (?:from|in|on|of|by|with|since|published)(?!\\p{L})|(?: (?:${PAPERS_EN})(?!\\p{L})) ?|${READ}))`,
  `${EDGE}titled with(?: the words?)? ${WORDS}(?= ?(?:$|[.?!,]| (?:from|in|on|of|by|since|published)(?!\\p{L})|${READ}))`,
].map(everywhere);
const TITLE = /제목|title/iu;
const LEADING = /^(?:papers?|with|the|that|have|all|any|list|show|me|find|words?|articles?|preprints?|and|or|of|in) /iu;

/** The words that the title is to hold, and the phrase taken out; undefined when the question does not speak of titles. */
export function readTitle(reading: Reading, told: boolean): string | undefined {
  if (!TITLE.test(reading.text)) return undefined;
  for (const pattern of PATTERNS) {
    for (const match of reading.text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (reading.negated(match.index, end)) continue;
      let words = match.groups!.t!;
      // Without quotes the phrase begins anywhere: `show me papers mamba in the title`.
      while (!match.groups!.q && LEADING.test(words)) words = words.replace(LEADING, '');
      if (words.length < 2) continue;
      reading.take(match.index, end, told);
      return words;
    }
  }
  return undefined;
}
