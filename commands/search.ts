import type { Command } from '../src/chat/command.ts';
import { foundMessage, foundPage } from '../src/chat/found.ts';
import { filterOptions, SINCE, textOption, UNTIL } from '../src/chat/options.ts';

/** `/search`: papers that match, without prose. */
export const search = {
  name: 'search',
  nameKo: '검색',
  description: { en: 'Find papers, as a plain list', ko: '논문을 찾아 목록으로 보여 줘요' },
  options: [
    {
      name: 'words',
      nameKo: '검색어',
      description: { en: 'What the paper is about, or its name', ko: '논문의 내용이나 이름' },
      type: 'string',
      required: true,
      min: 1,
      max: 1000,
    },
    SINCE,
    UNTIL,
    {
      name: 'author',
      nameKo: '저자',
      description: { en: "Part of an author's name", ko: '저자 이름의 일부' },
      type: 'string',
      max: 100,
    },
    {
      name: 'sort',
      nameKo: '정렬',
      description: { en: 'Order of the list', ko: '목록의 순서' },
      type: 'string',
      choices: [
        { name: { en: 'Relevance', ko: '관련도순' }, value: 'relevance' },
        { name: { en: 'Most votes', ko: '추천 많은 순' }, value: 'votes' },
        { name: { en: 'Newest', ko: '최신순' }, value: 'newest' },
        { name: { en: 'Oldest', ko: '오래된 순' }, value: 'oldest' },
      ],
    },
  ],
  async run(call, services) {
    const filters = filterOptions(call.options, call.language);
    if (!filters.ok) return filters.message;
    const order = ORDERS.find((one) => one === call.options.sort);
    const wanted = {
      words: textOption(call.options, 'words') ?? '',
      filters: filters.value,
      ...(order ? { order } : {}),
    };
    return foundMessage(wanted, 0, call, services);
  },
  actions: { page: foundPage },
} satisfies Command;

const ORDERS = ['relevance', 'votes', 'newest', 'oldest'] as const;
