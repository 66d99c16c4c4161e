/** Columns between a list marker at the margin and the text that belongs under it: the width of `- `. */
export const CONTINUATION_INDENT = 2;

/**
 * Where a line of a daily file went. `frame` holds what carries no words: the day's heading, rules, the tags around a
 * video. Every line that is not blank, a note or frame is in a paper, in a passage, or under a warning.
 */
export type LineUse = 'blank' | 'frame' | 'note' | 'paper' | 'passage' | 'warning';

const UNUSUAL = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Cs}\uFEFF]/u;

/**
 * The letters that some program, reading `\b` as an escape, turned into control characters: LaTeX's `\beta` became a
 * backspace and `eta`. (A tab is often only a tab; before `ext…{` it was `\text…{`.)
 */
const SWALLOWED: Readonly<Record<string, string>> = { '\u0007': 'a', '\b': 'b', '\v': 'v', '\f': 'f' };

/**
 * The lines of a text, in order. LF, CR LF and a lone CR end a line; a byte order mark at the start is dropped.
 * A control character before a letter that stands for a swallowed LaTeX command is spelled out again (`\b`, `\f`, `\text{`);
 * the others, but for the tab, and Unicode's own line separators become spaces: they say nothing, and they can move a
 * terminal's cursor. A half of a surrogate pair becomes U+FFFD, as it would on the way to disk.
 */
export function splitLines(text: string): string[] {
  if (!UNUSUAL.test(text)) return text.split('\n'); // almost always, and several times as fast
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\t(?=ext[a-z]{0,20}\{)/g, '\\t')
    .replace(/[^\P{Cc}\t\n\r](?=[a-z])/gu, (char) => (char in SWALLOWED ? `\\${SWALLOWED[char]}` : ' '))
    .replace(/[^\P{Cc}\t\n\r]|[\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split(/\r\n|\n|\r/);
}

/** The width of a line's leading white space in columns; a tab reaches to the next multiple of four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (char === ' ') columns += 1;
    else if (char === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

/** The line without its first `columns` columns of white space, or with less removed where it has less. */
export function stripIndent(line: string, columns: number): string {
  let removed = 0;
  let at = 0;
  while (at < line.length && removed < columns) {
    if (line[at] === ' ') removed += 1;
    else if (line[at] === '\t') removed += 4 - (removed % 4);
    else break;
    at += 1;
  }
  return line.slice(at);
}

/** A Markdown heading: one to six `#`, then white space (or the `[` of a link, which hand-made files forget to part). */
export function readHeading(text: string): { level: number; text: string } | undefined {
  const marks = /^#{1,6}(?=[\s[]|$)/.exec(text);
  if (!marks) return undefined;
  return { level: marks[0].length, text: text.slice(marks[0].length).trim() };
}

/** What follows the marker of a list item (`- `, `* `, `+ `, `• `), possibly nothing; undefined when the line is none. */
export function readBullet(text: string): string | undefined {
  return /^[-*+•](?=\s|$)/.test(text) ? text.slice(1).trim() : undefined;
}

/** Whether the line is a rule across the page: `---`, `***`, `___`. (`- - -` is left to be a bullet.) */
export function isRule(text: string): boolean {
  const other = OTHER_THAN.get(text[0] ?? '');
  return other !== undefined && text.length >= 3 && !other.test(text);
}

/** Looks for a character that ends a rule: a pattern that repeats over the whole line runs out of stack in lines of megabytes. */
const OTHER_THAN: ReadonlyMap<string, RegExp> = new Map([
  ['-', /[^-]/],
  ['*', /[^*]/],
  ['_', /[^_]/],
]);
