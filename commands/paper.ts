import type { Command } from '../src/chat/command.ts';
import { notice } from '../src/chat/failure.ts';
import { textOption } from '../src/chat/options.ts';
import { paperMessage } from '../src/chat/papers.ts';
import { PAPER, resolvePaper, suggestPapers } from '../src/chat/pick-paper.ts';
import { texts } from '../src/chat/texts.ts';

/** `/paper`: all that is known of one paper. */
export const paper = {
  name: 'paper',
  nameKo: '논문',
  description: { en: 'Everything about one paper', ko: '논문 하나를 자세히 보여 줘요' },
  options: [PAPER],
  async run(call, services) {
    const picked = await resolvePaper(textOption(call.options, 'paper') ?? '', call, services);
    return picked.ok ? paperMessage(picked.value, call.language) : picked.message;
  },
  autocomplete: (_option, typed, _call, services) => suggestPapers(typed, services),
  actions: {
    /** `paper:open:<id>`, or the id chosen in a menu. */
    async open(call, services) {
      const id = call.values[0] ?? call.args;
      const found = await services.library.paper(id);
      const message = found ? paperMessage(found, call.language) : notice(texts(call.language).paper.notFound(id));
      return { kind: 'reply', message };
    },
  },
} satisfies Command;
