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
const PARTICLE = /(?<=[\p{Script=Latin}\d])(?:의|은|는|이|가|을|를|이?랑)$/u;

/** Between two things in Korean: `A와 B`, `A랑 B`, `A vs B`. */
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{N}.+\-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}.+\-]*){0,3}`;
const MORE_NAMES = String.raw`(?:,\s?${NAME}){0,3}`;
/** Without the flag for either case, by which any word would pass for a capitalised one. */
const PAIRS = [
  String.raw`(${NAME}${MORE_NAMES})\s?(?:와|과|이랑|랑|하고)\s(?:의\s)?(${NAME}?)(?:의|은|는|이|가|을|를)?\s(?:차이|비교|다른|뭐가|어떻게|어느|(?:둘 )?(?:중|가운데)에?서?\s.{0,20}(?:더|덜|먼저|나중|많|적|최신|오래))`,
  String.raw`(${NAME}${MORE_NAMES}),\s?(${NAME})(?:의|은|는|이|가|을|를)?\s(?:차이|비교)`,
  String.raw`(${NAME})\s(?:vs\.?|VS\.?|[Vv]ersus|대)\s(${NAME})`,
  String.raw`(?:[Bb]etween|[Cc]ompare)\s(${NAME}${MORE_NAMES}),?\s(?:and|with|to)\s(${NAME})`,
  String.raw`(${NAME})\s(?:differs?|different)\s(?:from)\s(${NAME})`,
  String.raw`^(?:[Ww]hich|[Ww]hat|[Ww]ho)\s[^,:]{3,60}[,:]\s?(${NAME}${MORE_NAMES}),?\s(?:or|and)\s(${NAME})`,
  String.raw`^(?:[Dd]oes|[Dd]o|[Dd]id|[Ii]s|[Ww]as|[Hh]as)\s(${NAME})\s(?:or|and)\s(${NAME})\s.{0,40}\b(?:more|most|fewer|better|faster|newer|older|earlier|later|first)\b`,
].map((pattern) => new RegExp(pattern, 'u'));
/** Words before the first name that a pattern takes for a part of it. */
const NOT_OF_NAME = /^(?:does|do|did|is|was|has|compare|between|혹시|그럼|근데|그러면)\s/iu;

/** The things that a question compares, two to five of them, as typed; empty where it does not say so plainly. */
export function comparedIn(question: string): string[] {
  for (const pattern of PAIRS) {
    const match = pattern.exec(question.normalize('NFC'));
    if (!match?.[1] || !match[2]) continue;
    const names = [...match[1].split(/,\s?/), match[2]];
    return names.map((name) => name.replace(NOT_OF_NAME, '').replace(PARTICLE, ''));
  }
  return [];
}

/**
 * Compiles the patterns of {@link comparedIn} ahead of the first question: that takes some 100 ms, in which a program does nothing
 * else. They are compiled once for Latin text and once for any other, and once more when they are used again.
 */
export function prepareComparing(): void {
  for (const text of ['a', '가', 'a', '가']) comparedIn(text);
}
