import type { Language } from '../answer/answer.ts';
import type { CommandOption } from '../chat/described.ts';
import { terminalTexts } from './texts.ts';

const TRUE = /^(?:true|yes|y|1|on|예|네|응)$/i;
const FALSE = /^(?:false|no|n|0|off|아니요|아니오|아니)$/i;

/** The value of an option as it was typed, or what is wrong with it, in words for the user. */
export function readValue(
  option: CommandOption,
  text: string,
  language: Language,
): string | number | boolean | { problem: string } {
  const words = terminalTexts(language);
  const { name, min, max, choices } = option;
  if (option.type === 'boolean') {
    if (TRUE.test(text)) return true;
    return FALSE.test(text) ? false : { problem: words.notBoolean(name) };
  }
  if (option.type === 'integer') {
    const value = Number(text);
    const fits = /^-?\d{1,9}$/.test(text) && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
    return fits ? value : { problem: words.notInteger(name, min, max) };
  }
  if (choices) {
    const wanted = text.toLowerCase();
    const chosen = choices.find(({ name: label, value }) =>
      [value, label.en, label.ko].some((one) => one.toLowerCase() === wanted),
    );
    return chosen?.value ?? { problem: words.notChoice(name, choices.map(({ value }) => value).join(', ')) };
  }
  return max !== undefined && text.length > max ? { problem: words.tooLong(name, max) } : text;
}
