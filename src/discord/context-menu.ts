import type { Message as DiscordMessage } from 'discord.js';
import type { Call, Command } from '../chat/command.ts';
import { commandNamed, PAPER, SEARCH } from './command-call.ts';
import type { Context } from './context.ts';

/** More of a message than this tells a search nothing new. */
const MOST_WORDS = 400;
/** Beside a link to a paper, less text than this is a remark on it. */
const LEAST_WORDS = 60;
const ARXIV_LINK = /(?:arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers|alphaxiv\.org\/abs)\/(\d{4}\.\d{4,5})/;

/**
 * What *Find papers about this* does with a message: the paper's card where the message is a link to a paper with at most a
 * remark on it, else a search for what it says; a link to a paper that is not known is searched for only where there are words,
 * too. Undefined when it says nothing.
 */
export async function wantedIn(
  target: DiscordMessage,
  { commands, services }: Pick<Context, 'commands' | 'services'>,
): Promise<{ command: Command; options: Call['options'] } | undefined> {
  const text = [
    target.content,
    ...target.embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']),
  ].join('\n');
  const words = plainWords(text);
  const id = ARXIV_LINK.exec(text)?.[1];
  const paper = commandNamed(commands, PAPER);
  if (id !== undefined && paper && words.length < LEAST_WORDS) {
    if (words === '' || (await services.library.paper(id))) return { command: paper, options: { paper: id } };
  }
  const search = commandNamed(commands, SEARCH);
  return search && words !== '' ? { command: search, options: { words } } : undefined;
}

/** What a message says, without its markup, addresses and mentions, cut between words. */
export function plainWords(content: string): string {
  const words = content
    .replace(/https?:\/\/[^\s<>)]+/g, ' ')
    .replace(/<(?:[@#][!&]?|a?:\w+:|\/[^:>]+:|t:)[^>]*>/g, ' ')
    .replace(/[`*_~|#>[\]()<>\\]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length <= MOST_WORDS
    ? words
    : words
        .slice(0, MOST_WORDS)
        .replace(/\s\S*$/, '')
        .replace(/\p{Surrogate}$/u, '');
}
