/** Counterparts that a passage tells apart: what holds of one rarely holds of the other. */
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/\bhot\b|핫/iu, /\bcold\b|콜드/iu],
  [/\bindoors?\b|실내/iu, /\boutdoors?\b|실외|야외/iu],
  [/\bfirst\b|첫|먼저|1단계/iu, /(?<!per |a |each |\d )\bsecond\b(?!s)|둘째|두 ?번째|그다음|2단계/iu],
  [/\bteacher\b|교사/iu, /\bstudent\b|학생/iu],
  [/\bencoder\b|인코더/iu, /\bdecoder\b|디코더/iu],
  [/앞쪽|앞부분|초반|\bearly\b|\bearlier\b/iu, /뒤쪽|뒤로|뒷부분|후반|\blater?\b|\blatter\b/iu],
  [/\bCPUs?\b/u, /\bGPUs?\b/u],
];
/** `Medusa-1`, `Medusa-2`; `RTX 3060`, `RTX 4090`; `GPT-3`, `GPT-4`. */
const NUMBERED = /(\p{Lu}[\p{L}]*)[- ]?(\d+(?:\.\d+)?)(?![\p{Script=Latin}\d%])/gu;

/** Whether a clause names one of a pair where the source names its counterpart alone. */
export function takesCounterpart(clause: string, source: string): boolean {
  return PAIRS.some(([one, two]) =>
    [[one, two] as const, [two, one] as const].some(
      ([mine, theirs]) => mine.test(clause) && !theirs.test(clause) && theirs.test(source) && !mine.test(source),
    ),
  );
}

/** One thing of a clause that has a counterpart in the source. */
export interface Anchor {
  readonly is: (clause: string) => boolean;
  readonly other: (clause: string) => boolean;
}

/** What in a clause must not be mixed up with its counterpart in the source: one of a pair, a numbered name. */
export function anchorsOf(clause: string, source: string): Anchor[] {
  const anchors: Anchor[] = [];
  for (const pair of PAIRS) {
    for (const [mine, theirs] of [pair, [pair[1], pair[0]] as const]) {
      if (mine.test(clause) && !theirs.test(clause) && mine.test(source) && theirs.test(source)) {
        anchors.push({ is: (text) => mine.test(text), other: (text) => theirs.test(text) });
      }
    }
  }
  for (const [, stem, number] of clause.matchAll(NUMBERED)) {
    const others = [...source.matchAll(NUMBERED)].filter((match) => match[1] === stem && match[2] !== number);
    const name = (text: string, wanted: (n: string) => boolean): boolean =>
      [...text.matchAll(NUMBERED)].some((match) => match[1] === stem && wanted(match[2]!));
    if (others.length === 0 || name(clause, (n) => n !== number)) continue;
    anchors.push({ is: (text) => name(text, (n) => n === number), other: (text) => name(text, (n) => n !== number) });
  }
  return anchors;
}
