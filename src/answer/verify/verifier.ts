import type { Paper, Passage } from '../../paper.ts';
import type { Concept } from '../../search/glossary.ts';
import { normalise } from '../../text.ts';
import { arrows, turnsRound } from './arrows.ts';
import { misplacesNumbers } from './bindings.ts';
import { namesIn, strangeNames } from './claimed-names.ts';
import { ownName } from './comparison.ts';
import { contradicts } from './contradiction.ts';
import { factsOf, strangeNumbers } from './facts.ts';
import { swapsObjects } from './objects.ts';
import { coverage, judged, tokensOf, WordBag } from './overlap.ts';
import { quantities, stated } from './quantities.ts';
import { judgeRanking, type RankingVerdict } from './ranking-verdict.ts';
import { rankings } from './rankings.ts';
import { Reader, type Sentence } from './reading.ts';
import { overstated, overstatedOf } from './strength.ts';

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
export const THRESHOLDS: Thresholds = { overlap: 0.74, weakest: 0.4 };

/** Weight of clauses that are judged by themselves; shorter ones are judged with their neighbour. */
const CLAUSE_WEIGHT = 2;
/** Weight of content that must be met in a passage, whatever the share: `It works.` says nothing that can be checked. */
const LEAST_CONTENT = 1;
const MARKUP = /https?:|www\.|<[@#:/a-z]|@(?:everyone|here)\b|\]\(|discord\.(?:gg|com)|```|\barxiv\.org/iu;

/** Checks sentences against the passages they cite, by rules alone: no model, no network, a few milliseconds each. */
export class Verifier {
  readonly #reader: Reader;
  readonly #thresholds: Thresholds;
  /** A passage is read once, however many sentences cite it. */
  readonly #read = new WeakMap<Passage, Sentence[]>();

  /**
   * @param field the glossary of the field that the search uses, too.
   * @param prose the everyday words of summaries (`data/prose`).
   */
  constructor(field: readonly Concept[], prose: readonly Concept[], thresholds: Thresholds = THRESHOLDS) {
    this.#reader = new Reader(field, prose);
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
    const papers = [...new Set(sources.map(({ paper }) => paper))];
    const text = sources.map(({ passage }) => sourceText(passage)).join('\n');
    const about = papers.map(factsOf).join('\n');
    const claim = this.#reader.read(sentence);
    const source = sources.flatMap(({ passage }) => this.#readPassage(passage));
    const doubts: Doubt[] = [];
    if (MARKUP.test(sentence)) doubts.push('markup');
    if (strangeNumbers(sentence, text, papers, question).length > 0) doubts.push('number');
    if (strangeNames(sentence, `${text}\n${about}\n${question}`, this.#reader).length > 0) doubts.push('name');
    const named = namesIn(sentence).map((name) => name.text);
    const others = named.filter((name) => !about.includes(name));
    const clauses = source.flatMap((one) => one.clauses.map((clause) => clause.text));
    // `Depth Anything` claims nothing of anything.
    const said = papers.reduce((rest, { title }) => rest.replaceAll(ownName(title) ?? title, ''), normalise(sentence));
    if (overstated(said, text).length > 0 || overstatedOf(said, clauses, others)) {
      doubts.push('overstated');
    }
    const titles = papers.map(({ title }) => title);
    const verdicts = this.#rankings(sentence, text, about);
    if (
      verdicts.some((one) => one !== 'borne out') ||
      misplacesNumbers(sentence, text, this.#reader) ||
      swapsObjects(sentence, text, this.#reader) ||
      turnsRound(arrows(sentence, this.#reader), arrows(text, this.#reader)) ||
      contradicts(claim, source, titles, verdicts.includes('borne out'))
    )
      doubts.push('contradicted');
    const { overlap, weakest } = this.#overlap(claim, source, about, sentence, text);
    if (overlap < this.#thresholds.overlap || weakest < this.#thresholds.weakest) doubts.push('meaning');
    return { supported: doubts.length === 0, doubts, overlap, weakest };
  }

  #rankings(sentence: string, text: string, about: string): RankingVerdict[] {
    const claimed = rankings(sentence, this.#reader);
    if (claimed.length === 0) return [];
    const known = rankings(text, this.#reader);
    const own = new WordBag(tokensOf(this.#reader.read(about)));
    return claimed.map((one) => judgeRanking(one, known, own));
  }

  #readPassage(passage: Passage): Sentence[] {
    const known = this.#read.get(passage);
    if (known) return known;
    const read = this.#reader.read(sourceText(passage));
    this.#read.set(passage, read);
    return read;
  }

  /** Words that are met, by weight, with each number that is met counting as one more word. Words of title and authors count neither way. */
  #overlap(
    claim: readonly Sentence[],
    source: readonly Sentence[],
    about: string,
    sentence: string,
    text: string,
  ): { overlap: number; weakest: number } {
    const bag = new WordBag(tokensOf(source));
    const neutral = new WordBag(tokensOf(this.#reader.read(about)));
    const whole = coverage(tokensOf(claim), bag, neutral);
    const known = quantities(text);
    const numbers = quantities(sentence).filter((one) => !one.word && stated(one, known)).length;
    if (whole.covered + numbers < LEAST_CONTENT) return { overlap: 0, weakest: 0 };
    const parts = claim
      .flatMap((one) => judged(one.clauses, CLAUSE_WEIGHT))
      .map((tokens) => coverage(tokens, bag, neutral))
      .filter(({ total }) => total > 0);
    return {
      overlap: (whole.covered + numbers) / (whole.total + numbers),
      weakest: Math.min(1, ...parts.map(({ covered, total }) => covered / total)),
    };
  }
}

/** Text of a passage as the verifier reads it. */
function sourceText(passage: Passage): string {
  return passage.label ? `${passage.label}: ${passage.text}` : passage.text;
}
