import { normalise } from '../../text.ts';
import { arrows, turnsRound } from './arrows.ts';
import { misplacement } from './bindings.ts';
import { company } from './company.ts';
import { ownName } from './comparison.ts';
import { contradictions } from './contradiction.ts';
import { coverage, judged, tokensOf, WordBag } from './overlap.ts';
import { quantities } from './quantities.ts';
import { judgeRanking } from './ranking-verdict.ts';
import { rankings } from './rankings.ts';
import type { Reader, Sentence } from './reading.ts';
import { stated } from './stated.ts';
import { overstated, utmosts } from './strength.ts';

/** A sentence and what it cites, as the rules read them. */
export interface Case {
  readonly sentence: string;
  readonly claim: readonly Sentence[];
  /** Text of the cited passages, and the same read. */
  readonly text: string;
  readonly source: readonly Sentence[];
  /** What may be said of the cited papers without a passage. */
  readonly about: string;
  readonly titles: readonly string[];
}

/** What speaks for and against a sentence, in numbers: shares (0 to 1), and how often a rule finds something wrong. */
export interface Evidence {
  /** Share of the words, by weight, that the passages have; each number that they have counts as one more word. */
  readonly overlap: number;
  /** Of what stands in one clause, the share that also stands in one sentence of the passages, on average. */
  readonly company: number;
  /** Share of neighbours that are near each other in the passages, too. */
  readonly neighbours: number;
  /** 1 where a number is the mean for the most, comes from where it goes to, or belongs to another of two numbered names. */
  readonly misplaced: number;
  /** 1 where a number stands at another's place. */
  readonly lostNumber: number;
  /** By how much two numbers fit better with their places exchanged; 0 or more. */
  readonly exchanged: number;
  /** 1 for the other pole: faster for slower. */
  readonly pole: number;
  /** 1 for what is denied on one side alone. */
  readonly denial: number;
  /** 1 for another winner of a comparison. */
  readonly ranking: number;
  /** 1 for cause and effect, start and end, rejected and chosen turned round. */
  readonly turned: number;
  /** How many ways of taking one thing for its counterpart. */
  readonly mixed: number;
  /** How many ways of claiming more than the passages, or of something else: all, best, first, only, certain, done rather than hoped for. */
  readonly overstated: number;
  /** 1 where two papers are cited. */
  readonly twoPapers: number;
  /** 1 where something is said of both at once. */
  readonly both: number;
}

/** A sentence says one thing of two papers, or of each its own. */
const OF_BOTH = /\bboth\b|\brespectively\b|\balike\b|둘 다|둘 모두|두 (?:논문|모델|방법|연구) 모두|모두|각각/iu;

/** Weight of clauses that are judged by themselves; shorter ones are judged with their neighbour. */
const CLAUSE_WEIGHT = 2;

/**
 * What speaks for and against a sentence; the weight of its words and numbers that the passages have; and the overlap, all
 * missing words counted in full, of the clause that they bear out least.
 */
export function evidenceOf(
  reader: Reader,
  { sentence, claim, text, source, about, titles }: Case,
): { evidence: Evidence; met: number; weakest: number } {
  const bag = new WordBag(tokensOf(source));
  const neutral = new WordBag(tokensOf(reader.read(about)));
  const { covered, total } = coverage(tokensOf(claim), bag, neutral);
  const known = quantities(text);
  const numbers = quantities(sentence).filter((one) => !one.word && stated(one, known)).length;
  const together = company(claim, source, bag, neutral);
  const place = misplacement(sentence, text, reader);
  const ranks = rankings(sentence, reader);
  const theirs = ranks.length > 0 ? rankings(text, reader) : [];
  const verdicts = ranks.map((one) => judgeRanking(one, theirs, neutral));
  const against = contradictions(claim, source, titles);
  const flag = (is: boolean): number => (is ? 1 : 0);
  // `Depth Anything` claims nothing of anything.
  const said = titles.reduce((rest, title) => rest.replaceAll(ownName(title) ?? title, ''), normalise(sentence));
  const elsewhere = utmosts(said, source).filter(({ of, strong }) => {
    const heads = tokensOf(reader.read(of)).filter((token) => token.weight >= 1 && !neutral.has(token));
    const there = new WordBag(tokensOf(strong));
    return heads.length > 0 && !heads.some((token) => there.has(token));
  });
  const evidence: Evidence = {
    overlap: total + numbers === 0 ? 0 : (covered + numbers) / (total + numbers),
    company: together.kept,
    neighbours: together.neighbours,
    misplaced: flag(place.certain),
    lostNumber: flag(place.lost),
    exchanged: place.exchanged,
    // Which side is the better one is settled where the source ranks the two.
    pole: flag(against.has('pole') && !verdicts.includes('borne out')),
    denial: flag(against.has('denial')),
    ranking: flag(verdicts.includes('contradicted')),
    turned: flag(turnsRound(arrows(sentence, reader), arrows(text, reader))),
    mixed: (['surpassed', 'yardstick', 'counterpart', 'mixed up'] as const).filter((one) => against.has(one)).length,
    overstated: overstated(said, text).length + elsewhere.length + flag(against.has('unhedged')),
    twoPapers: flag(titles.length > 1),
    both: flag(titles.length > 1 && OF_BOTH.test(sentence)),
  };
  const parts = claim
    .flatMap((one) => judged(one.clauses, CLAUSE_WEIGHT))
    .map((part) => coverage(part, bag, neutral, true))
    .filter((part) => part.total > 0);
  return { evidence, met: covered + numbers, weakest: Math.min(1, ...parts.map((part) => part.covered / part.total)) };
}
