import type { Language } from '../src/answer/answer.ts';
import type { Command } from '../src/chat/command.ts';
import type { Described, Listed } from '../src/chat/described.ts';
import { type Block, bold, heading, type Inline, item, note, paragraph } from '../src/chat/message.ts';
import { localize, texts } from '../src/chat/texts.ts';

/** `/help`: what the bot can do. */
export const help = {
  name: 'help',
  nameKo: '도움말',
  description: { en: 'What I can do and how to ask', ko: '할 수 있는 일과 묻는 방법을 알려 줘요' },
  options: [],
  isPrivate: () => true,
  async run({ language }, { commands, otherWays }) {
    const words = texts(language).help;
    return {
      blocks: [
        heading(words.title),
        paragraph(words.intro),
        paragraph(bold(words.examplesTitle)),
        ...words.examples.map((example) => item(example)),
        paragraph(bold(words.commandsTitle)),
        ...commands.map((command) => commandItem(command, language)),
        ...(otherWays ? [paragraph(localize(otherWays, language))] : []),
        note(words.limits),
      ],
      private: true,
    };
  },
} satisfies Command;

function commandItem(command: Listed, language: Language): Block {
  const { subcommands = [], description, permission } = command;
  const mentions =
    subcommands.length === 0
      ? [mention(language, command)]
      : subcommands.flatMap((one, at): Inline[] => [...(at === 0 ? [] : [' ']), mention(language, command, one)]);
  const whose = permission === undefined ? '' : ` (${texts(language).help.forManagers})`;
  return item(...mentions, ` — ${localize(description, language)}${whose}`);
}

function mention(language: Language, command: Described, sub?: Described): Inline {
  const parts = sub ? [command, sub] : [command];
  const usage = (sub ?? command).options.map(({ name, nameKo, required }) => {
    const shown = language === 'ko' ? nameKo : name;
    return required ? shown : `[${shown}]`;
  });
  return {
    kind: 'command',
    name: parts.map(({ name }) => name).join(' '),
    shown: parts.map(({ name, nameKo }) => (language === 'ko' ? nameKo : name)).join(' '),
    usage: usage.join(' '),
  };
}
