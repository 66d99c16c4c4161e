import { NO_ANSWER } from './writing.ts';

/** One thing a model wrote. */
export type DraftItem =
  /** A sentence with the keys it cites, known or not, in order and without repeats. */
  | { readonly kind: 'sentence'; readonly text: string; readonly keys: readonly string[] }
  /** The name of a theme. */
  | { readonly kind: 'theme'; readonly text: string }
  /** That the passages do not answer the question. */
  | { readonly kind: 'no_answer' };

/** A longer sentence is not one; its line is cut there. */
const LONGEST_LINE = 1_200;
/** Keys in square or lenticular brackets: `[bc2d]`, `[bc2d, fg3h]`, `【bc2d】`; numbers and words a model may use instead count as keys that do not exist. */
const MARK = /[[【]\s*([\p{L}\p{N}_#-]{1,16}(?:\s*[,;、]\s*[\p{L}\p{N}_#-]{1,16})*)\s*[\]】]/gu;
/** Ends of sentences, with the marks that follow them; what goes on in lower case or stands after an abbreviation is no end. */
const SENTENCE_END =
  /(?<=[.!?。！？]["'”’)]*(?:\s*[[【][^\]】]{1,80}[\]】])*)(?<!\b(?:e\.g|i\.e|vs|cf|al|approx|Fig|Eq|Sec|No)\.)\s+(?=[\p{Lu}\p{Lo}\p{N}"'“‘(])/u;
const LIST_MARK = /^\s*(?:[-*•‣·]|\d{1,2}[.)])\s+/u;

/** Takes a model's text as it comes and gives what is complete: a line at a time. */
export class DraftReader {
  #rest = '';

  /** @returns what the new piece completes. */
  push(piece: string): DraftItem[] {
    this.#rest += piece;
    const lines = this.#rest.split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST_LINE * 2) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines.flatMap(readLine);
  }

  /** @param whole false when the text was cut off: its last line may be half a sentence. */
  end(whole: boolean): DraftItem[] {
    const last = this.#rest;
    this.#rest = '';
    return whole ? readLine(last) : [];
  }
}

function readLine(raw: string): DraftItem[] {
  const line = raw.slice(0, LONGEST_LINE).trim();
  if (line === '' || /^(?:[-*_=]{3,}|```\w*)$/.test(line)) return [];
  if (new RegExp(`^["'*\`]*${NO_ANSWER}[."'*\`]*$`, 'i').test(line)) return [{ kind: 'no_answer' }];
  const theme = /^#{1,6}\s+(.+)$/.exec(line) ?? (hasMark(line) ? null : /^\*\*([^*]+)\*\*:?$/.exec(line));
  if (theme) return [{ kind: 'theme', text: plain(theme[1]!) }];
  const parts = line.replace(LIST_MARK, '').split(SENTENCE_END);
  // A mark stands for the sentences before it, back to the mark before: `A. B. [bc2d]` rests both on bc2d.
  let keys: readonly string[] = [];
  const items: DraftItem[] = [];
  for (const part of parts.reverse()) {
    const own = keysOf(part);
    if (own.length > 0) keys = own;
    const text = plain(part.replace(MARK, ' '));
    if (/[\p{L}\p{N}]/u.test(text)) items.push({ kind: 'sentence', text, keys });
  }
  return items.reverse();
}

function hasMark(line: string): boolean {
  return keysOf(line).length > 0;
}

function keysOf(text: string): string[] {
  const keys = [...text.matchAll(MARK)].flatMap((match) => match[1]!.split(/[,;、]/));
  return [...new Set(keys.map((key) => key.trim().toLowerCase()))];
}

/** One line of text without list marks, emphasis and quotes around it. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(LIST_MARK, '')
    .replace(/(\*\*|__|`)(.+?)\1/gu, '$2')
    .replace(/\s+([.,;:!?。])/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
