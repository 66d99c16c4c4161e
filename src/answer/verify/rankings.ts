import { tokensOf } from './overlap.ts';
import type { Reader, Token } from './reading.ts';

/** One thing set beside another: `A outperforms B`, `B보다 빠릅니다`, `B와 비슷합니다`. */
export interface Ranking {
  /** Of the subject, seen from the yardstick. */
  readonly relation: 'above' | 'below' | 'equal';
  /** What is ranked, as far as it is named; empty where it goes without saying. */
  readonly subject: readonly Token[];
  /** What it is ranked by. */
  readonly yardstick: readonly Token[];
}

interface Pattern {
  readonly marker: RegExp;
  readonly side: 'before' | 'after';
  /** Absent where the words around the marker say it (`보다 빠르다`, `faster than`). */
  readonly relation?: Ranking['relation'];
}

const UP =
  /빠르|빨라|빠른|빨랐|빠릅|높[은이아았습고게]|좋|나은|나아|낫|뛰어[나난남났]|잘\s?[하했합한]|월등|우수|앞[서섰선]|큰|큽|커[졌진]|크[게고다]|많[은이아았습]|강[한하]|유망|향상|개선|증가|저렴|싸[다고며]|배(?:가|로|나|\s)|배[,.]|\b(?:more|better|faster|higher|larger|bigger|greater|stronger|superior|longer|further|ahead|times|cheaper|improv\p{L}*|gains?)\b/iu;
const DOWN =
  /느리|느린|느려|느립|낮[은이아았습고]|나쁘|나빠|뒤[지진졌처]|작[은아았습]|적[은게어었습]|약[한하]|못 ?미[치칩쳤친]|떨어[지진졌집]|무너|망가|감소|비싸|비싼|\b(?:less|worse|slower|lower|smaller|fewer|weaker|inferior|shorter|behind|costlier)\b/iu;

/** In order: what is found by an earlier one is left alone by those after it. */
const PATTERNS: readonly Pattern[] = [
  { marker: /보다는?(?=[\s,])/gu, side: 'before' },
  { marker: /만큼(?=[\s,])/gu, side: 'before' },
  { marker: /(?:와|과|랑)\s(?:견주면|견줘|비교하면|비교해|견주어)|에\s비해|\s대비(?=[\s,])/gu, side: 'before' },
  {
    marker:
      /[을를]\s(?:[가-힣\d.]+\s){0,3}?(?:능가|앞질|앞[서섰선]|제[치쳤친]|넘어[서섰선]|뛰어넘|웃돌|이[겼기긴깁]|압도)/gu,
    side: 'before',
    relation: 'above',
  },
  { marker: /에\s(?:[\d.%]+\s)?(?:못 ?미|미치지 못|뒤[지진졌처])/gu, side: 'before', relation: 'below' },
  {
    marker:
      /(?:와|과|랑)\s(?:거의\s|성능이\s)?(?:비슷|대등|견줄|맞먹|동등|경쟁|같거나)|에\s(?:필적|버금|견줄|맞먹|준하|근접|가까운|가깝)/gu,
    side: 'before',
    relation: 'equal',
  },
  {
    marker:
      /(?<!\b(?:rather|other)\s)\b(?:than|compared (?:to|with))(?=\s(?!\d|an?\s(?:second|minute|hour|day)|one\b|two\b|three\b|half\b|\p{L}+ing\b.*\bthan\b))/giu,
    side: 'after',
  },
  { marker: /\btimes the (?:[\p{L}-]+\s){1,2}(?:of|as)\b/giu, side: 'after', relation: 'above' },
  {
    marker:
      /\b(?:outperform(?:s|ed|ing)?|beat(?:s|ing)?|surpass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|outscor(?:es?|ed)|ahead of|superior to|above(?=\s\p{Lu})|improves? (?:on|over))\b/giu,
    side: 'after',
    relation: 'above',
  },
  // So much of another is less than the other.
  { marker: /의\s\d[\d.]*%\s수준/gu, side: 'before', relation: 'below' },
  { marker: /\d% of(?=\s(?:the\s(?:best\s)?)?\p{Lu})/gu, side: 'after', relation: 'below' },
  {
    marker: /\b(?:falls? short of|lag(?:s|ged)? behind|inferior to|trails?|underperforms?)\b/giu,
    side: 'after',
    relation: 'below',
  },
  {
    marker:
      /\b(?:comparable (?:to|with)|competitive with|on (?:a )?par with|match(?:es|ed|ing)|similar to|as (?:good|fast|accurate) as|close to (?:that of|those of)|comes? close to|approach(?:es|ing)|rivals?|competes? with)\b/gu,
    side: 'after',
    relation: 'equal',
  },
];

