import type { Message } from '../chat/message.ts';

/** Where the reply to one call goes. All of it is written within Discord's limits and calls nobody. */
export interface Reply {
  /** Whether only the asker sees it. */
  readonly isPrivate: boolean;
  /**
   * Shows a message as the reply, in place of what it showed before.
   *
   * @param isLast false for progress, which is not worth another place when this one is gone.
   * @returns the id of Discord's message; undefined when it could not be shown any more.
   */
  show(message: Message, isLast: boolean): Promise<string | undefined>;
  /** Tells the asker alone, in place of the reply. */
  tell(message: Message): Promise<void>;
}
