/**
 * Weighted sum of a lexical score, divided by the best of its list, and a cosine. It beat reciprocal rank fusion as long
 * as the vectors are the weaker list (see DESIGN.md and `npm run eval`).
 *
 * @param lexical BM25 score, 0 or more.
 * @param best the best lexical score of the list; 0 when the list is empty.
 * @param cosine -1 to 1.
 * @param weight weight of the cosine, 0 for lexical alone.
 */
export function fuse(lexical: number, best: number, cosine: number, weight: number): number {
  return (best > 0 ? lexical / best : 0) + weight * cosine;
}

/**
 * A cosine on a scale on which 0 is what two passages have by chance and 1 is the same passage. Models differ in what
 * chance gives (0 for most, .7 to .8 for the E5 family), and one weight can serve them all only on a scale that they share.
 *
 * @param cosine -1 to 1.
 * @param chance mean cosine of two passages of the index, below 1.
 */
export function aboveChance(cosine: number, chance: number): number {
  return (cosine - chance) / (1 - chance);
}
