import type { Control, MenuOption, Message } from '../chat/message.ts';
import { type Look, renderBlocks } from './render.ts';
import { terminalTexts } from './texts.ts';

/** What picking a control does. */
export interface Picked {
  readonly action: string;
  /** The value chosen in a menu; empty for a button. */
  readonly values: readonly string[];
}

/** What can be picked below a message, by the key to type. */
export type Choices = ReadonlyMap<string, Picked>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Gives the controls of a message keys to type: things that the message numbers keep their numbers, everything else gets a
 * letter. Buttons that cannot be pressed are left out.
 */
export function choicesOf(message: Message): { readonly choices: Choices; readonly labels: readonly string[] } {
  const choices = new Map<string, Picked>();
  const labels: string[] = [];
  let letters = 0;
  const letter = (): string => LETTERS[letters++ % LETTERS.length]!;
  for (const control of (message.controls ?? []).flat()) {
    if (control.kind === 'menu') {
      const { counted, named } = parted(control.options);
      for (const option of counted)
        choices.set(String(option.number), { action: control.action, values: [option.value] });
      if (counted.length > 0) labels.push(`${ranges(counted.map(({ number }) => number!))} ${control.placeholder}`);
      for (const option of named) {
        const key = letter();
        choices.set(key, { action: control.action, values: [option.value] });
        labels.push(`${key} ${option.label}`);
      }
    } else if (control.kind === 'button' && !control.disabled) {
      const key = letter();
      choices.set(key, { action: control.action, values: [] });
      labels.push(`${key} ${[control.emoji, control.label].filter(Boolean).join(' ')}`);
    }
  }
  return { choices, labels };
}

/** The controls of a message as lines: links written out, then the keys that can be typed. */
export function renderControls(message: Message, look: Look): string {
  const links = (message.controls ?? [])
    .flat()
    .filter((control): control is Control & { kind: 'link' } => control.kind === 'link');
  const { labels } = choicesOf(message);
  const lines = renderBlocks(
    [
      ...links.map(({ label, url }) => ({ kind: 'item', inlines: [{ kind: 'link', text: label, url }] }) as const),
      ...(labels.length > 0
        ? [{ kind: 'note', inlines: [`${terminalTexts(look.language).press}: ${labels.join(' · ')}`] } as const]
        : []),
    ],
    look,
  );
  return lines.map((line) => `${line}\n`).join('');
}

function parted(options: readonly MenuOption[]): { counted: MenuOption[]; named: MenuOption[] } {
  return {
    counted: options.filter(({ number }) => number !== undefined),
    named: options.filter(({ number }) => number === undefined),
  };
}

/** `1–3, 5`: whole numbers, ascending, as ranges. */
export function ranges(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const parts: [number, number][] = [];
  for (const number of sorted) {
    const last = parts.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
