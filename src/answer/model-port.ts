import type { z } from 'zod';

/** What a chat model is asked. */
export interface ChatRequest {
  /** What to do; it comes from the program alone. */
  readonly system: string;
  /** The one user message: passages and questions as quoted data. */
  readonly user: string;
  /** A first answer that would not do, and what was wrong with it. */
  readonly repair?: { readonly answer: string; readonly problem: string };
  /** Tokens that the answer may have. */
  readonly maxTokens: number;
}

/** What one call used. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In US dollars by the configured prices; 0 where none are set. */
  readonly usd: number;
}

/** A piece of an answer as it is written. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** The end: what the call used, and whether the answer was cut off at `maxTokens`. */
  | { readonly kind: 'end'; readonly usage: Usage; readonly cut: boolean };

/**
 * A chat model behind some server. A port: it makes one call and no more, with the repeats for passing faults that its
 * client makes itself; caps, deadlines, checking and falling back live above it.
 */
export interface ChatModel {
  /** For people: `gpt-4.1-mini`. */
  readonly name: string;
  /** US dollars for a million tokens; 0 where no prices are set. */
  readonly prices: { readonly input: number; readonly output: number };
  /**
   * Asks for one JSON object.
   *
   * @returns the text of the answer, meant to be of the schema but not checked.
   * @throws PapersError `unavailable` when there is no answer (the message says why, the text of the request is not in
   *   it), `cancelled` when `signal` aborts.
   */
  write(request: ChatRequest, schema: z.ZodType, signal?: AbortSignal): Promise<{ text: string; usage: Usage }>;
  /**
   * Asks for text, piece by piece, and the end as the last one.
   *
   * @throws PapersError like {@link write}, also in the middle of an answer.
   */
  stream(request: ChatRequest, signal?: AbortSignal): AsyncIterable<Piece>;
}
