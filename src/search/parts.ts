/** A part of retrieval that can be taken out, to measure what it is worth; see `npm run eval -- --ablate`. */
export type Part =
  | 'glossary'
  | 'everyday words'
  | 'syllable pairs'
  | 'weak words'
  | 'sharing of concepts'
  | 'guessed names'
  | 'names of papers'
  | 'coverage of the question'
  | 'doubtful summaries';

/** What is taken out of retrieval: nothing, usually. */
export type Without = ReadonlySet<Part>;

export const NOTHING: Without = new Set();
