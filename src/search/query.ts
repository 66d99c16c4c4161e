import type { Day, Paper, Passage } from '../paper.ts';

/** What restricts a search, whether from options or read from the question itself. All conditions must hold. */
export interface Filters {
  /** First day, inclusive. */
  readonly since?: Day;
  /** Last day, inclusive. */
  readonly until?: Day;
  /** A paper matches when, for each name here, some author's name contains it (case and spacing aside). */
  readonly authors?: readonly string[];
  /** Papers whose votes are absent never match. */
  readonly minVotes?: number;
  /** Papers whose votes are absent never match. */
  readonly maxVotes?: number;
  /** Words that the title holds one after the other, as a word or the capitalised part of one (`Mamba` of `VideoMamba`). */
  readonly title?: string;
}

/** `relevance` needs words to search for; `votes` and `fewest` are the most and the fewest votes first; these also work on filters alone. */
export type Order = 'relevance' | 'votes' | 'fewest' | 'newest' | 'oldest';

/** A question made ready for retrieval. */
export interface Query {
  /** What the asker typed, whole. */
  readonly question: string;
  /** What is left to search for once dates, counts and the like were read out of the question; may be empty. */
  readonly text: string;
  /** Further phrasings (a model's translation, say) searched beside {@link text}. */
  readonly alsoText?: readonly string[];
  readonly filters: Filters;
  readonly order: Order;
  /** Papers wanted, 1 to 100. */
  readonly limit: number;
  /** Whether the question asks for the number of papers. */
  readonly howMany?: boolean;
  /** The day that was asked for, where it has no list and the filters are for the newest one up to then. */
  readonly instead?: Day;
  /** What was read out of the question, as the very words found, to show the asker what was understood. */
  readonly understood: readonly string[];
}

/** Where a passage or paper stood in one list. */
export interface ListRank {
  /** From 1. */
  readonly rank: number;
  /** The list's own score, not comparable between lists. */
  readonly score: number;
}

/** A passage *for one question*. */
export interface Evidence {
  readonly passage: Passage;
  readonly paper: Paper;
  /** Fused score of this passage, comparable within one search. */
  readonly score: number;
}

/** One matched term of the question, for `--explain`. */
export interface TermMatch {
  /** The words of the question. */
  readonly typed: string;
  /** What was matched in the paper: the same word, a glossary concept, a guess. */
  readonly matched: string;
  readonly how: 'word' | 'part' | 'concept' | 'everyday' | 'fuzzy' | 'transliterated';
  /** What the term added to the lexical score. */
  readonly score: number;
}

/** One paper found, with the passages that speak for it, best first. */
export interface PaperHit {
  readonly paper: Paper;
  /** Fused score; 0 when the papers were ordered by votes or day alone. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Id of a paper ranked higher whose summary this one's all but repeats; the paper then stands behind all others. */
  readonly repeats?: string;
  readonly lexical?: ListRank;
  readonly vector?: ListRank;
  /** Present when the search was asked to explain. */
  readonly terms?: readonly TermMatch[];
}

/** Why nothing is claimed. */
export type AbstainReason =
  /** The question has no words to search for and no filters. */
  | 'empty'
  /** No paper shares anything with the question, or none passes the filters. */
  | 'nothing_found'
  /** Papers were found, but too weakly to be an answer. */
  | 'weak_evidence'
  /** Small talk, a request to the server's staff, an attempt at the bot's instructions or secrets. */
  | 'not_about_papers';

/** What a search gives. `abstained` is a value, not an exception: the hits are then only the nearest papers. */
export interface SearchResult {
  readonly query: Query;
  readonly hits: readonly PaperHit[];
  readonly abstained?: AbstainReason;
  /** How many papers pass the filters, where nothing else is searched for. */
  readonly total?: number;
  /** Confidence that the hits answer the question, 0 to 1, on the scale of the calibrated threshold. */
  readonly confidence: number;
  /** Of the index that answered. */
  readonly generation: string;
  /** Milliseconds spent, embedding included. */
  readonly ms: number;
}
