/** Longest media link that is kept, in characters; Discord refuses longer ones. */
const MAX_URL = 2000;

/** A link to a paper, up to its closing parenthesis: arXiv abs or pdf with or without version, or Hugging Face papers. */
const PAPER_LINK =
  /https?:\/\/(?:(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf)|(?:www\.)?huggingface\.co\/papers)\/(\d{4}\.\d{4,5})(?:v\d{1,3})?(?:\.pdf)?\/?(?:[?#][^)\s]{0,200})?\)/iy;

/**
 * Reads `[title](link to a paper) rest`. Titles hold brackets, parentheses and whole links of their own, so the last
 * link to a paper on the line is the one that counts, and nothing in the title is an escape.
 */
export function readPaperLink(text: string): { id: string; title: string; rest: string } | undefined {
  if (!text.startsWith('[')) return undefined;
  for (let at = text.lastIndexOf(']('); at > 0; at = text.lastIndexOf('](', at - 1)) {
    PAPER_LINK.lastIndex = at + 2;
    const link = PAPER_LINK.exec(text);
    if (link) return { id: link[1]!, title: text.slice(1, at), rest: text.slice(PAPER_LINK.lastIndex).trim() };
  }
  return undefined;
}

/**
 * A link to a picture or a video in the one spelling that is kept: https, no credentials, at most 2,000 characters,
 * quotes and parentheses percent-encoded so that it can stand in Markdown and in an HTML attribute. Undefined otherwise.
 */
export function httpsUrl(raw: string): string | undefined {
  if (raw.length > MAX_URL || !/^https:\/\/\S+$/i.test(raw) || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  const href = url.href.replace(/['"()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return href.length <= MAX_URL ? href : undefined;
}

/** The link of a line that shows a picture (`![…](link)`), unchecked; undefined when the line is none. */
export function readImage(text: string): string | undefined {
  const open = text.startsWith('![') ? text.indexOf('](') : -1;
  const close = text.lastIndexOf(')');
  return open > 0 && close > open ? text.slice(open + 2, close).trim() : undefined;
}

/**
 * The link of a line that shows a video, unchecked, and the words that stand beside it; undefined when the line is none.
 * Three shapes occur: `[Watch Video](link)`, `[Watch Video]link`, and a `<video>` element with or without a `<div>`.
 */
export function readVideo(text: string): { link: string; rest: string } | undefined {
  const words = /^\[watch video\]\s*/i.exec(text);
  if (words) {
    const link = text.slice(words[0].length);
    return { link: link.startsWith('(') && link.endsWith(')') ? link.slice(1, -1).trim() : link, rest: '' };
  }
  if (!text.startsWith('<')) return undefined;
  const element = /<(?:video|source)\b[^<>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i.exec(text);
  if (!element) return undefined;
  return { link: element[1] ?? element[2] ?? element[3] ?? '', rest: text.replace(/<[^<>]*>/g, '').trim() };
}

/** Whether the line is nothing but the frame of a video: `<div>`, `<video controls>`, `</video></div>` and the like. */
export function isFrame(text: string): boolean {
  return /^(?:<\/?(?:div|video|source|center|p|br)\b[^<>]*>\s*)+$/i.test(text);
}
