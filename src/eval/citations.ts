import type { Source } from '../answer/verify/verifier.ts';
import type { Entailment, EntailmentJudge } from './entailment.ts';

/** A sentence of an answer with what it cites. */
export interface CitedSentence {
  readonly text: string;
  readonly sources: readonly Source[];
  /** Citations of what does not exist; a sentence with any counts as unsupported. Default 0. */
  readonly dangling?: number;
}

/** What the citations of one answer come to. */
export interface CitationCounts {
  readonly sentences: number;
  /** Sentences that all their citations together support. */
  readonly supported: number;
  readonly citations: number;
  /** Citations that their sentence needs. */
  readonly needed: number;
}

/**
 * Citation recall and precision as ALCE defines them (Gao et al. 2023, "Enabling Large Language Models to Generate Text with
 * Citations", section 3): a sentence is recalled when it has citations and they support it together; a citation is precise
 * when its sentence is recalled and the citation is not irrelevant. It is irrelevant when it does not support the sentence
 * by itself and the others support it without it. As in ALCE's own program a sentence that cites what does not exist is not
 * recalled, and its citations are not counted.
 */
export async function citationCounts(
  sentences: readonly CitedSentence[],
  judge: EntailmentJudge,
): Promise<CitationCounts> {
  const questions: Entailment[] = [];
  const ask = (sentence: string, sources: readonly Source[]): number => questions.push({ sentence, sources }) - 1;
  const countable = ({ sources, dangling = 0 }: CitedSentence): boolean => dangling === 0 && sources.length > 0;
  const asked = sentences.filter(countable).map(({ text, sources }) => ({
    count: sources.length,
    together: ask(text, sources),
    each:
      sources.length > 1
        ? sources.map((one) => ({
            alone: ask(text, [one]),
            without: ask(
              text,
              sources.filter((other) => other !== one),
            ),
          }))
        : [],
  }));
  const verdicts = await judge.judge(questions);
  let [supported, citations, needed] = [0, 0, 0];
  for (const { count, together, each } of asked) {
    citations += count;
    if (!verdicts[together]) continue;
    supported++;
    needed += count === 1 ? 1 : each.filter(({ alone, without }) => verdicts[alone] || !verdicts[without]).length;
  }
  return { sentences: sentences.length, supported, citations, needed };
}

/** Citation recall and precision over answers, and how many sentences they rest on. */
export interface CitationFigures {
  readonly sentences: number;
  /** Mean over answers of the share of their sentences that is recalled; NaN without any answer. */
  readonly recall: number;
  /** Mean over answers of the share of their citations that is precise, 0 for an answer without citations. */
  readonly precision: number;
}

/** Means over answers, each counting alike however long it is, as ALCE takes them; answers without a sentence are left out. */
export function citationFigures(answers: readonly CitationCounts[]): CitationFigures {
  const counted = answers.filter(({ sentences }) => sentences > 0);
  const mean = (of: (one: CitationCounts) => number): number =>
    counted.reduce((sum, one) => sum + of(one), 0) / counted.length;
  return {
    sentences: counted.reduce((sum, one) => sum + one.sentences, 0),
    recall: mean(({ supported, sentences }) => supported / sentences),
    precision: mean(({ needed, citations }) => (citations > 0 ? needed / citations : 0)),
  };
}
