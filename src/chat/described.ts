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
  /** Of a channel: one that messages can be posted in, threads included. Default false: one in which people ask. */
  readonly isForPosting?: boolean;
  /** Default false. Required options come first. */
  readonly required?: boolean;
  readonly choices?: readonly { readonly name: Localized; readonly value: string }[];
  /** Least and greatest value of an integer, or length of a string. */
  readonly min?: number;
  readonly max?: number;
  /** Choices are computed while the user types: see `Command.autocomplete`. */
  readonly autocomplete?: boolean;
}

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

/** A command as lists of commands show it. */
export interface Listed extends Described {
  readonly subcommands?: readonly Described[];
  /** Who may call it by default. Default everyone. */
  readonly permission?: 'manage_server';
}
