/** How something came to the bot. */
export type Way = 'command' | 'context_menu' | 'autocomplete' | 'press' | 'mention' | 'direct_message';

/** How it ended. `refused`: not begun, for a limit or a rule. */
export type Outcome = 'done' | 'refused' | 'failed' | 'cancelled';

/** What is counted. The names of commands are the bot's own, so their number is bounded. */
export interface Meter {
  /** Milliseconds from the arrival at this program to Discord's confirmation of the acknowledgement. */
  acknowledged(way: Way, ms: number): void;
  /** Milliseconds from the arrival to the end. */
  finished(way: Way, name: string, outcome: Outcome, ms: number): void;
  /** Something Discord refused or failed to do: its JSON error code, or the HTTP status. */
  discordError(code: string): void;
  gateway(event: 'ready' | 'resumed' | 'lost'): void;
}
