import { sentences } from './clauses.ts';
import { coverage, tokensOf, WordBag } from './overlap.ts';
import type { Reader, Token } from './reading.ts';

/** Two sides of a sentence of which the order is what it says. */
export interface Arrow {
  /** Of a cause, a condition or a means to what comes of it; of what was not chosen to what was; of a start to an end. */
  readonly kind: 'cause' | 'choice' | 'way';
  readonly from: readonly Token[];
  readonly to: readonly Token[];
}

/** The left side leads to the right one, or, `turned`, the other way round. */
interface Marker {
  readonly kind: Arrow['kind'];
  readonly pattern: RegExp;
  readonly turned?: true;
}

const MARKERS: readonly Marker[] = [
  { kind: 'choice', pattern: /[가-힣](?:기보다는?|[는은] 대신)(?=[\s,])|[이가] 아니라(?=[\s,])/gu },
  { kind: 'choice', pattern: /\b(?:rather than|instead of)\b/giu, turned: true },
  {
    kind: 'cause',
    pattern:
      /(?:때문에|덕분에|덕에|인해|[가-힣](?:므로|[아어해라여워려]서|니까|으니|하니)|(?<=[있없])어)(?=[\s,])|(?<=[가-힣])(?<![장화측반평표전방단정])면(?=[\s,])|(?<=[가-힣])\s때[는도]?(?=[\s,])/gu,
  },
  // What is meant to come about stands first in Korean: `끊기지 않도록 줄입니다`.
  { kind: 'cause', pattern: /[가-힣]도록(?=[\s,])/gu, turned: true },
  {
    kind: 'cause',
    pattern: /\b(?:because(?: of)?|due to|thanks to|owing to|caused by|if|once|when)\b/giu,
    turned: true,
  },
  // What is made of what: `predicts depth from one photo`.
  {
    kind: 'cause',
    pattern:
      /\b(?<!(?:come|comes|differ|differs|vary|varies|removed|away|far|apart)\s)from\b(?!\s(?:\S+\s){1,3}to\b)/giu,
    turned: true,
  },
  { kind: 'cause', pattern: /에 (?:맞춰|맞추어)|로부터|[만을를] 보고|(?:바탕|기반|길잡이)으로/gu },
  {
    kind: 'cause',
    pattern:
      /(?:,\s|\sand\s|;\s)so\b|\bso that\b|\b(?:therefore|hence|thus|thereby|leads? to|results? in|causes?|makes?|enables?|allows?|lets?)\b/giu,
  },
];
/** What opens a sentence that follows from the one before. */
const FOLLOWS = /^(?:그래서|따라서|덕분에|그 결과|이 때문에|그러므로|therefore|thus|hence|as a result)[\s,]/iu;
/** A side given first: `Because of A, B`, `Rather than A, B`. */
const OPENING = /^(?:given|because(?: of)?|due to|thanks to|owing to|since|if|once|when|rather than|instead of)\b/iu;
const CHOICE = /^(?:rather|instead)/iu;
const WAY = [
  /\bfrom (?<from>(?:\S+\s){1,3})to (?<to>(?:\S+\s?){1,3})/giu,
  /(?<from>(?:\S+\s)?\S+)에서 (?<to>(?:\S+\s)?\S+?)으?로(?=[\s,])/gu,
];

/** All arrows of a text. */
export function arrows(text: string, reader: Reader): Arrow[] {
  const read = (part: string): Token[] => tokensOf(reader.read(part)).filter(({ weight }) => weight > 0);
  const all = sentences(text);
  return all
    .flatMap((sentence, at) => {
      const found: Arrow[] = [];
      const add = (kind: Arrow['kind'], from: string, to: string): void => {
        found.push({ kind, from: read(from), to: read(to) });
      };
      const opening = OPENING.exec(sentence);
      const comma = sentence.indexOf(', ');
      if (opening && comma > 0) {
        add(CHOICE.test(sentence) ? 'choice' : 'cause', sentence.slice(0, comma), sentence.slice(comma));
      }
      if (FOLLOWS.test(sentence) && at > 0) add('cause', all[at - 1]!, sentence);
      for (const { kind, pattern, turned } of MARKERS) {
        for (const { index, 0: marker } of sentence.matchAll(pattern)) {
          if (index === 0) continue;
          const [left, right] = [sentence.slice(0, index + 1), sentence.slice(index + marker.length)];
          if (turned) add(kind, kind === 'choice' ? firstWords(right) : right, left);
          else add(kind, kind === 'choice' ? lastWords(left) : left, right);
        }
      }
      for (const pattern of WAY)
        for (const { groups } of sentence.matchAll(pattern)) add('way', groups!.from!, groups!.to!);
      return found;
    })
    .filter(({ from, to }) => from.length > 0 && to.length > 0);
}

/** Words of what is not chosen, at most. */
const REJECTED = 5;
const firstWords = (text: string): string => text.trim().split(/\s+/).slice(0, REJECTED).join(' ');
const lastWords = (text: string): string => text.trim().split(/\s+/).slice(-REJECTED).join(' ');

/** By how much more of a claim must be met the other way round. */
const MARGIN = 0.4;

/** Whether some arrow of a claim points the other way in its source: the effect is taken for the cause, the rejected for the chosen. */
export function turnsRound(claim: readonly Arrow[], source: readonly Arrow[]): boolean {
  return claim.some((mine) => {
    const theirs = source.filter(({ kind }) => kind === mine.kind);
    const straight = Math.max(0, ...theirs.map((one) => met(mine.from, one.from) + met(mine.to, one.to)));
    const crossed = Math.max(0, ...theirs.map((one) => met(mine.from, one.to) + met(mine.to, one.from)));
    return crossed > straight + MARGIN;
  });
}

const NOTHING = new WordBag([]);

/** Share of some words, by weight, that are met among others. */
function met(tokens: readonly Token[], others: readonly Token[]): number {
  const { covered, total } = coverage(tokens, new WordBag(others), NOTHING);
  return total === 0 ? 0 : covered / total;
}
