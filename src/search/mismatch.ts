/**
 * Tells summaries that do not speak of their paper. Whoever summarises without having read the paper (a model that got no
 * abstract, a slip of copy and paste) writes of something else, or what fits any paper: `a new model that beats former ones`.
 */

/** A term that a paper has: how rare it is among papers (`idf`), and whether title and summary have it. */
export interface PlacedTerm {
  readonly idf: number;
  readonly title: boolean;
  readonly summary: boolean;
}

/** Terms that a title must have before anything is concluded from it: `Gemma 2` may be called anything in a summary. */
const LEAST_TITLE = 4;
/**
 * A summary is of no paper in particular when its rarest terms are not rare (idf of the ten rarest, on average), the less of
 * its title it has the sooner: below `idf - slope x share of the title`. Where few papers are known no term is very rare, so
 * the limit is also a share of the greatest idf there is. Set on 350 papers of a public archive (`npm run bench -- mismatch`).
 */
const PLAIN = { terms: 10, idf: 6.6, ofGreatest: 0.89, slope: 14 } as const;

/**
 * Whether a summary speaks of something else than its title: it shares no term with it, or little and
 * says little that few papers say. Concepts of the glossary count, so the two may be in different languages.
 *
 * @param terms of one paper.
 * @param greatest idf of a term that one paper alone has.
 */
export function isMismatched(terms: Iterable<PlacedTerm>, greatest: number): boolean {
  let [inTitle, all, met] = [0, 0, 0];
  const summary: number[] = [];
  for (const { idf, title, summary: said } of terms) {
    if (said) summary.push(idf);
    if (!title) continue;
    inTitle += 1;
    all += idf;
    if (said) met += idf;
  }
  if (inTitle < LEAST_TITLE || summary.length === 0) return false;
  if (met === 0) return true;
  const rarest = summary.sort((a, b) => b - a).slice(0, PLAIN.terms);
  const rarity = rarest.reduce((sum, idf) => sum + idf, 0) / rarest.length;
  return rarity < Math.min(PLAIN.idf, PLAIN.ofGreatest * greatest) - (PLAIN.slope * met) / all;
}
