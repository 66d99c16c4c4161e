import type { Language } from './answer.ts';
import type { DraftItem } from './draft.ts';
import type { KeyedPassage } from './evidence.ts';
import { languageOf } from './language.ts';
import type { Doubt, Verifier } from './verify/verifier.ts';

/** Why a sentence of a draft is not shown. */
export type DropReason =
  | Doubt
  /** It is not in the language of the question. */
  | 'language'
  /** It was said before. */
  | 'repeated'
  /** A model that was asked to judge found that its passages do not support it. */
  | 'judged';

/** A sentence of a draft and what was found about it. */
export interface CheckedSentence {
  readonly text: string;
  /** Theme it stands under, as the model wrote it. */
  readonly theme?: string;
  /** The passages it rests on: those that exist, without any that add nothing. */
  readonly sources: readonly KeyedPassage[];
  /** The passages that it cited, before those that add nothing were taken out. */
  readonly cited: readonly KeyedPassage[];
  /** The keys it was given with, those that do not exist included. */
  readonly keys: readonly string[];
  /** Empty for a sentence that may be shown. */
  readonly doubts: readonly DropReason[];
}

/** Doubts that no judge can lift. */
const HARD: ReadonlySet<DropReason> = new Set(['no_citation', 'markup', 'number', 'name', 'language', 'repeated']);
/** Citations of one sentence at most. */
const MOST_SOURCES = 4;
/** Characters of a sentence; a longer one is no sentence. */
const LONGEST = 600;

/** Checks the sentences of a draft against the passages they cite, in the order in which they come. */
export class Checker {
  readonly #verifier: Verifier;
  readonly #evidence: ReadonlyMap<string, KeyedPassage>;
  readonly #question: string;
  readonly #language: Language;
  readonly #said = new Set<string>();

  constructor(verifier: Verifier, evidence: readonly KeyedPassage[], question: string, language: Language) {
    this.#verifier = verifier;
    this.#evidence = new Map(evidence.map((one) => [one.key, one]));
    this.#question = question;
    this.#language = language;
  }

  check({ text, keys }: Extract<DraftItem, { kind: 'sentence' }>, theme?: string): CheckedSentence {
    const cited = keys.flatMap((key) => this.#evidence.get(key) ?? []);
    const doubts = new Set<DropReason>();
    if (languageOf(text, this.#language) !== this.#language) doubts.add('language');
    const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    if (this.#said.has(plain)) doubts.add('repeated');
    this.#said.add(plain);
    const { sources, found } = this.#support(text.slice(0, LONGEST), cited.slice(0, MOST_SOURCES));
    for (const doubt of found) doubts.add(doubt);
    return { text, ...(theme !== undefined && { theme }), sources, cited, keys, doubts: [...doubts] };
  }

  /** Whether a theme is named in words that the passages under it bear out. */
  bearsTheme(theme: string, sources: readonly KeyedPassage[]): boolean {
    const { doubts, overlap } = this.#verifier.verify(theme, sources, this.#question);
    return !doubts.some((doubt) => HARD.has(doubt)) && overlap >= 0.5;
  }

  /** The doubts about a sentence, and the passages it needs: each that supports it by itself, else all that it cannot do without. */
  #support(
    text: string,
    cited: readonly KeyedPassage[],
  ): { sources: readonly KeyedPassage[]; found: readonly Doubt[] } {
    const verify = (sources: readonly KeyedPassage[]) => this.#verifier.verify(text, sources, this.#question);
    if (cited.length < 2) return { sources: cited, found: verify(cited).doubts };
    const alone = cited.filter((one) => verify([one]).supported);
    if (alone.length > 0) return { sources: alone, found: [] };
    let sources = cited;
    const { doubts } = verify(cited);
    if (doubts.length > 0) return { sources, found: doubts };
    for (const one of cited) {
      const rest = sources.filter((other) => other !== one);
      if (rest.length > 0 && verify(rest).supported) sources = rest;
    }
    return { sources, found: [] };
  }
}

/** Whether a judge may have a say about a sentence. */
export function mayBeJudged({ doubts }: CheckedSentence): boolean {
  return !doubts.some((doubt) => HARD.has(doubt));
}

/** How many of the dropped sentences were dropped for which reason. */
export function countReasons(draft: readonly CheckedSentence[]): Partial<Record<DropReason, number>> {
  const counts: Partial<Record<DropReason, number>> = {};
  for (const { doubts } of draft) for (const doubt of doubts) counts[doubt] = (counts[doubt] ?? 0) + 1;
  return counts;
}
