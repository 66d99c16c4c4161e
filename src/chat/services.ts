import type { Answerer } from '../answer/port.ts';
import type { Library } from '../library/port.ts';
import type { Day } from '../paper.ts';
import type { Channels } from './channels.ts';
import type { Listed, Localized } from './described.ts';
import type { Conversations, Notes, Votes } from './memory.ts';
import type { Servers } from './servers.ts';
import type { Digests, Follows, VoteHistory } from './subscriptions.ts';

/** What commands may use. Built once by the composition root. */
export interface Services {
  readonly library: Library;
  readonly answerer: Answerer;
  readonly notes: Notes;
  readonly conversations: Conversations;
  readonly votes: Votes;
  readonly servers: Servers;
  /** Absent where nothing can be posted by itself, as in a terminal. */
  readonly digests?: Digests;
  readonly follows?: Follows;
  /** Absent where votes are not read again. */
  readonly voteHistory?: VoteHistory;
  /** Absent where there are no channels to post in. */
  readonly channels?: Channels;
  /** The commands there are, in the order shown, for `/help`. */
  readonly commands: readonly Listed[];
  /** What else one can do than call commands, for `/help`. */
  readonly otherWays?: Localized;
  /** The calendar day it is now, in the configured time zone. */
  today(): Day;
  /** For `/status`: what writes answers (`none` without a model) and since when the program runs, where it goes on running. */
  readonly about: {
    readonly model: string;
    readonly startedAt?: Date;
    readonly version: string;
    /** The embedding model that is not set up, and the commands that would do it. */
    readonly betterEmbedder?: { readonly model: string; readonly commands: readonly string[] };
  };
}
