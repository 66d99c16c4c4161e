import type { Command } from '../src/chat/command.ts';
import { dayListMessage, dayPage } from '../src/chat/day-list.ts';
import { notice } from '../src/chat/failure.ts';
import { countOption, dayOption } from '../src/chat/options.ts';
import { texts } from '../src/chat/texts.ts';
import { weekday } from '../src/clock.ts';

/** `/today`: the newest daily list, or another day's, most votes first. */
export const today = {
  name: 'today',
  nameKo: '오늘',
  description: {
    en: "The newest day's papers, most votes first",
    ko: '가장 최근 날의 논문을 추천 많은 순으로 보여 줘요',
  },
  options: [
    {
      name: 'date',
      nameKo: '날짜',
      description: { en: 'Another day, like 2024-01-22', ko: '다른 날 (예: 2024-01-22)' },
      type: 'string',
      autocomplete: true,
      max: 20,
    },
    {
      name: 'count',
      nameKo: '개수',
      description: { en: 'Papers a page (default 5)', ko: '한 쪽에 보여 줄 논문 수 (기본 5)' },
      type: 'integer',
      min: 1,
      max: 20,
    },
  ],
  async run(call, services) {
    const asked = dayOption(call.options, 'date', call.language);
    if (!asked.ok) return asked.message;
    const day = asked.value ?? (await services.library.days())[0];
    if (day === undefined) return notice(texts(call.language).today.nothingYet);
    const count = countOption(call.options, 'count', 1, 20, 5);
    return dayListMessage({ day, offset: 0, count, newest: asked.value === undefined }, call.language, services);
  },
  async autocomplete(_option, typed, { language }, { library }) {
    const days = await library.days();
    const wanted = typed.trim().replace(/[./]/g, '-');
    return days
      .filter((day) => day.includes(wanted))
      .slice(0, 25)
      .map((day) => ({ name: `${day} (${texts(language).today.weekdays[weekday(day)]})`, value: day }));
  },
  actions: { page: dayPage },
} satisfies Command;
