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
