import type { Language } from '../answer/answer.ts';
import type { Control } from './message.ts';
import { texts } from './texts.ts';

/** Where a page stands in its list. */
export interface Page {
  /** Things before the page. */
  readonly offset: number;
  /** Things on a full page. */
  readonly count: number;
  readonly isLast: boolean;
}

/**
 * Buttons that turn pages back and on. Both are always there, and differ in their action even when they are disabled: Discord
 * refuses equal ones.
 *
 * @param to the action that shows the page after so many things.
 */
export function turnButtons(
  { offset, count, isLast }: Page,
  language: Language,
  to: (offset: number) => string,
): readonly Control[] {
  const words = texts(language).turning;
  return [
    {
      kind: 'button',
      label: words.previous,
      action: to(Math.max(0, offset - count)),
      emoji: '◀️',
      disabled: offset === 0,
    },
    { kind: 'button', label: words.next, action: to(offset + count), emoji: '▶️', disabled: isLast },
  ];
}
