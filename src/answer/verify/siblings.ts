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

/** Which of two names a text begins with: the one that does, not the one it is done to. */
function leads(mine: RegExp, theirs: RegExp, text: string): boolean {
  const [one, other] = [text.search(mine), text.search(theirs)];
  return one >= 0 && (other < 0 || one < other);
}

/** What in a clause must not be mixed up with its counterpart in the source: one of a pair, a numbered name. */
export function anchorsOf(clause: string, source: string): Anchor[] {
  const anchors: Anchor[] = [];
  for (const pair of PAIRS) {
    for (const [mine, theirs] of [pair, [pair[1], pair[0]] as const]) {
      if (!leads(mine, theirs, clause) || !mine.test(source) || !theirs.test(source)) continue;
      // Where a clause names both, it says something of the first.
      if (theirs.test(clause)) {
        anchors.push({ is: (text) => leads(mine, theirs, text), other: (text) => leads(theirs, mine, text) });
      } else anchors.push({ is: (text) => mine.test(text), other: (text) => theirs.test(text) });
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

const SEGMENT = /[,;.]\s|\s(?:and|while|whereas|but)\s|[가-힣](?:고|며|지만)\s/gu;

/**
 * The numbered names that the number at `at` belongs to, by stem: `Medusa` to `2` in `Medusa-2는 3.6배`. Those of its own
 * segment of the sentence, else the last that was named before it; a segment that names two of a stem leaves it open.
 */
export function ownersAt(text: string, at: number): ReadonlyMap<string, string> {
  const cuts = [...text.matchAll(SEGMENT)].map((match) => match.index + match[0].length);
  const start = cuts.findLast((cut) => cut <= at) ?? 0;
  const end = cuts.find((cut) => cut > at) ?? text.length;
  const owners = new Map<string, string>();
  const here = new Map<string, Set<string>>();
  for (const { 1: stem, 2: number, index } of text.matchAll(NUMBERED)) {
    if (index >= end) break;
    owners.set(stem!, number!);
    if (index >= start) here.set(stem!, (here.get(stem!) ?? new Set()).add(number!));
  }
  for (const [stem, numbers] of here) if (numbers.size > 1) owners.delete(stem);
  return owners;
}
