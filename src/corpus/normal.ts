import { PapersError } from '../errors.ts';
import { ARXIV_ID, arxivUrl, type Day, type Paper, type Passage, passageId } from '../paper.ts';
import { splitLines } from './lines.ts';
import { httpsUrl } from './links.ts';

/** Longest bold opening of a bullet that is taken for a label, in characters; longer ones are emphasis. */
const MAX_LABEL = 80;

/** Votes above this are not votes; it keeps every count exact in a double and free of exponents in text. */
const MAX_VOTES = 999_999_999_999_999;

/** A text on one line: every run of white space and control characters is one space, none at the ends. */
export function oneLine(text: string): string {
  return splitLines(text).join(' ').replace(/\s+/g, ' ').trim();
}

/** The lines of a bullet in one piece: no blank lines, no space at line ends or before the first word. */
function blockText(text: string): string {
  return splitLines(text)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')
    .trimStart();
}

const COLON_FIRST = /^[:：]/;
const COLON_LAST = /[:：]$/;

function cleanLabel(label: string): string {
  let clean = oneLine(label.replaceAll('*', ''));
  while (COLON_LAST.test(clean)) clean = clean.slice(0, -1).trimEnd();
  return clean;
}

/**
 * Parts a bullet that opens with a label in asterisks and a colon (`**Label**: text`, `***Label:*** text`) into the two.
 * The files are not always balanced: one to three asterisks open a label, any number close it, and two or three that
 * are never closed end at the colon. A bullet that is nothing but a label keeps it as its text.
 */
export function splitLabel(text: string): { label?: string; text: string } {
  const open = /^\*{1,3}(?![*\s])/.exec(text)?.[0].length;
  if (open === undefined) return { text };
  const opening = text.slice(open, open + MAX_LABEL + 1);
  const close = opening.indexOf('*');
  const colon = opening.search(/[:：]/);
  let inner: string;
  let rest: string;
  if (close > 0) {
    inner = opening.slice(0, close).trimEnd();
    rest = text
      .slice(open + close)
      .replace(/^\*+/, '')
      .trimStart();
    if (COLON_FIRST.test(rest)) rest = rest.slice(1).trimStart();
    else if (!COLON_LAST.test(inner)) return { text };
  } else if (close < 0 && open > 1 && colon > 0 && !text.includes('*', open)) {
    inner = opening.slice(0, colon);
    rest = text.slice(open + colon + 1).trimStart();
  } else {
    return { text };
  }
  const label = cleanLabel(inner);
  return label === '' || inner.includes('\n') || rest === '' ? { text } : { label, text: rest };
}

/** A bullet in normal form, or undefined when nothing of it is left. See {@link normalPaper}. */
function normalBullet(bullet: { label?: string; text: string }): { label?: string; text: string } | undefined {
  const text = blockText(bullet.text);
  const label = bullet.label === undefined ? '' : cleanLabel(bullet.label);
  if (label === '') return text === '' ? undefined : splitLabel(text);
  if (text === '') return { text: label };
  return label.length > MAX_LABEL ? { text: `${label}: ${text}` } : { label, text };
}

/**
 * The names of an author list, without repeats, and whether a `+` said that there are more. A comma parts names even
 * inside an element, and no name begins with `[`: that is how a list written by a program (`['A', 'B']`) is told apart.
 */
export function normalAuthors(names: readonly string[]): { authors: string[]; moreAuthors: boolean } {
  const cleaned = names.flatMap((name) => name.split(',')).map((name) => oneLine(name).replace(/^[[\s]+/, ''));
  const authors = new Set(cleaned.filter((name) => name !== '' && name !== '+'));
  return { authors: [...authors], moreAuthors: cleaned.includes('+') };
}

/** A note on one line that cannot end the HTML comment it stands in; empty when nothing is left. */
export function normalNote(note: string): string {
  return oneLine(note).replace(/--(!?)>/g, '-- $1>');
}

/**
 * A paper in the normal form that a daily file can hold, so that reading what was written gives the same paper back:
 *
 * - `title` is on one line, white space collapsed; an empty one becomes the id. Nothing in it is escaped.
 * - `url` is built from the id.
 * - `authors` hold no comma, no repeat, no `+` (that is `moreAuthors`), no leading `[`.
 * - `votes` is a whole number from 0 to 999,999,999,999,999, or absent.
 * - `image` and `video` are https links as {@link httpsUrl} spells them, or absent.
 * - `passages` are numbered from 1 in order; empty ones are gone. A passage's text has no blank line, no control
 *   character, no white space at line ends or before the first word; the indentation of its later lines is kept. A text
 *   that opens with a label gives it up to `label`; a label has at most 80 characters, no asterisk, no colon at its end.
 *
 * Whatever the parser returns is in this form, and the form of a paper in normal form is the paper itself.
 *
 * @throws PapersError `bad_input` when the id is not an arXiv id.
 */
export function normalPaper(paper: PaperDraft, day: Day): Paper {
  if (!ARXIV_ID.test(paper.id)) {
    throw new PapersError('bad_input', `expected an arXiv id such as 2312.12491, got ${JSON.stringify(paper.id)}`);
  }
  const { authors, moreAuthors } = normalAuthors([...paper.authors, paper.moreAuthors ? '+' : '']);
  const { votes } = paper;
  const image = httpsUrl(paper.image ?? '');
  const video = httpsUrl(paper.video ?? '');
  const passages = paper.passages
    .map(normalBullet)
    .filter((bullet) => bullet !== undefined)
    .map((bullet, at): Passage => ({ id: passageId(paper.id, at + 1), paperId: paper.id, ordinal: at + 1, ...bullet }));
  return {
    id: paper.id,
    title: oneLine(paper.title) || paper.id,
    url: arxivUrl(paper.id),
    day,
    authors,
    ...(moreAuthors && { moreAuthors }),
    ...(votes !== undefined && isVotes(votes) && { votes }),
    ...(image !== undefined && { image }),
    ...(video !== undefined && { video }),
    passages,
  };
}

/** What {@link normalPaper} makes a paper from: what is known of it, in any spelling. */
export interface PaperDraft extends Omit<Paper, 'url' | 'day' | 'passages'> {
  readonly passages: readonly Pick<Passage, 'label' | 'text'>[];
}

/** Whether a number can be a count of votes. */
function isVotes(votes: number): boolean {
  return Number.isInteger(votes) && votes >= 0 && votes <= MAX_VOTES && !Object.is(votes, -0);
}
