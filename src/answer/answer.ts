import type { Paper, Passage } from '../paper.ts';
import type { AbstainReason, SearchResult } from '../search/query.ts';
import type { Remark } from './remark.ts';

/** The languages the bot speaks. */
export type Language = 'ko' | 'en';

/** A numbered pointer to the passage that supports a claim. Its link is built from the paper's id, never from text. */
export interface Citation {
  /** By first use in the answer, from 1. */
  readonly number: number;
  readonly paper: Paper;
  readonly passage: Passage;
}

/** One sentence or bullet of an answer, with the numbers of the citations that support it (at least one). */
export interface Claim {
  /** Plain text without citation marks; never markup, mentions or links to be obeyed: front ends escape it. */
  readonly text: string;
  readonly citations: readonly number[];
  /** Claims of one group stand under one heading (a paper's title, a theme); absent in running prose. */
  readonly heading?: string;
}

/** Why an answer is extracts rather than prose. */
export type ExtractsReason =
  /** No chat model is configured. */
  | 'no_model'
  /** The model failed, timed out, refused or wrote nothing usable. */
  | 'model_failed'
  /** The model wrote, but too little of it was supported by the passages. */
  | 'unsupported'
  /** A cap on tokens or cost was reached: of one answer, of the asker's day, of everybody's day. */
  | 'answer_cap'
  | 'user_cap'
  | 'day_cap'
  /** The question asks for a list or ranking, which needs no prose. */
  | 'list'
  /** The question asks for a number of papers; the number is a remark. */
  | 'count'
  /** The question asks for authors, votes or the day of a paper: the daily list says so itself. */
  | 'facts';

interface Basis {
  /** What the bot says of this answer in its own words. */
  readonly remarks?: readonly Remark[];
  /** The language to answer in: the question's. */
  readonly language: Language;
  readonly search: SearchResult;
  /** Milliseconds from question to answer. */
  readonly ms: number;
}

interface Grounded {
  readonly claims: readonly [Claim, ...Claim[]];
  readonly citations: readonly [Citation, ...Citation[]];
}

/** Prose by a model in which every sentence was checked against the passages it cites. */
export interface Answered extends Basis, Grounded {
  readonly kind: 'answered';
  /** Sentences the model wrote that were dropped because nothing supported them. */
  readonly dropped: number;
}

/** The bullets that answer best, verbatim. */
export interface Extracts extends Basis, Grounded {
  readonly kind: 'extracts';
  readonly reason: ExtractsReason;
}

/** Nothing is claimed; the nearest papers are offered. */
export interface Abstained extends Basis {
  readonly kind: 'abstained';
  readonly reason: AbstainReason;
  readonly nearest: readonly Paper[];
}

export type Answer = Answered | Extracts | Abstained;

/** An answer as flat text with `[n]` after each claim, for the command line; empty for an abstention. */
export function answerText(answer: Answer): string {
  if (answer.kind === 'abstained') return '';
  return answer.claims.map((claim) => `${claim.text} ${claim.citations.map((n) => `[${n}]`).join('')}`).join('\n');
}
