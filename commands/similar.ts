import type { Command } from '../src/chat/command.ts';
import { notice } from '../src/chat/failure.ts';
import { textOption } from '../src/chat/options.ts';
import { PAPER, resolvePaper, suggestPapers } from '../src/chat/pick-paper.ts';
import { similarMessage } from '../src/chat/similar-papers.ts';
import { texts } from '../src/chat/texts.ts';

/** `/similar`: papers like a given one. */
export const similar = {
  name: 'similar',
  nameKo: '비슷한논문',
  description: { en: 'Papers like a given one', ko: '어떤 논문과 비슷한 논문을 찾아 줘요' },
  options: [PAPER],
  async run(call, services) {
    const picked = await resolvePaper(textOption(call.options, 'paper') ?? '', call, services);
    return picked.ok ? similarMessage(picked.value, call.language, services) : picked.message;
  },
  autocomplete: (_option, typed, _call, services) => suggestPapers(typed, services),
  actions: {
    /** `similar:of:<id>` */
    async of({ args, language }, services) {
      const paper = await services.library.paper(args);
      const message = paper
        ? await similarMessage(paper, language, services)
        : notice(texts(language).paper.notFound(args));
      return { kind: 'reply', message };
    },
  },
} satisfies Command;
