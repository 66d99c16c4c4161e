/* biome-ignore-all lint/suspicious/noControlCharactersInRegex: finding them is what part of this file is for. */

/** Takes no room, and keeps what stands on its two sides from being read as one. */
const APART = '\u200b';

/** Control characters, overrides of the writing direction, and other characters that show nothing. Line breaks stay. */
const INVISIBLE =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** A text that somebody else wrote as well-formed characters, without those that only deceive; tabs become blanks. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\x0b\x0c]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Characters with a meaning anywhere in Discord's markdown. */
const SPECIAL = /[\\*_~`|[\]<>]/g;
/** What has a meaning at the beginning of a line, where a blank follows: headings, lists, small print, numbers of lists. */
const LINE_START = /^( *)([#+-]|\d{1,9}[.)])(?=[\s#]|$)/gm;
/** `:name:` of an emoji. */
const EMOJI_NAME = /:(?=[\w+-]+:)/g;

/**
 * Writes a plain text so that Discord shows just that: no markup, mention, time stamp, emoji, command or link arises from it.
 * The text should be {@link clean}.
 */
export function escapeText(text: string): string {
  const escaped = text
    .replace(SPECIAL, '\\$&')
    .replace(EMOJI_NAME, '\\:')
    // Discord looks for the end of a link, `](`, without heeding backslashes, and takes the last one it finds.
    .replaceAll('](', ']\\(')
    .replace(LINE_START, (_, blanks: string, mark: string) =>
      mark.length > 1 ? `${blanks}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${blanks}\\${mark}`,
    );
  return defuse(escaped);
}

/** Keeps mentions and addresses from being recognised where backslashes are not heeded: by notifications and by previews. */
function defuse(text: string): string {
  return text
    .replace(/<(?=[@#:/a-z])/gi, `<${APART}`)
    .replace(/@(?=everyone|here)/gi, `@${APART}`)
    .replace(/:\/(?=\/)/g, `:${APART}/`)
    .replace(/\b(discord(?:app)?)\.(?=gg|com|me|io)/gi, `$1.${APART}`);
}

/** A text for the visible part of a masked link: one line, and brackets in a form that cannot end the link. */
export function escapeLinkText(text: string): string {
  return escapeText(oneLine(text).replaceAll('[', '［').replaceAll(']', '］')).trim();
}

/** Code in a line of text; inside of it nothing else has a meaning. */
export function codeSpan(text: string): string {
  const line = defuse(oneLine(text)).replaceAll('`', 'ˋ').replaceAll('](', `]${APART}(`);
  return line.trim() === '' ? '' : `\`${line}\``;
}

/** Line breaks as blanks. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/**
 * An address as it may stand in a masked link, a button or an embed: http or https, with nothing in it that could end the
 * link early; undefined for everything else.
 */
export function safeUrl(url: string, limit: number): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const safe = href.replace(
    /[()<>[\]\\\s"'`*_~|]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return safe.length <= limit ? safe : undefined;
}

/** A link under a text, without a preview; the text alone where the address is none. `text` is markdown. */
export function maskedLink(text: string, url: string | undefined): string {
  return url === undefined || text === '' ? text : `[${text}](<${url}>)`;
}
