import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Control } from '../chat/message.ts';
import { cutText } from './cut.ts';
import { LIMITS } from './limits.ts';
import { clean, oneLine, safeUrl } from './markdown.ts';

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

/** One emoji of Unicode: a flag, a key cap, or a picture with its modifiers and joined companions. */
const EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*)$/u;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/**
 * Controls as rows of components within Discord's limits: more than five buttons go on in a further row, a menu has a row of
 * its own, and what Discord would refuse (a sixth row, an action that is there twice, an option without a value) is left out.
 */
export function rowsOf(controls: readonly (readonly Control[])[]): Row[] {
  const seen = new Set<string>();
  const rows: APIComponentInMessageActionRow[][] = [];
  for (const row of controls) {
    let buttons: APIButtonComponent[] = [];
    const flush = () => {
      if (buttons.length > 0) rows.push(buttons);
      buttons = [];
    };
    for (const control of row) {
      if (control.kind === 'menu') {
        const menu = menuOf(control, seen);
        flush();
        if (menu) rows.push([menu]);
        continue;
      }
      const button = control.kind === 'link' ? linkOf(control) : buttonOf(control, seen);
      if (!button) continue;
      if (buttons.length === LIMITS.buttonsInRow) flush();
      buttons.push(button);
    }
    flush();
  }
  return rows.slice(0, LIMITS.rows).map((components) => ({ type: ComponentType.ActionRow, components }));
}

function buttonOf(control: Extract<Control, { kind: 'button' }>, seen: Set<string>): APIButtonComponent | undefined {
  const label = labelOf(control.label, LIMITS.buttonLabel);
  const emoji = control.emoji !== undefined && EMOJI.test(control.emoji) ? control.emoji : undefined;
  if ((label === '' && emoji === undefined) || !isFresh(control.action, seen)) return undefined;
  return {
    type: ComponentType.Button,
    style: STYLES[control.style ?? 'secondary'],
    custom_id: control.action,
    ...(label ? { label } : {}),
    ...(emoji ? { emoji: { name: emoji } } : {}),
    ...(control.disabled ? { disabled: true } : {}),
  };
}

function linkOf(control: Extract<Control, { kind: 'link' }>): APIButtonComponent | undefined {
  const url = safeUrl(control.url, LIMITS.buttonUrl);
  const label = labelOf(control.label, LIMITS.buttonLabel);
  return url && label ? { type: ComponentType.Button, style: ButtonStyle.Link, url, label } : undefined;
}

function menuOf(control: Extract<Control, { kind: 'menu' }>, seen: Set<string>): APIStringSelectComponent | undefined {
  const values = new Set<string>();
  const options = control.options.flatMap(({ label: text, value, description, number }): APISelectMenuOption[] => {
    const label = labelOf(number === undefined ? text : `${number}. ${text}`, LIMITS.optionText);
    if (label === '' || value === '' || value.length > LIMITS.optionText || values.has(value)) return [];
    values.add(value);
    const more = description === undefined ? '' : labelOf(description, LIMITS.optionText);
    return [{ label, value, ...(more ? { description: more } : {}) }];
  });
  if (options.length === 0 || !isFresh(control.action, seen)) return undefined;
  const placeholder = labelOf(control.placeholder, LIMITS.placeholder);
  return {
    type: ComponentType.StringSelect,
    custom_id: control.action,
    options: options.slice(0, LIMITS.menuOptions),
    ...(placeholder ? { placeholder } : {}),
  };
}

/** Whether an action can be a control's, and is not another's in the same message. */
function isFresh(action: string, seen: Set<string>): boolean {
  if (action === '' || action.length > LIMITS.action || seen.has(action)) return false;
  seen.add(action);
  return true;
}

/** Labels show no markup: they are only cut. */
function labelOf(text: string, limit: number): string {
  return cutText(oneLine(clean(text)).trim(), limit);
}
