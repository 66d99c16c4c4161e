/** What an asker wants done with the papers. */
export type Intent = 'find' | 'explain' | 'compare' | 'list';

const COMPARE =
  /비교|차이|다른 ?점|뭐가 ?다|어떻게 ?다|뭐가 ?달|어떻게 ?달|둘 중|\bvs\b|\bversus\b|\bcompar(?:e|ed|ison|ing)\b|\bdiffer(?:s|ent|ence|ences)?\b/iu;
const LIST =
  /정리해|모아|목록|리스트|뭐가 ?있|뭐 ?있|어떤 ?(?:것|거|게|논문|연구)들?|추천해|훑어|논문들|연구들|\blist\b|\bpapers\b|\bwhat (?:are|were)\b|\bround-?up\b|\boverview\b|\bwhich papers\b/iu;
const EXPLAIN = /어떻게|왜|원리|설명|무슨 뜻|얼마나|뭐야|무엇|\bhow\b|\bwhy\b|\bexplain\b|\bwhat (?:is|does|was)\b/iu;

/** What is asked for, told by the words alone; `find` where they do not say. */
export function intentOf(question: string): Intent {
  if (COMPARE.test(question)) return 'compare';
  if (LIST.test(question)) return 'list';
  return EXPLAIN.test(question) ? 'explain' : 'find';
}

/** A particle after a Latin name. */
const PARTICLE = /(?<=[\p{Script=Latin}\d])(?:의|은|는|이|가|을|를|랑)$/u;

/** Between two things in Korean: `A와 B`, `A랑 B`, `A vs B`. */
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{N}.+\-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}.+\-]*){0,3}`;
const PAIRS = [
  new RegExp(
    String.raw`(${NAME})\s?(?:와|과|랑|이랑|하고)\s(?:의\s)?(${NAME}?)(?:의|은|는|이|가|을|를)?\s(?:차이|비교|다른|뭐가|어떻게|어느)`,
    'u',
  ),
  new RegExp(String.raw`(${NAME})\s(?:vs\.?|versus|대)\s(${NAME})`, 'iu'),
  new RegExp(String.raw`(?:between|compare)\s(${NAME})\s(?:and|with|to)\s(${NAME})`, 'iu'),
  new RegExp(String.raw`(${NAME})\s(?:differ|different)\s(?:from)\s(${NAME})`, 'iu'),
];

/** The two things that a question compares, as typed; empty where it does not say so plainly. */
export function comparedIn(question: string): string[] {
  for (const pattern of PAIRS) {
    const match = pattern.exec(question.normalize('NFC'));
    if (match?.[1] && match[2]) return [match[1], match[2]].map((name) => name.replace(PARTICLE, ''));
  }
  return [];
}
