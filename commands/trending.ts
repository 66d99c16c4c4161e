import type { Command } from '../src/chat/command.ts';
import { filterOptions, SINCE, textOption, UNTIL } from '../src/chat/options.ts';
import { trendingMessage } from '../src/chat/trending-papers.ts';

/** `/trending`: the most voted papers of a period, of a topic if one is given. */
export const trending = {
  name: 'trending',
  nameKo: '인기',
  description: {
    en: 'Most voted papers of a week, a month or any period',
    ko: '일주일, 한 달, 원하는 기간에 추천을 많이 받은 논문이에요',
  },
  options: [
    {
      name: 'period',
      nameKo: '기간',
      description: { en: 'How far back (default: a week)', ko: '얼마 동안 (기본: 일주일)' },
      type: 'string',
      choices: [
        { name: { en: 'Week', ko: '일주일' }, value: 'week' },
        { name: { en: 'Month', ko: '한 달' }, value: 'month' },
      ],
    },
    {
      name: 'topic',
      nameKo: '주제',
      description: { en: 'Only papers on this topic', ko: '이 주제의 논문만' },
      type: 'string',
      max: 300,
    },
    SINCE,
    UNTIL,
  ],
  async run(call, services) {
    const filters = filterOptions(call.options, call.language);
    if (!filters.ok) return filters.message;
    const topic = textOption(call.options, 'topic');
    const days = call.options.period === 'month' ? 30 : 7;
    return trendingMessage({ ...filters.value, days, ...(topic ? { topic } : {}) }, call, services);
  },
} satisfies Command;
