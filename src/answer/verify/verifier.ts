import type { Paper, Passage } from '../../paper.ts';
import type { GlossaryMatcher } from '../../search/glossary.ts';
import { normalise } from '../../text.ts';
import { strangeNames } from './claimed-names.ts';
import { clauses as clausesOf, sentences as sentencesOf } from './clauses.ts';
import { surpassesOwn } from './comparison.ts';
import { opposed, overstated, stanceOf } from './cues.ts';
import { coverage, judged, tokensOf, WordBag } from './overlap.ts';
import { type Quantity, quantities, stated } from './quantities.ts';
import { type Clause, Reader, type Sentence } from './reading.ts';
import { anchorsOf, takesCounterpart } from './siblings.ts';

/** A passage that a sentence cites. */
export interface Source {
  readonly paper: Paper;
  readonly passage: Passage;
}

/** Why a sentence is not let through. */
export type Doubt =
  /** It cites nothing that exists. */
  | 'no_citation'
  /** It holds a link, a mention or markup of its own. */
  | 'markup'
  /** A number, or its unit, is not in the cited passages. */
  | 'number'
  /** A name is not in the cited passages, their titles or the question. */
  | 'name'
  /** It is surer, more general or more superlative than the passages. */
  | 'overstated'
  /** It says the opposite: faster for slower, with for without, one thing for its counterpart. */
  | 'contradicted'
  /** Too little of what it says is in the cited passages. */
  | 'meaning';

/** What the verifier thinks of one sentence. */
export interface Verdict {
  readonly supported: boolean;
  readonly doubts: readonly Doubt[];
  /** Share of the sentence's words, by weight, that the passages bear out, 0 to 1. */
  readonly overlap: number;
  /** The same for the clause that is borne out least. */
  readonly weakest: number;
}

/** Least {@link Verdict.overlap} and {@link Verdict.weakest} of a sentence that is let through. */
export interface Thresholds {
  readonly overlap: number;
  readonly weakest: number;
}

/** Set on the training half of data/eval/verification.jsonl; see `npm run eval -- --verifier`. */
export const THRESHOLDS: Thresholds = { overlap: 0.72, weakest: 0.5 };

