import type { Language } from '../answer/answer.ts';
import { answerMessage } from '../chat/answer-message.ts';
import type { Command } from '../chat/command.ts';
import { type Block, heading, item, type Message, note, paragraph } from '../chat/message.ts';
import type { Services } from '../chat/services.ts';
import { texts } from '../chat/texts.ts';
import { type Look, renderBlocks, renderMessage } from './render.ts';
import { terminalTexts } from './texts.ts';

/**
 * What a chat begins with: the newest day's list, an answered example, and what is missing for Discord. Where a model writes
 * answers there are examples to ask instead: nobody asked for one to be paid for and waited for.
 */
export async function introduction(
  commands: readonly Command[],
  services: Services,
  look: Look,
  signal: AbortSignal,
): Promise<string> {
  const call = { userId: 'terminal', channelId: 'terminal', language: look.language, signal };
  const list = await commands.find(({ name }) => name === 'today')?.run({ ...call, options: {} }, services);
  const words = terminalTexts(look.language);
  const { model } = services.about;
  const example = model === 'none' ? await answeredExample(services, look.language, signal) : undefined;
  const examples: Block[] = [
    heading(words.examples),
    ...texts(look.language).help.examples.map((one) => item(one)),
    note(words.writtenBy(model)),
  ];
  const blocks: Block[] = [heading(words.noToken), ...words.getToken.map((line) => item(line)), note(words.invitation)];
  const parts = [
    list ? renderMessage(list, look) : '',
    ...(example
      ? [render([heading(words.example), paragraph(`> ${example.question}`)], look), renderMessage(example.reply, look)]
      : []),
    model === 'none' ? '' : render(examples, look),
    render(blocks, look),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** The first example question that finds something; the last resort is the name of a paper that is there. */
async function answeredExample(
  services: Services,
  language: Language,
  signal: AbortSignal,
): Promise<{ readonly question: string; readonly reply: Message } | undefined> {
  const { answerer, library } = services;
  const newest = (await library.days())[0];
  const [best] = newest === undefined ? [] : await library.papersOn(newest);
  for (const question of [...texts(language).help.examples, ...(best ? [best.title] : [])]) {
    const answer = await answerer.ask({ text: question, language }, { signal });
    if (answer.kind !== 'abstained') return { question, reply: await answerMessage(answer, {}, services) };
  }
  return undefined;
}

function render(blocks: readonly Block[], look: Look): string {
  return renderBlocks(blocks, look)
    .map((line) => `${line}\n`)
    .join('');
}
