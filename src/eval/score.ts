/** Judged relevance of papers to one question: arXiv id to grade (2 on the point, 1 partly). */
export type Judgements = ReadonlyMap<string, number>;

/**
 * Normalised discounted cumulative gain at `depth`, gain 2^grade - 1, discount 1 / log2(rank + 1)
 * (Järvelin & Kekäläinen 2002, in the exponential form of Burges et al. 2005). 0 to 1; 0 when nothing is relevant.
 */
export function ndcg(ranked: readonly string[], judged: Judgements, depth = 10): number {
  const gain = (grade: number, index: number) => (2 ** grade - 1) / Math.log2(index + 2);
  const got = sum(ranked.slice(0, depth).map((id, index) => gain(judged.get(id) ?? 0, index)));
  const ideal = [...judged.values()].sort((a, b) => b - a).slice(0, depth);
  const best = sum(ideal.map(gain));
  return best === 0 ? 0 : got / best;
}

/** 1 / rank of the first paper of any grade within `depth`; 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], judged: Judgements, depth = 10): number {
  const index = ranked.slice(0, depth).findIndex((id) => (judged.get(id) ?? 0) > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}

/** Share of the relevant papers found within `depth`, out of at most `depth`; 0 when nothing is relevant. */
export function recall(ranked: readonly string[], judged: Judgements, depth = 10): number {
  const relevant = [...judged.values()].filter((grade) => grade > 0).length;
  if (relevant === 0) return 0;
  const found = ranked.slice(0, depth).filter((id) => (judged.get(id) ?? 0) > 0).length;
  return found / Math.min(depth, relevant);
}

/** Arithmetic mean; 0 for no values. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
