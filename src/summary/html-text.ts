const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  times: '×',
};

/** Elements whose content is no text of the paper; of formulas the LaTeX is taken. */
const LEFT_OUT = new Set('script style svg nav header footer noscript template button math'.split(' '));
const BLOCKS = new Set(
  'p div section article h1 h2 h3 h4 h5 h6 li ul ol table tr figure figcaption br dd dt title body'.split(' '),
);
/** Classes of the list of references; what follows it is left out. */
const REFERENCES = /\bltx_(?:bibliography|biblist)\b/;
/** Characters of a tag that are looked at. */
const MAX_TAG = 20_000;

/**
 * The text of an arXiv HTML page up to its references: paragraphs on lines of their own, formulas as their LaTeX. Takes
 * one pass, whatever the page is like: tags that are never closed cost nothing extra.
 */
export function htmlToText(html: string): string {
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const article = lower.indexOf('<article');
  const start = Math.max(0, article < 0 ? lower.indexOf('<body') : article);
  const neverClosed = new Set<string>();
  const parts: string[] = [];
  let at = start;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? -1 : html.indexOf('>', open);
    if (end < 0) {
      parts.push(html.slice(at, open < 0 ? undefined : open));
      break;
    }
    parts.push(html.slice(at, open));
    at = end + 1;
    if (lower.startsWith('<!--', open)) {
      const close = lower.indexOf('-->', open + 4);
      if (close < 0) break;
      at = close + 3;
      continue;
    }
    const tag = lower.slice(open + 1, Math.min(end, open + MAX_TAG));
    const name = /^\/?([a-z][a-z\d]*)/.exec(tag)?.[1] ?? '';
    if (REFERENCES.test(tag)) break;
    if (BLOCKS.has(name)) parts.push('\n');
    if (!LEFT_OUT.has(name) || tag.startsWith('/') || tag.endsWith('/') || neverClosed.has(name)) continue;
    if (name === 'math') parts.push(' ', /\balttext="([^"]*)"/i.exec(html.slice(open, end))?.[1] ?? '', ' ');
    const close = lower.indexOf(`</${name}`, at);
    if (close < 0) neverClosed.add(name);
    else at = close;
  }
  return plainText(parts.join(''));
}

function plainText(text: string): string {
  return text
    .replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (all, name: string) => decode(name) ?? all)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function decode(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}
