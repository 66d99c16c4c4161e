/** What somebody needs in a channel to post there. */
export type PostingRight = 'view' | 'send' | 'sendInThreads' | 'embed';

/** Whether the bot can post in a channel by itself. */
export interface Posting {
  /** False where nobody can post, such as a forum, a locked thread or a channel that is gone. */
  readonly possible: boolean;
  /** What the bot lacks there; without embeds it still posts, only plainer. */
  readonly lacking: readonly PostingRight[];
}

/** The channels of the front end, as far as posting in them goes. */
export interface Channels {
  /** How the bot stands in a channel now. */
  posting(channelId: string): Promise<Posting>;
}

/** Whether what is posted there would arrive. */
export function arrives({ possible, lacking }: Posting): boolean {
  return possible && lacking.every((right) => right === 'embed');
}
