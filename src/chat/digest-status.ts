import type { Language } from '../answer/answer.ts';
import { formatTime } from '../clock.ts';
import type { Posting } from './channels.ts';
import { digestTexts } from './digest-texts.ts';
import { type Block, bold, heading, type Inline, item, type Message, note, paragraph } from './message.ts';
import { postingTrouble } from './posting-texts.ts';
import type { DigestStatus } from './subscriptions.ts';

/**
 * How a server's digest is set.
 *
 * @param posting how the bot stands in its channel, where that is known.
 * @param said stands above it.
 */
export function digestStatusMessage(
  { settings, next, lastList }: DigestStatus,
  language: Language,
  posting: Posting | undefined,
  said?: string,
): Message {
  const words = digestTexts(language);
  const { channelId, minutes, timeZone, weekdays, count, sayNone } = settings;
  const line = (name: string, ...value: Inline[]): Block => item(bold(name), ': ', ...value);
  const days = weekdays.length === 7 ? words.everyDay : weekdays.map((day) => words.weekdays[day]).join(', ');
  const trouble = posting ? postingTrouble(posting, channelId, language) : [];
  return {
    blocks: [
      ...(said === undefined ? [] : [paragraph(said)]),
      heading(words.status),
      line(words.channel, { kind: 'place', of: 'channel', id: channelId }),
      line(words.time, `${formatTime(minutes)} (${timeZone})`),
      line(words.days, days),
      line(words.count, String(count)),
      line(words.onEmpty, sayNone ? words.aLine : words.silent),
      line(words.next, { kind: 'time', at: next, style: 'relative' }),
      line(words.last, lastList ?? words.never),
      ...(trouble.length === 0 ? [] : [note('⚠️ ', ...trouble)]),
    ],
    private: true,
  };
}