/** Words that a yardstick has, and characters looked at for it, at most. */
const YARDSTICK = 5;
const REACH = 80;
/** Where the name of a yardstick ends. */
const ENDS_AFTER =
  /[,.;:()]|\s(?:and|but|or|while|whereas|when|with|without|for|in|on|at|by|from|because|thanks|using|of (?:its|the) \p{L}+ size)\s/iu;
/** A word that closes the subject before a Korean yardstick: what is before it is ranked, what is after it ranks. */
const TOPIC = /(?<=[가-힣\p{Script=Latin}\d)])(?<!같)[은는이가](?=\s)|[,;]|(?:고|며|지만|면서)(?=\s)/gu;
/** What a text calls the paper's own method. */
const SELF = /^\s*(?:이|본|제안(?:한|하는|된)?|우리(?:의)?|저자들의)\s?(?:방법|방식|기법|모델|논문|연구|접근)/u;
const PRONOUN = /^(?:it|them|its|that)\b/i;

/** All rankings of a text, sentence by sentence. */
export function rankings(text: string, reader: Reader): Ranking[] {
  return reader.read(text).flatMap((sentence) => inSentence(sentence.text, reader));
}

function inSentence(text: string, reader: Reader): Ranking[] {
  const found: Ranking[] = [];
  const taken = new Set<number>();
  for (const { marker, side, relation } of PATTERNS) {
    for (const match of text.matchAll(marker)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if ([...taken].some((at) => Math.abs(at - from) < 3)) continue;
      const before = text.slice(Math.max(0, from - REACH), from);
      const after = text.slice(to, to + REACH);
      const known = relation ?? relationOf(side === 'before' ? [after] : [after, before]);
      if (!known) continue;
      taken.add(from);
      const [subject, yardstick] = side === 'before' ? koreanSides(before, reader) : englishSides(before, after);
      found.push({ relation: known, subject: content(subject, reader), yardstick: content(yardstick, reader) });
    }
  }
  return found;
}

/** Which way the words beside a marker point; in `faster than`, before it. */
function relationOf(texts: readonly string[]): Ranking['relation'] | undefined {
  const near = texts.length > 1 ? texts[1]!.split(/[,;]/).at(-1)!.slice(-50) : texts[0]!.slice(0, 50);
  const [up, down] = [UP.exec(near), DOWN.exec(near)];
  if (!up && !down) return undefined;
  const nearer = up && down && (texts.length > 1 ? up.index > down.index : up.index < down.index);
  const isUp = up && down ? nearer : up !== null;
  return isUp === /지(?:는|도)?\s?(?:않|못)/u.test(near) ? 'below' : 'above';
}

function koreanSides(before: string, reader: Reader): [subject: string, yardstick: string] {
  // The last bound that leaves something: in `모델을 돌리는 방식과` the 을 and 는 belong to the yardstick.
  const last = [...before.matchAll(TOPIC)].at(-1);
  const tail = last ? last.index + last[0].length : 0;
  if (SELF.test(before.slice(tail))) return [before.slice(0, tail), ''];
  const cuts = [0, ...[...before.matchAll(TOPIC)].map((match) => match.index + match[0].length)];
  const cut = cuts.findLast((at) => content(before.slice(at), reader).length > 0) ?? 0;
  const yardstick = before
    .slice(cut)
    .trim()
    .split(/\s+/)
    .slice(cut === tail ? -YARDSTICK : -2 * YARDSTICK)
    .join(' ');
  return [before.slice(0, cut), yardstick];
}

function englishSides(before: string, after: string): [subject: string, yardstick: string] {
  const rest = after.trim();
  // `larger models such as A, B and C`: any of them will do.
  const end = /^(?:\S+\s){0,4}(?:such as|including|like)\s/iu.test(rest) ? null : ENDS_AFTER.exec(rest);
  const yardstick = rest
    .slice(0, end && end.index > 0 ? end.index : undefined)
    .split(/\s+/)
    .slice(0, end ? YARDSTICK + 1 : 2 * YARDSTICK)
    .join(' ');
  const subject = before.split(/;\s/).at(-1)!;
  // `uses the compute of Gopher and outperforms it`: what the pronoun stands for comes before.
  return PRONOUN.test(yardstick)
    ? ['', `${yardstick} ${before.split(/\s+/).slice(-6).join(' ')}`]
    : [subject, yardstick];
}

/** Words by which a thing is recognised, not those that could stand anywhere. */
function content(text: string, reader: Reader): Token[] {
  return tokensOf(reader.read(text)).filter(
    ({ weight, word }) =>
      (weight >= 0.5 || word.script === 'number') &&
      !/^(?:버전|version|크|큰|같은|same|size|쓸|훨씬|much|far|earlier)/.test(word.surface),
  );
}
