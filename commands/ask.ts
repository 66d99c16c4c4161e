import { answerText } from '../src/answer/answer.ts';
import type { Question } from '../src/answer/port.ts';
import { castVote, citedPassages, morePapers } from '../src/chat/answer-actions.ts';
import { answerMessage } from '../src/chat/answer-message.ts';
import type { Command } from '../src/chat/command.ts';
import { filterOptions, SINCE, textOption, UNTIL } from '../src/chat/options.ts';

/** `/ask`: a question in plain words, answered with citations. */
export const ask = {
  name: 'ask',
  nameKo: '질문',
  description: {
    en: 'Ask about AI papers; the answer links its sources',
    ko: 'AI 논문에 관해 물어보면 출처를 달아 답해요',
  },
  options: [
    {
      name: 'question',
      nameKo: '질문',
      description: { en: 'What you want to know, in Korean or English', ko: '알고 싶은 것 (한국어나 영어)' },
      type: 'string',
      required: true,
      min: 1,
      max: 1000,
    },
    SINCE,
    UNTIL,
    {
      name: 'private',
      nameKo: '나만보기',
      description: { en: 'Only you see the answer', ko: '답변을 나만 볼 수 있게 해요' },
      type: 'boolean',
    },
  ],
  isPrivate: ({ options }) => options.private === true,
  async run(call, services) {
    const { answerer, conversations } = services;
    const filters = filterOptions(call.options, call.language);
    if (!filters.ok) return filters.message;
    const question: Question = {
      text: textOption(call.options, 'question') ?? '',
      filters: filters.value,
      history: call.threadId === undefined ? [] : await conversations.turns(call.threadId),
      language: call.language,
      asker: call.userId,
    };
    const answer = await answerer.ask(question, {
      signal: call.signal,
      ...(call.onProgress ? { onProgress: call.onProgress } : {}),
    });
    const asked = call.options.private === true;
    if (call.threadId !== undefined && !asked) {
      const paperIds = answer.kind === 'abstained' ? [] : answer.citations.map(({ paper }) => paper.id);
      const turn = { question: question.text, answer: answerText(answer), paperIds: [...new Set(paperIds)] };
      await conversations.add(call.threadId, turn);
    }
    return { ...(await answerMessage(answer, filters.value, services)), private: asked };
  },
  actions: { more: morePapers, passages: citedPassages, vote: castVote },
} satisfies Command;
