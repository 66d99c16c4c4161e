/** Where a command was called and by whom. Ids are opaque: Discord snowflakes, or `terminal`. */
export interface Place {
  readonly userId: string;
  /** Absent in direct messages and in the terminal. */
  readonly serverId?: string;
  readonly channelId: string;
  /** Set when the call comes from inside a conversation (a thread, the terminal) that the bot keeps context for. */
  readonly threadId?: string;
}
