/**
 * Padded tokens in one run of a model: enough to keep the cores busy (more gains nothing on a CPU), few enough that a
 * question waits a fraction of a second behind passages and that long texts do not fill the memory.
 */
export const TOKENS_A_RUN = 1_024;

/**
 * Cuts texts into runs of the model: texts of like length together, so that little is padded, the longest first.
 *
 * @param lengths tokens of each text.
 * @param tokensARun rows times the longest row of a run; a single text may exceed it. Default {@link TOKENS_A_RUN}.
 * @returns places of the texts, run by run.
 */
export function runsOf(lengths: readonly number[], tokensARun: number = TOKENS_A_RUN): number[][] {
  const order = [...lengths.keys()].sort((a, b) => lengths[b]! - lengths[a]!);
  const runs: number[][] = [];
  for (let from = 0; from < order.length; ) {
    const rows = Math.max(1, Math.floor(tokensARun / lengths[order[from]!]!));
    runs.push(order.slice(from, from + rows));
    from += rows;
  }
  return runs;
}
