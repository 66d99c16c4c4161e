import type { Language } from '../answer/answer.ts';
import type { Progress } from '../answer/port.ts';
import type { Message } from './message.ts';
import type { Services } from './services.ts';

/** A text in both languages of the bot. */
export interface Localized {
  readonly en: string;
  readonly ko: string;
}

/** One option of a command. Limits are Discord's: names 1-32 lower case, descriptions 1-100. */
export interface CommandOption {
  readonly name: string;
  readonly nameKo: string;
  readonly description: Localized;
  readonly type: 'string' | 'integer' | 'boolean' | 'channel' | 'role';
  /** Default false. Required options come first. */
  readonly required?: boolean;
  readonly choices?: readonly { readonly name: Localized; readonly value: string }[];
  /** Least and greatest value of an integer, or length of a string. */
  readonly min?: number;
  readonly max?: number;
  /** Choices are computed while the user types; see {@link Command.autocomplete}. */
  readonly autocomplete?: boolean;
}

/** Where a command was called and by whom. Ids are opaque: Discord snowflakes, or `terminal`. */
export interface Place {
  readonly userId: string;
  /** Absent in direct messages and in the terminal. */
  readonly serverId?: string;
  readonly channelId: string;
  /** Set when the call comes from inside a conversation (a thread, the terminal) that the bot keeps context for. */
  readonly threadId?: string;
}

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

/** A suggestion while the user types; both at most 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** How a command or subcommand presents itself. */
export interface Described {
  readonly name: string;
  readonly nameKo: string;
  readonly description: Localized;
  readonly options: readonly CommandOption[];
}

/** A slash command: a plain object, checked with `satisfies Command`, that knows nothing of Discord or terminals. */
export interface Command extends Described {
  readonly subcommands?: readonly Described[];
  /** Who may call it by default. Default everyone. */
  readonly permission?: 'manage_server';
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
