import type { Language } from '../src/answer/answer.ts';
import type { Command } from '../src/chat/command.ts';
import { notice } from '../src/chat/failure.ts';
import type { Message } from '../src/chat/message.ts';
import { textOption } from '../src/chat/options.ts';
import { paperMessage } from '../src/chat/papers.ts';
import { PAPER, resolvePaper, suggestPapers } from '../src/chat/pick-paper.ts';
import type { Services } from '../src/chat/services.ts';
import { texts } from '../src/chat/texts.ts';
import type { Paper } from '../src/paper.ts';

/** `/paper`: all that is known of one paper. */
export const paper = {
  name: 'paper',
  nameKo: '논문',
  description: { en: 'Everything about one paper', ko: '논문 하나를 자세히 보여 줘요' },
  options: [PAPER],
  async run(call, services) {
    const picked = await resolvePaper(textOption(call.options, 'paper') ?? '', call, services);
    return picked.ok ? shown(picked.value, call.language, services) : picked.message;
  },
  autocomplete: (_option, typed, _call, services) => suggestPapers(typed, services),
  actions: {
    /** `paper:open:<id>`, or the id chosen in a menu. */
    async open(call, services) {
      const id = call.values[0] ?? call.args;
      const found = await services.library.paper(id);
      const missing = notice(texts(call.language).paper.notFound(id));
      const message = found ? await shown(found, call.language, services) : missing;
      return { kind: 'reply', message };
    },
  },
} satisfies Command;

async function shown(found: Paper, language: Language, { voteHistory }: Services): Promise<Message> {
  return paperMessage(found, language, await voteHistory?.of(found.id));
}
