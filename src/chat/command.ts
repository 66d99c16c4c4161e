import type { Language } from '../answer/answer.ts';
import type { Progress } from '../answer/port.ts';
import type { Choice, Listed } from './described.ts';
import type { Message } from './message.ts';
import type { Place } from './place.ts';
import type { Services } from './services.ts';

/** One call of a command. */
export interface Call extends Place {
  /** The subcommand's name, for commands that have some. */
  readonly subcommand?: string;
  /** Values by option name, of the declared type; an absent option is absent. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The language to speak: the asker's locale, or the server's. */
  readonly language: Language;
  readonly signal: AbortSignal;
  /** Reports progress of slow work; the front end decides whether and how often to show it. */
  readonly onProgress?: (progress: Progress) => void;
}

/** A press of a button or a choice in a menu whose action is `<command>:<verb>:<args>`. */
export interface ActionCall extends Place {
  /** What follows the verb in the action. */
  readonly args: string;
  /** The values chosen in a menu; empty for a button. */
  readonly values: readonly string[];
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** What a press gives: a new message, or new content for the message that holds the control. */
export type ActionResult =
  | { readonly kind: 'reply'; readonly message: Message }
  | { readonly kind: 'update'; readonly message: Message };

/** A slash command: a plain object, checked with `satisfies Command`, that knows nothing of Discord or terminals. */
export interface Command extends Listed {
  /** True for commands that make sense in a server only. */
  readonly serverOnly?: boolean;
  /** True when the reply is for the asker alone, which must be known before the work begins. */
  isPrivate?(call: Pick<Call, 'options' | 'subcommand'>): boolean;
  run(call: Call, services: Services): Promise<Message>;
  /** At most 25 suggestions for `option`, given what is typed so far. */
  autocomplete?(
    option: string,
    typed: string,
    call: Pick<Call, 'language' | 'options' | 'subcommand'> & Place,
    services: Services,
  ): Promise<readonly Choice[]>;
  /** Handlers of this command's buttons and menus, by verb. */
  readonly actions?: Readonly<Record<string, (call: ActionCall, services: Services) => Promise<ActionResult>>>;
}
