import type { Language } from './answer.ts';

/** English words that make a sentence of what would otherwise be a row of names. */
const ENGLISH = new Set(
  (
    'a an and any about are as at be been best by can compare could did do does explain find for from give had has have hello help hi how i in into is it ' +
    'its know like list me most my not of on one or paper papers please recent reduce show some summarize summary than thank thanks that the their them there ' +
    'these they this to top use used uses using was we were what when where which who whose why will with without work works would you your'
  ).split(' '),
);

/**
 * The language a question is asked in. Korean questions are full of English names, English ones rarely hold Hangul: any
 * Hangul makes it Korean unless English function words outnumber the Hangul words.
 *
 * @param otherwise for a text that shows neither, such as `LoRA 2` or an emoji.
 */
export function languageOf(text: string, otherwise: Language): Language {
  const hangul = text.normalize('NFC').match(/[가-힣ㄱ-ㅎㅏ-ㅣ]+/g)?.length ?? 0;
  const latin = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const english = latin.filter((word) => ENGLISH.has(word)).length;
  if (hangul > 0) return english > hangul ? 'en' : 'ko';
  if (english > 0) return 'en';
  return latin.length >= 3 ? 'en' : otherwise;
}
