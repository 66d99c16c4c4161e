import { compact } from '../text.ts';
import type { Lexicon, WeightedTerm } from './lexicon.ts';
import type { Candidate } from './segment.ts';

/** A term is the name of a paper when it makes up at least this share of what stands before the title's colon. */
const NAME_SHARE = 0.6;
/** A word that more papers hold is no telling name: `Meteor` may be one, `diffusion` is none. */
const RARE = 20;
/** A question of more words describes a paper, and a word of it that sounds like a name is not one. */
const SHORT = 3;
/** What being called by its name adds to a paper's lexical score, as a share of the best one. */
const NAMED = 0.7;

/** Whether a term is the name that a title gives its work: `StreamDiffusion` of `StreamDiffusion: A Pipeline-level …`. */
export function isNameIn(term: WeightedTerm, { segment, row }: Candidate): boolean {
  if (!canName(term)) return false;
  const [head, rest] = segment.papers.title(row).split(':', 2);
  if (!head || rest === undefined) return false;
  const name = head.toLowerCase().replace(/[^a-z\d]/g, '');
  return name.includes(term.term) && term.term.length >= name.length * NAME_SHARE;
}

/** A title, or what stands before its colon, of fewer letters may stand in a question by chance. */
const LEAST_TITLE = 5;

/** Whether a question calls a paper by the name that its title gives it, or holds its title or what stands before the colon. */
export function isCalled(candidate: Candidate, text: string, terms: readonly WeightedTerm[]): boolean {
  if (terms.some((term) => isNameIn(term, candidate))) return true;
  const name = compact(candidate.segment.papers.title(candidate.row).split(':', 1)[0]!);
  return name.length >= LEAST_TITLE && compact(text).includes(name);
}

/**
 * Puts the paper that a question names above those that speak of it: `메두사` is spelt `Medusa` in its own title and `메두사`
 * in the summaries of its successors. Short questions only: a long one says what it is about.
 *
 * @param candidates their lexical scores are changed in place.
 */
export function favourNamed(candidates: readonly Candidate[], terms: readonly WeightedTerm[], lexicon: Lexicon): void {
  const places = new Set(terms.flatMap(({ positions }) => positions));
  const names = terms.filter((term) => canName(term) && lexicon.frequency(term.term) <= RARE);
  if (names.length === 0 || places.size > SHORT) return;
  const best = Math.max(0, ...candidates.map(({ lexical }) => lexical));
  for (const candidate of candidates) {
    if (candidate.lexical > 0 && names.some((term) => isNameIn(term, candidate))) candidate.lexical += NAMED * best;
  }
}

function canName({ term, how }: WeightedTerm): boolean {
  return (how === 'word' || how === 'fuzzy' || how === 'transliterated') && /^[a-z][a-z\d]{3,}$/.test(term);
}
