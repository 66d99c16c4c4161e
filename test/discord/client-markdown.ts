/**
 * How Discord's client reads masked links, from its public fork of simple-markdown: the text may hold balanced brackets, the
 * address may stand in angle brackets.
 */
const INSIDE = '(?:\\[[^\\]]*\\]|[^\\[\\]]|\\](?=[^\\[]*\\]))*';
const HREF = '\\s*<?((?:\\([^)]*\\)|[^\\s\\\\]|\\\\.)*?)>?(?:\\s+[\'"]([\\s\\S]*?)[\'"])?\\s*';
const LINK = new RegExp(`^\\[(${INSIDE})\\]\\(${HREF}\\)`);
const ESCAPE = /^\\([^0-9A-Za-z\s])/;

/** What a reader sees of a text, and where its links lead. */
export interface Seen {
  readonly shown: string;
  readonly links: readonly { readonly text: string; readonly url: string; readonly preview: boolean }[];
  /** Addresses that became links by themselves, mentions, and the like. */
  readonly arose: readonly string[];
}

const ARISES = [
  /^https?:\/\/[^\s<]+[^<.,:;"')\]\s]/,
  /^<https?:\/\/[^>\s]+>/,
  /^@everyone|^@here/,
  /^<@[!&]?\d+>/,
  /^<#\d+>/,
  /^<\/[^>]+:\d+>/,
  /^<a?:\w+:\d+>/,
  /^<t:-?\d+(?::[tTdDfFR])?>/,
  /^<id:\w+>/,
];

/** Reads a text as Discord's client does, as far as links and everything that calls or leads somewhere is concerned. */
export function readAsClient(markdown: string): Seen {
  let rest = markdown;
  let shown = '';
  const links: { text: string; url: string; preview: boolean }[] = [];
  const arose: string[] = [];
  while (rest !== '') {
    const ordinary = /^[^\\[<@h]+/.exec(rest);
    const escaped = ordinary ? null : ESCAPE.exec(rest);
    const link = ordinary ? null : LINK.exec(rest);
    const found = ordinary ? null : ARISES.map((pattern) => pattern.exec(rest)).find((match) => match !== null);
    if (ordinary) {
      shown += ordinary[0];
      rest = rest.slice(ordinary[0].length);
    } else if (escaped) {
      shown += escaped[1];
      rest = rest.slice(escaped[0].length);
    } else if (link) {
      const inner = readAsClient(link[1]!);
      links.push({ text: inner.shown, url: link[2]!, preview: !/\]\(\s*</.test(link[0]) });
      arose.push(...inner.arose);
      shown += inner.shown;
      rest = rest.slice(link[0].length);
    } else if (found) {
      arose.push(found[0]);
      shown += found[0];
      rest = rest.slice(found[0].length);
    } else {
      const point = String.fromCodePoint(rest.codePointAt(0)!);
      shown += point;
      rest = rest.slice(point.length);
    }
  }
  return { shown, links, arose };
}