/** Weight of clauses that are judged by themselves; shorter ones are judged with their neighbour. */
const CLAUSE_WEIGHT = 2;
/** Weight of content that must be met in a passage, whatever the share: `It works.` says nothing that can be checked. */
const LEAST_CONTENT = 1;
const MARKUP = /https?:|www\.|<[@#:/a-z]|@(?:everyone|here)\b|\]\(|discord\.(?:gg|com)|```|\barxiv\.org/iu;

/** Checks sentences against the passages they cite, by rules alone: no model, no network, well under a millisecond each. */
export class Verifier {
  readonly #reader: Reader;
  readonly #thresholds: Thresholds;

  /** @param matcher over the field's glossary and the everyday words of summaries (`data/prose`). */
  constructor(matcher: GlossaryMatcher, thresholds: Thresholds = THRESHOLDS) {
    this.#reader = new Reader(matcher);
    this.#thresholds = thresholds;
  }

  /**
   * Whether the passages support the sentence.
   *
   * @param sentence plain text without citation marks, one sentence.
   * @param sources what it cites.
   * @param question names and plain counts of the question may be repeated; what it takes for granted is no evidence.
   */
  verify(sentence: string, sources: readonly Source[], question = ''): Verdict {
    if (sources.length === 0) return { supported: false, doubts: ['no_citation'], overlap: 0, weakest: 0 };
    const text = sources.map(({ passage }) => sourceText(passage)).join('\n');
    const about = sources.map(({ paper }) => factsOf(paper)).join('\n');
    const claim = this.#reader.read(sentence);
    const source = this.#reader.read(text);
    const neutral = new WordBag(tokensOf(this.#reader.read(about)));
    const doubts = new Set<Doubt>();
    if (MARKUP.test(sentence)) doubts.add('markup');
    if (strangeNumbers(sentence, text, about, question).length > 0) doubts.add('number');
    if (strangeNames(sentence, `${text}\n${about}\n${question}`, this.#reader).length > 0) doubts.add('name');
    if (overstated(normalise(sentence), text).length > 0) doubts.add('overstated');
    if (this.#contradicts(claim, source, text, sources)) doubts.add('contradicted');
    const { overlap, weakest } = this.#overlap(claim, new WordBag(tokensOf(source)), neutral, sentence, text);
    if (overlap < this.#thresholds.overlap || weakest < this.#thresholds.weakest) doubts.add('meaning');
    return { supported: doubts.size === 0, doubts: [...doubts], overlap, weakest };
  }

  /** Words that are met, by weight, with each number that is met counting as one more word. */
  #overlap(
    claim: readonly Sentence[],
    source: WordBag,
    neutral: WordBag,
    sentence: string,
    text: string,
  ): { overlap: number; weakest: number } {
    const whole = coverage(tokensOf(claim), source, neutral);
    const known = quantities(text);
    const numbers = quantities(sentence).filter((one) => !one.word && stated(one, known)).length;
    if (whole.covered + numbers < LEAST_CONTENT) return { overlap: 0, weakest: 0 };
    const parts = claim
      .flatMap((one) => judged(one.clauses, CLAUSE_WEIGHT))
      .map((tokens) => coverage(tokens, source, neutral))
      .filter(({ total }) => total > 0);
    return {
      overlap: (whole.covered + numbers) / (whole.total + numbers),
      weakest: Math.min(1, ...parts.map(({ covered, total }) => covered / total)),
    };
  }

  #contradicts(
    claim: readonly Sentence[],
    source: readonly Sentence[],
    text: string,
    sources: readonly Source[],
  ): boolean {
    const all = claim.map((one) => one.text).join(' ');
    if (sources.some(({ paper }) => surpassesOwn(all, paper.title, text))) return true;
    const pieces = source.flatMap((sentence) => sentence.clauses.map((clause) => ({ clause, sentence })));
    const bags = new Map(pieces.map(({ clause }) => [clause, new WordBag(clause.tokens)]));
    const everything = new WordBag(tokensOf(source));
    for (const clause of claim.flatMap((one) => one.clauses)) {
      const nearest = nearestPiece(clause, pieces, bags);
      if (!nearest) continue;
      if (denies(clause, everything)) return true;
      if (onOtherSide(clause, nearest.clause, nearest.sentence, text)) return true;
      if (takesCounterpart(clause.text, text) || mixesUp(clause, pieces, bags, text)) return true;
    }
    return false;
  }
}

interface Piece {
  readonly clause: Clause;
  readonly sentence: Sentence;
}

/** Text of a passage as the verifier reads it. */
export function sourceText(passage: Passage): string {
  return passage.label ? `${passage.label}: ${passage.text}` : passage.text;
}

/** What may be said of a paper without a passage: its title, authors, day and votes. */
function factsOf({ title, authors, day, votes }: Paper): string {
  const [year, month, date] = day.split('-').map(Number);
  const counted = votes === undefined ? '' : ` votes ${votes} 추천 ${votes} 표`;
  return `${title}\n${authors.join(', ')}\n${day} ${year}년 ${month}월 ${date}일${counted}`;
}

function strangeNumbers(sentence: string, text: string, about: string, question: string): Quantity[] {
  const known = [...quantities(text), ...quantities(about), ...quantities(question).filter(({ unit }) => !unit)];
  return quantities(sentence).filter((one) => !stated(one, known));
}

/** The clause of the source that shares most with a clause of the claim. */
function nearestPiece(clause: Clause, pieces: readonly Piece[], bags: ReadonlyMap<Clause, WordBag>): Piece | undefined {
  let best: Piece | undefined;
  let most = 0;
  for (const piece of pieces) {
    const shared = sharedWeight(clause, bags.get(piece.clause)!);
    if (shared > most) [best, most] = [piece, shared];
  }
  return best;
}

function sharedWeight({ tokens }: Clause, bag: WordBag): number {
  return tokens.reduce((sum, token) => sum + (token.weight > 0 && bag.has(token) ? token.weight : 0), 0);
}

/** Whether what a clause denies is only ever affirmed by the source, or the other way round. */
function denies(clause: Clause, source: WordBag): boolean {
  const met = clause.tokens
    .filter(({ weight, denial }) => weight >= 1 && denial !== 'less')
    .map((token) => ({ token, found: source.meaning(token) }))
    .filter(({ found }) => found.length > 0);
  const mine = met.filter(({ token }) => token.denial);
  if (mine.length > 0) return mine.every(({ found }) => found.every(({ denial }) => !denial));
  const theirs = met.filter(({ found }) => found.every(({ denial }) => denial && denial !== 'less'));
  if (theirs.some(({ found }) => found.every(({ denial }) => denial === 'head'))) return true;
  return theirs.length > 0 && theirs.length >= met.length * 0.5;
}

function onOtherSide(clause: Clause, near: Clause, sentence: Sentence, text: string): boolean {
  const mine = stanceOf(clause.text);
  for (const [name, poles] of mine) {
    const one = new Map([[name, poles]]);
    for (const place of [near.text, sentence.text, text]) {
      const theirs = stanceOf(place);
      if (!theirs.has(name)) continue;
      if (opposed(one, theirs).length > 0) return true;
      break;
    }
  }
  return false;
}

/** Whether a clause says of one thing what the source says of its counterpart. */
function mixesUp(clause: Clause, pieces: readonly Piece[], bags: ReadonlyMap<Clause, WordBag>, text: string): boolean {
  return anchorsOf(clause.text, text).some(({ is, other }) => {
    const score = (wanted: (text: string) => boolean): number =>
      Math.max(
        0,
        ...pieces
          .filter((piece) => wanted(piece.clause.text))
          .map((piece) => sharedWeight(clause, bags.get(piece.clause)!)),
      );
    const here = score((piece) => is(piece));
    const there = score((piece) => other(piece) && !is(piece));
    return there > here;
  });
}
