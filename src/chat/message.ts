/**
 * What a command returns, free of any front end. Text is a tree, not markup: a string in it is always plain text, which
 * each front end escapes in its own way, so nothing a paper, a user or a model wrote can become a mention, a link or a
 * heading. Links are made only of URLs that the program built.
 */
export type Inline =
  | string
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'italic'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A citation mark such as [1], linked. */
  | { readonly kind: 'cite'; readonly number: number; readonly url: string }
  /** A day or moment, shown as the front end shows times. */
  | { readonly kind: 'time'; readonly at: Date; readonly style: 'date' | 'relative' }
  /** A channel or role of the front end, named without calling anybody. */
  | { readonly kind: 'place'; readonly of: 'channel' | 'role'; readonly id: string }
  /** A command of the bot's, to press where a front end can do that. */
  | CommandMention;

/** A command in a text. */
export interface CommandMention {
  readonly kind: 'command';
  /** `help`, or with a subcommand `digest set`. */
  readonly name: string;
  /** The same as the reader calls it, without the slash: `도움말`. */
  readonly shown: string;
  /** Its options, for front ends that do not show them by themselves: `question [since]`. */
  readonly usage?: string;
  /** What the front end knows it by; filled in by that alone. */
  readonly id?: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'item'; readonly inlines: readonly Inline[]; readonly number?: number }
  | { readonly kind: 'quote'; readonly inlines: readonly Inline[] }
  /** Small print. */
  | { readonly kind: 'note'; readonly inlines: readonly Inline[] };

/** A panel with a title: an embed in Discord, a ruled section in a terminal. */
export interface Card {
  readonly title: string;
  readonly url?: string;
  readonly blocks: readonly Block[];
  readonly fields?: readonly { readonly name: string; readonly value: readonly Inline[]; readonly inline?: boolean }[];
  readonly image?: string;
  readonly video?: string;
  readonly footer?: string;
}

/** One choice of a menu. */
export interface MenuOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  /** The number under which the message lists the same thing, so that it need not be named twice. */
  readonly number?: number;
}

/**
 * A control's `action` is `<command>:<verb>:<arguments>` with at most 100 characters: all its state, so that it works
 * after a restart. Arguments that do not fit are kept in the database under a short key.
 */
export type Control =
  | {
      readonly kind: 'button';
      readonly label: string;
      readonly action: string;
      readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
      readonly emoji?: string;
      readonly disabled?: boolean;
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | {
      readonly kind: 'menu';
      readonly placeholder: string;
      readonly action: string;
      readonly options: readonly MenuOption[];
    };

/** A reply. */
export interface Message {
  readonly blocks: readonly Block[];
  readonly cards?: readonly Card[];
  /** Rows of controls: at most 5 rows of at most 5 buttons or one menu. */
  readonly controls?: readonly (readonly Control[])[];
  /** Seen by the asker alone. Default false. */
  readonly private?: boolean;
}

export const bold = (text: string): Inline => ({ kind: 'bold', text });
export const italic = (text: string): Inline => ({ kind: 'italic', text });
export const code = (text: string): Inline => ({ kind: 'code', text });
export const link = (text: string, url: string): Inline => ({ kind: 'link', text, url });
export const cite = (number: number, url: string): Inline => ({ kind: 'cite', number, url });
export const heading = (...inlines: Inline[]): Block => ({ kind: 'heading', inlines });
export const paragraph = (...inlines: Inline[]): Block => ({ kind: 'paragraph', inlines });
export const item = (...inlines: Inline[]): Block => ({ kind: 'item', inlines });
export const quote = (...inlines: Inline[]): Block => ({ kind: 'quote', inlines });
export const note = (...inlines: Inline[]): Block => ({ kind: 'note', inlines });

/** The first `length` code points of a text, marked when something was cut. */
export function cut(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`;
}
