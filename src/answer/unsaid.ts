import type { Paper } from '../paper.ts';
import { editDistance } from '../search/names.ts';
import { compact } from '../text.ts';
import type { Remark } from './remark.ts';
import { namesIn } from './verify/claimed-names.ts';

/** Dimensions are said in many ways. */
const DIMENSIONS = /^[234]d$/i;
/** Ways to ask for a detail, in which a name is part of what is asked. */
const ASKS_DETAIL =
  /얼마|몇|어느 정도|점수|성능|정확도|속도|빨라|느려|지원|가능|되나|될까|되니|돌아가|돼\s*\?|\bhow (?:much|many|fast|slow|long|big|large|well|good|accurate)\b|\bwhat (?:score|accuracy|speed|speedup)\b|^(?:does|do|can|could|is|did|was)\b/iu;
const ASKS_FIGURE =
  /얼마나|얼마야|몇\s?(?:배|초|개|장|퍼센트|프로|%|점|프레임|토큰|기가|명|시간|분)|몇이|\bhow (?:much|many|fast|long|big|large)\b|\bwhat (?:score|accuracy|speedup)\b/iu;

const ASKS_CODE =
  /(?:코드|깃허브|소스)\S*\s?(?:도\s?)?(?:공개|있|어디|링크|올라|올렸|주소)|\bgithub\b|\bcode\b.{0,30}\b(?:available|released?|public|open|link)\b|\b(?:released?|open[- ]?sourced?|where|is there|publish(?:ed)?)\b.{0,30}\bcode\b/iu;
const SAYS_CODE = /코드|소스|깃허브|공개(?:했|합|하|되|됐)|누구나\s(?:받|쓸|이용)|\bcode\b|github|open[- ]?source/iu;

/** Whether a question asks for a figure. */
export function asksFigure(question: string): boolean {
  return ASKS_FIGURE.test(question);
}

/** Whether a question asks whether there is code. */
export function asksCode(question: string): boolean {
  return ASKS_CODE.test(question);
}

/** Whether a text speaks of code or of what was made public. */
export function saysCode(text: string): boolean {
  return SAYS_CODE.test(text);
}

/** Whether a text gives a figure: digits that are no part of a name. */
export function holdsFigure(text: string): boolean {
  return /(?<![\p{L}\d.-])\d/u.test(text);
}

/**
 * Names of a question that stand nowhere in the papers: not in a title, a bullet or among the authors. Only names that are
 * plainly names count (`H100`, `GPT-4`, `ImageNet`), and none that is a title's name with a typing mistake.
 */
export function unsaidNames(question: string, papers: readonly Paper[]): string[] {
  const names = new Set(namesIn(question).flatMap(({ text, exact }) => (exact ? [text] : [])));
  if (names.size === 0 || papers.length === 0) return [];
  const said = papers.map((paper) => compact(textOf(paper)));
  const titleWords = papers.flatMap(({ title }) => title.split(/[\s:,]+/).map(compact));
  return [...names].filter((name) => {
    const key = compact(name);
    if (DIMENSIONS.test(key) || said.some((text) => text.includes(key))) return false;
    const mistakes = /\d/.test(key) ? 0 : key.length >= 8 ? 2 : 1;
    return !titleWords.some((word) => word.length >= 4 && editDistance(key, word) <= mistakes);
  });
}

/**
 * What must be said of an answer that rests on these papers, best first.
 *
 * @param missing sides of a comparison that have no paper.
 */
export function remarksOn(question: string, papers: readonly Paper[], missing: readonly string[] = []): Remark[] {
  const [best, second] = papers;
  if (!best) return [];
  const unsaid = asksDetail(question, best) ? unsaidNames(question, papers) : [];
  const names = unsaid.filter((name) => !missing.some((subject) => subject.includes(name)));
  const figureless =
    second === undefined && asksFigure(question) && !best.passages.some(({ text }) => holdsFigure(text));
  const codeless = second === undefined && asksCode(question) && !best.passages.some(({ text }) => saysCode(text));
  return [
    ...(missing.length > 0 ? [{ kind: 'not_found', names: missing } as const] : []),
    ...(names.length > 0 ? [{ kind: 'unsaid', names } as const] : []),
    ...(figureless ? [{ kind: 'no_figures' } as const] : []),
    ...(codeless ? [{ kind: 'no_code' } as const] : []),
  ];
}

/** Whether a question asks something of a paper, rather than for one: by its words, or because it names the paper. */
function asksDetail(question: string, { title }: Paper): boolean {
  if (ASKS_DETAIL.test(question)) return true;
  const name = compact(title.split(':')[0] ?? '');
  return name.length >= 4 && title.includes(':') && compact(question).includes(name);
}

function textOf({ title, passages, authors }: Paper): string {
  return [title, ...authors, ...passages.flatMap(({ label = '', text }) => [label, text])].join('\n');
}
