import type { Inline } from '../chat/message.ts';
import { cutText, ELLIPSIS } from './cut.ts';
import { LIMITS } from './limits.ts';
import { clean, codeSpan, escapeLinkText, escapeText, maskedLink, oneLine, safeUrl } from './markdown.ts';

/** Markdown within a limit, and whether something had to be left out. */
export interface Fitted {
  readonly text: string;
  readonly cut: boolean;
}

/** Less of a link's text than this is not worth showing. */
const LEAST_LINK_TEXT = 8;
/** Text of a link that has none of its own. */
const NAMELESS = '↗';

/**
 * Inlines as Discord's markdown in at most `limit` UTF-16 units. What does not fit is cut at a sentence or word; a link is
 * whole, has its text shortened, or is left out.
 *
 * @param lines whether line breaks in plain texts are kept. Default: they become blanks.
 */
export function fitInlines(inlines: readonly Inline[], limit: number, lines = false): Fitted {
  let text = '';
  for (const inline of joined(inlines)) {
    const written = markdown(inline, lines);
    const whole = text === '' ? written.trimStart() : apart(text, written);
    // Blanks at the end are for the caller to trim.
    if (text.length + whole.trimEnd().length <= limit) {
      text += whole;
      continue;
    }
    const part = apart(text, shortened(inline, limit - text.length - 1, lines));
    if (part !== '' && text.length + part.length <= limit) return { text: text + part, cut: true };
    const kept = text.trimEnd();
    return { text: kept.length < limit && kept !== '' ? kept + ELLIPSIS : kept, cut: true };
  }
  return { text, cut: false };
}

/** Neighbouring plain texts as one, so that nothing arises from their meeting. */
function joined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') out[out.length - 1] = last + inline;
    else out.push(inline);
  }
  return out;
}

/** Keeps the marks of neighbours (`**a**` and `*b*`) from running together. */
function apart(before: string, next: string): string {
  const touching = before !== '' && next !== '' && '*`_'.includes(before.at(-1)!) && '*`_'.includes(next[0]!);
  return touching ? `\u200b${next}` : next;
}

function markdown(inline: Inline, lines: boolean): string {
  if (typeof inline === 'string') return escapeText(plain(inline, lines));
  switch (inline.kind) {
    case 'bold':
      return marked('**', clean(inline.text));
    case 'italic':
      return marked('*', clean(inline.text));
    case 'code':
      return codeSpan(clean(inline.text));
    case 'link':
      return maskedLink(escapeLinkText(clean(inline.text)) || NAMELESS, safeUrl(inline.url, LIMITS.url));
    case 'cite': {
      const url = safeUrl(inline.url, LIMITS.url);
      return url ? `[[${inline.number}]](<${url}>)` : `\\[${inline.number}\\]`;
    }
    case 'time':
      return timestamp(inline.at, inline.style);
    case 'command':
      return inline.id === undefined ? codeSpan(`/${inline.shown}`) : `</${inline.name}:${inline.id}>`;
    case 'place':
      return /^\d+$/.test(inline.id) ? `<${inline.of === 'channel' ? '#' : '@&'}${inline.id}>` : '';
  }
}

/** As much of an inline as fits into `limit`, with `…`; '' when that is not worth showing. */
function shortened(inline: Inline, limit: number, lines: boolean): string {
  if (typeof inline === 'string') {
    return escapeText(cutText(plain(inline, lines), limit, (part) => escapeText(part).length));
  }
  switch (inline.kind) {
    case 'bold':
    case 'italic': {
      const mark = inline.kind === 'bold' ? '**' : '*';
      return marked(
        mark,
        cutText(clean(inline.text), limit, (part) => marked(mark, part).length + 1),
      );
    }
    case 'link': {
      const url = safeUrl(inline.url, LIMITS.url);
      const write = (part: string) => maskedLink(escapeLinkText(part), url);
      const part = cutText(clean(inline.text), limit, (given) => Math.max(given.length, write(given).length));
      return part.length < LEAST_LINK_TEXT ? '' : write(part);
    }
    default:
      return '';
  }
}

function plain(text: string, lines: boolean): string {
  const cleaned = clean(text);
  return lines ? cleaned.replace(/\n{3,}/g, '\n\n') : oneLine(cleaned);
}

/** A text between marks; blanks at its ends stay outside, where Discord wants them. */
function marked(mark: string, text: string): string {
  const [, before, inner, after] = /^(\s*)(.*?)(\s*)$/s.exec(oneLine(text))!;
  return inner === '' ? `${before}${after}` : `${before}${mark}${escapeText(inner!)}${mark}${after}`;
}

function timestamp(at: Date, style: 'date' | 'relative'): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return Number.isFinite(seconds) ? `<t:${seconds}:${style === 'date' ? 'D' : 'R'}>` : '';
}
