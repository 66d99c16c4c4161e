import type { Paper, Passage } from '../../paper.ts';
import type { Concept } from '../../search/glossary.ts';
import { strangeNames } from './claimed-names.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { factsOf, strangeNumbers } from './facts.ts';
import { logOdds, THRESHOLD, WEIGHTS, type Weights } from './judgement.ts';
import { Reader } from './reading.ts';

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
  /** How likely it is supported, 0 to 1, numbers and names aside. */
  readonly likelihood: number;
}

/** Content words that must be met in a passage, whatever else: `It works.` says nothing that can be checked. */
const LEAST_CONTENT = 1;
/** Share of each clause that must be met: a sentence is not supported by half. */
const LEAST_CLAUSE = 0.45;
const MARKUP = /https?:|www\.|<[@#:/a-z]|@(?:everyone|here)\b|\]\(|discord\.(?:gg|com)|```|\barxiv\.org/iu;

/** Checks sentences against the passages they cite, by rules alone: no model, no network, a few milliseconds each. */
export class Verifier {
  readonly #reader: Reader;
  readonly #weights: Weights;

  /**
   * @param field the glossary of the field that the search uses, too.
   * @param prose the everyday words of summaries (`data/prose`).
   */
  constructor(field: readonly Concept[], prose: readonly Concept[], weights: Weights = WEIGHTS) {
    this.#reader = new Reader(field, prose);
    this.#weights = weights;
  }

  /**
   * Whether the passages support the sentence.
   *
   * @param sentence plain text without citation marks, one sentence.
   * @param sources what it cites.
   * @param question names and plain counts of the question may be repeated; what it takes for granted is no evidence.
   */
  verify(sentence: string, sources: readonly Source[], question = ''): Verdict {
    if (sources.length === 0) return { supported: false, doubts: ['no_citation'], overlap: 0, likelihood: 0 };
    const { evidence, certain } = this.examine(sentence, sources, question);
    const odds = logOdds(evidence, this.#weights);
    const doubts = odds < THRESHOLD ? [...new Set([...certain, ...reasons(evidence)])] : certain;
    return { supported: doubts.length === 0, doubts, overlap: evidence.overlap, likelihood: 1 / (1 + Math.exp(-odds)) };
  }

  /** What speaks for and against a sentence that cites something, and the doubts that nothing outweighs. */
  examine(sentence: string, sources: readonly Source[], question = ''): { evidence: Evidence; certain: Doubt[] } {
    const papers = [...new Set(sources.map(({ paper }) => paper))];
    const text = sources.map(({ passage }) => sourceText(passage)).join('\n');
    const about = papers.map(factsOf).join('\n');
    const certain: Doubt[] = [];
    if (MARKUP.test(sentence)) certain.push('markup');
    if (strangeNumbers(sentence, text, papers, question).length > 0) certain.push('number');
    if (strangeNames(sentence, `${text}\n${about}\n${question}`, this.#reader).length > 0) certain.push('name');
    const { evidence, met, weakest } = evidenceOf(this.#reader, {
      sentence,
      claim: this.#reader.read(sentence),
      text,
      source: sources.flatMap(({ passage }) => this.#reader.read(sourceText(passage))),
      about,
      titles: papers.map(({ title }) => title),
    });
    if (met < LEAST_CONTENT || weakest < LEAST_CLAUSE) certain.push('meaning');
    return { evidence, certain };
  }
}

/** What a sentence that is not let through is doubted for. */
function reasons({ overstated, pole, denial, ranking, turned, mixed, misplaced }: Evidence): Doubt[] {
  const found: Doubt[] = [];
  if (overstated > 0) found.push('overstated');
  if (pole + denial + ranking + turned + mixed + misplaced > 0) found.push('contradicted');
  return found.length > 0 ? found : ['meaning'];
}

/** Text of a passage as the verifier reads it. */
function sourceText(passage: Passage): string {
  return passage.label ? `${passage.label}: ${passage.text}` : passage.text;
}
