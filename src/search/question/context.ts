import type { Day } from '../../paper.ts';

/** What a question is read against: the calendar, the days there are, and the authors there are. */
export interface QuestionContext {
  /** The calendar day it is now, in the asker's time zone. */
  readonly today: Day;
  /** First and last day that have papers; absent when there are none. */
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** Whether there are papers of that day. */
  hasDay(day: Day): boolean;
  /**
   * Whether some author bears the name, whole or in complete words (`LeCun` of `Yann LeCun`), case and accents aside.
   * It must hold only for names that the author filter would find.
   */
  isAuthor(name: string): boolean;
  /** Whether papers speak of something by that word, in their titles or summaries. */
  readonly isWord: (word: string) => boolean;
}
