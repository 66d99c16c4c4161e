import type { Day, Paper } from '../../paper.ts';
import { type Quantity, quantities, stated } from './quantities.ts';

const SPEAKS_OF_VOTES = /추천|표를|\d표|투표|\b(?:up)?votes?\b/iu;
const SPEAKS_OF_DAYS =
  /\d년|\d월|\d일|\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/u;

/** What may be said of a paper without a passage: its title, authors and day, and that it has votes. */
export function factsOf({ title, authors, day, votes }: Paper): string {
  return `${title}\n${authors.join(', ')}\n${dayInWords(day)}${votes === undefined ? '' : '\nvotes 추천'}`;
}

/** Numbers of a sentence that stand nowhere: the votes and the day count where the sentence speaks of votes and days. */
export function strangeNumbers(sentence: string, text: string, papers: readonly Paper[], question: string): Quantity[] {
  // What a question takes for granted (`300배 빠르다며?`) is no evidence: of its numbers only plain ones may be repeated.
  const known = [...quantities(text), ...quantities(question).filter(({ unit }) => !unit)];
  for (const { title, votes, day } of papers) {
    known.push(...quantities(title));
    if (votes !== undefined && SPEAKS_OF_VOTES.test(sentence)) known.push(...quantities(String(votes)));
    if (SPEAKS_OF_DAYS.test(sentence)) {
      known.push(...quantities(dayInWords(day)), ...quantities(day.replaceAll('-', ' ')));
    }
  }
  return quantities(sentence).filter((one) => !stated(one, known));
}

function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${day}, ${year}년 ${month}월 ${date}일`;
}
