import type { Language } from '../src/answer/answer.ts';
import type { Command } from '../src/chat/command.ts';
import type { Described } from '../src/chat/described.ts';
import { type Block, bold, code, heading, item, note, paragraph } from '../src/chat/message.ts';
import { localize, texts } from '../src/chat/texts.ts';

/** `/help`: what the bot can do. */
export const help = {
  name: 'help',
  nameKo: '도움말',
  description: { en: 'What I can do and how to ask', ko: '할 수 있는 일과 묻는 방법을 알려 줘요' },
  options: [],
  isPrivate: () => true,
  async run({ language }, { commands }) {
    const words = texts(language).help;
    return {
      blocks: [
        heading(words.title),
        paragraph(words.intro),
        paragraph(bold(words.examplesTitle)),
        ...words.examples.map((example) => item(example)),
        paragraph(bold(words.commandsTitle)),
        ...commands.map((command) => commandItem(command, language)),
        note(words.limits),
      ],
      private: true,
    };
  },
} satisfies Command;

function commandItem({ name, options, description }: Described, language: Language): Block {
  const usage = options.map((option) => (option.required ? option.name : `[${option.name}]`));
  return item(code([`/${name}`, ...usage].join(' ')), ` — ${localize(description, language)}`);
}
