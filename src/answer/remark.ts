/** Something an answer says of itself, in the bot's own words: what its claims do not say, or how many papers there are. */
export type Remark =
  /** Names of the question that the papers of the answer do not mention, as typed. */
  | { readonly kind: 'unsaid'; readonly names: readonly string[] }
  /** A figure was asked for, and the one paper of the answer gives none. */
  | { readonly kind: 'no_figures' }
  /** Whether there is code was asked, and the one paper of the answer does not say. */
  | { readonly kind: 'no_code' }
  /** Sides of a comparison that no paper was found for, as typed. */
  | { readonly kind: 'not_found'; readonly names: readonly string[] }
  /** The number of papers asked for: of all that pass the filters, or of those that speak of `topic`. */
  | { readonly kind: 'count'; readonly papers: number; readonly atLeast: boolean; readonly topic?: string };
