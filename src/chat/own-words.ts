import type { Inline } from './message.ts';

/** `{help}`, or `{help:도움말}` where the reader calls the command by another name. */
const COMMAND = /\{([a-z]+(?: [a-z]+)?)(?::([^{}]+))?\}/g;

/** One of our own texts, in which commands stand in braces, as inlines. Never for what somebody else wrote. */
export function ownWords(text: string): readonly Inline[] {
  const inlines: Inline[] = [];
  let from = 0;
  for (const { 0: whole, 1: name = '', 2: shown = name, index } of text.matchAll(COMMAND)) {
    inlines.push(text.slice(from, index), { kind: 'command', name, shown });
    from = index + whole.length;
  }
  return [...inlines, text.slice(from)].filter((inline) => inline !== '');
}

/** The same as plain text: `/도움말`, unless commands are called otherwise where it is read. */
export function asPlainText(text: string, commandText?: (name: string) => string): string {
  return text.replace(COMMAND, (_, name: string, shown?: string) => commandText?.(name) ?? `/${shown ?? name}`);
}
