import type { Day, Paper } from '../../paper.ts';
import { sentences } from './clauses.ts';
import { type Quantity, quantities } from './quantities.ts';
import { counts, derived, stated } from './stated.ts';

const SPEAKS_OF_VOTES = /추천|표를|\d표|투표|\b(?:up)?votes?\b/iu;
const SPEAKS_OF_DAYS =
  /\d년|\d월|\d일|\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/u;

/** A name with a capital or digit inside: `DMD`, `Emu2`, `Mamba-2`. */
const NAME = String.raw`\p{Lu}[\p{Script=Latin}\d-]*[\p{Lu}\d][\p{Script=Latin}\d-]*`;
/** Where a summary says what its method is called. */
const NAMED: readonly RegExp[] = [
  new RegExp(
    String.raw`(${NAME})(?:[(][^)]*[)])?(?:[를을]\s(?:제안|소개|공개|개발|선보|제시|내놓|도입)|(?:이)?라[는고])`,
    'gu',
  ),
  new RegExp(String.raw`(?:만든|제안하는|제안한|모델)\s(${NAME})`, 'gu'),
  new RegExp(String.raw`\b(?:propose|introduce|present|called|named|dubbed)s?\s(${NAME})`, 'gu'),
];

/** What the passages of a paper call its method, where its title does not: any sentence about it may use the name. */
function methodNames({ passages }: Paper): string[] {
  return passages.flatMap(({ text }) =>
    NAMED.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!)),
  );
}

/** What may be said of a paper without a passage: its title, authors and day, the name of its method, and that it has votes. */
export function factsOf(paper: Paper): string {
  const { title, authors, day, votes } = paper;
  return `${title}\n${methodNames(paper).join(', ')}\n${authors.join(', ')}\n${dayInWords(day)}${votes === undefined ? '' : '\nvotes 추천'}`;
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
  const together = sentences(text).map(quantities);
  return quantities(sentence).filter((one) => !stated(one, known) && !derived(one, together) && !counts(one, text));
}

function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${day}, ${year}년 ${month}월 ${date}일`;
}
