import type { Language } from '../answer/answer.ts';
import { formatTime } from '../clock.ts';
import type { Day } from '../paper.ts';
import type { Posting } from './channels.ts';
import { digestTexts } from './digest-texts.ts';
import { type Block, bold, heading, type Inline, item, type Message, note, paragraph } from './message.ts';
import { postingTrouble } from './posting-texts.ts';
import type { DigestStatus } from './subscriptions.ts';

/** What may keep a digest from being posted. */
export interface DigestTroubles {
  /** How the bot stands in the channel, where that is known. */
  readonly posting?: Posting | undefined;
  /** The newest list, where it is too old to be news. */
  readonly stale?: Day | undefined;
}

/**
 * How a server's digest is set.
 *
 * @param said stands above it.
 */
export function digestStatusMessage(
  { settings, next, lastList }: DigestStatus,
  language: Language,
  { posting, stale }: DigestTroubles,
  said?: string,
): Message {
  const words = digestTexts(language);
  const { channelId, minutes, timeZone, weekdays, count, sayNone } = settings;
  const line = (name: string, ...value: Inline[]): Block => item(bold(name), ': ', ...value);
  const trouble = posting ? postingTrouble(posting, channelId, language) : [];
  return {
    blocks: [
      ...(said === undefined ? [] : [paragraph(said)]),
      heading(words.status),
      line(words.channel, { kind: 'place', of: 'channel', id: channelId }),
      line(words.time, `${formatTime(minutes)} (${timeZone})`),
      line(words.days, daysText(weekdays, language)),
      line(words.count, String(count)),
      line(words.onEmpty, sayNone ? words.aLine : words.silent),
      line(
        words.next,
        { kind: 'time', at: next, style: 'date' },
        ' (',
        { kind: 'time', at: next, style: 'relative' },
        ')',
      ),
      line(words.last, lastList ?? words.never),
      ...(trouble.length === 0 ? [] : [note('⚠️ ', ...trouble)]),
      ...(stale === undefined ? [] : [note('⚠️ ', words.stale(stale))]),
    ],
    private: true,
  };
}

/** Days of the week in words; three and more that follow each other by the first and the last. */
function daysText(weekdays: readonly number[], language: Language): string {
  const words = digestTexts(language);
  if (weekdays.length === 7) return words.everyDay;
  const names = weekdays.map((day) => words.weekdays[day]!);
  const isRun = names.length > 2 && weekdays.every((day, at) => day === weekdays[0]! + at);
  return isRun ? words.fromTo(names[0]!, names.at(-1)!) : names.join(', ');
}
