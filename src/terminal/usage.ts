import type { Language } from '../answer/answer.ts';
import type { Command } from '../chat/command.ts';
import type { Described } from '../chat/described.ts';

/** `/today [date:] [count:]`: how a command is typed. */
export function usageOf(command: Command, described: Described = command): string {
  if (command.subcommands?.length && described === command) {
    return `/${command.name} ${command.subcommands.map(({ name }) => name).join('|')}`;
  }
  const options = described.options.map((option, at) => {
    const text = at === 0 ? option.name : `${option.name}:…`;
    return option.required ? text : `[${text}]`;
  });
  return [`/${command.name}`, ...(described === command ? [] : [described.name]), ...options].join(' ');
}

/** The command, by its name in a language, one of whose names is at most two slips away from what was typed, or begins with it. */
export function nearest(typed: string, commands: readonly Command[], language: Language): string | undefined {
  const near = commands.map(({ name, nameKo }) => ({
    name: language === 'ko' ? nameKo : name,
    slips: nameKo.startsWith(typed) ? 1 : Math.min(editDistance(typed, name), editDistance(typed, nameKo)),
  }));
  const best = near.sort((a, b) => a.slips - b.slips)[0];
  return best && best.slips <= Math.min(2, typed.length - 1) ? best.name : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= Math.min(a.length, 40); i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
