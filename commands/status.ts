import type { Command } from '../src/chat/command.ts';
import { daysBetween } from '../src/chat/day-list.ts';
import { type Block, code, type Inline, note } from '../src/chat/message.ts';
import type { Services } from '../src/chat/services.ts';
import { texts } from '../src/chat/texts.ts';

const CALIBRATE_COMMAND = 'npm run eval -- --calibrate';

/** `/status`: what is loaded, how fresh it is, what answers. */
export const status = {
  name: 'status',
  nameKo: '상태',
  description: { en: 'Papers, freshness, model and uptime', ko: '논문 수, 최신 날짜, 모델, 가동 시간을 보여 줘요' },
  options: [],
  async run({ language }, { library, about, today }) {
    const words = texts(language).status;
    const info = await library.info();
    const count = (value: number) => value.toLocaleString('en-US');
    const newest = info.lastDay ? `${info.lastDay} (${words.daysAgo(daysBetween(info.lastDay, today()))})` : '–';
    const days = info.firstDay ? `${count(info.days)} (${info.firstDay} – ${info.lastDay})` : count(info.days);
    const fields: (readonly [string, Inline])[] = [
      [words.papers, count(info.papers)],
      [words.passages, count(info.passages)],
      [words.days, days],
      [words.newest, newest],
      [words.embedder, info.embedder],
      [words.model, about.model === 'none' ? words.noModel : about.model],
      [words.index, { kind: 'time', at: new Date(info.builtAt), style: 'relative' }],
      ...(about.startedAt ? [[words.started, { kind: 'time', at: about.startedAt, style: 'relative' }] as const] : []),
      [words.version, about.version],
    ];
    return {
      blocks: [],
      cards: [
        {
          title: words.title,
          blocks: [
            ...(about.betterEmbedder ? betterEmbedder(about.betterEmbedder, words.betterEmbedder) : []),
            ...(info.mismatched > 0 ? [note(words.mismatched(count(info.mismatched)))] : []),
            ...(info.calibrated === 'not' ? [note(words.notCalibrated, ' ', code(CALIBRATE_COMMAND))] : []),
          ],
          fields: fields.map(([name, value]) => ({ name, value: [value], inline: true })),
        },
      ],
    };
  },
} satisfies Command;

/** Where a better embedder could serve, what to type for it. */
function betterEmbedder(
  { model, commands }: NonNullable<Services['about']['betterEmbedder']>,
  say: (model: string) => string,
): Block[] {
  if (commands.length === 0) return [];
  return [note(say(model), ' ', code(commands.join(' && ')))];
}
