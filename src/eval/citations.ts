import type { Source } from '../answer/verify/verifier.ts';
import type { Entailment, EntailmentJudge } from './entailment.ts';

/** A sentence of an answer with what it cites. */
export interface CitedSentence {
  readonly text: string;
  readonly sources: readonly Source[];
  /** Citations of what does not exist: never needed. Default 0. */
  readonly dangling?: number;
}

/** Sums over sentences and citations, so that answers can be pooled. */
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
 * by itself and the others support it without it.
 */
export async function citationCounts(
  sentences: readonly CitedSentence[],
  judge: EntailmentJudge,
): Promise<CitationCounts> {
  const questions: Entailment[] = [];
  const ask = (sentence: string, sources: readonly Source[]): number => questions.push({ sentence, sources }) - 1;
  const asked = sentences.map(({ text, sources, dangling = 0 }) => ({
    count: sources.length,
    dangling,
    together: sources.length > 0 ? ask(text, sources) : undefined,
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
  for (const { count, dangling, together, each } of asked) {
    citations += count + dangling;
    if (together === undefined || !verdicts[together]) continue;
    supported++;
    needed += count === 1 ? 1 : each.filter(({ alone, without }) => verdicts[alone] || !verdicts[without]).length;
  }
  return { sentences: sentences.length, supported, citations, needed };
}

/** Counts of several answers together. */
export function pooled(counts: readonly CitationCounts[]): CitationCounts {
  const sum = (pick: (one: CitationCounts) => number) => counts.reduce((total, one) => total + pick(one), 0);
  return {
    sentences: sum((one) => one.sentences),
    supported: sum((one) => one.supported),
    citations: sum((one) => one.citations),
    needed: sum((one) => one.needed),
  };
}
