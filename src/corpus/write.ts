import { PapersError } from '../errors.ts';
import { type Day, isDay, type Paper } from '../paper.ts';
import { CONTINUATION_INDENT } from './lines.ts';
import { normalNote, normalPaper, type PaperDraft } from './normal.ts';

/**
 * Writes a daily file: the day's heading, the notes as HTML comments, then an entry for each paper with its picture or
 * video, votes (`-` where they are not known), authors and bullets. The same input gives the same bytes. Titles are
 * written as they are, brackets and all: the format has no escapes, and the reader looks for the last link of the line.
 *
 * `parseDailyFile(writeDailyFile(day, papers)).papers` is `papers` in normal form (see normalPaper) with `day` as
 * their day; papers that are in normal form and of that day come back equal.
 *
 * @throws PapersError `bad_input` when `day` is no day or a paper's id is no arXiv id.
 */
export function writeDailyFile(day: Day, papers: readonly PaperDraft[], notes: readonly string[] = []): string {
  if (!isDay(day)) {
    throw new PapersError('bad_input', `expected the day of a daily file as YYYY-MM-DD, got ${JSON.stringify(day)}`);
  }
  const comments = notes.map(normalNote).filter((note) => note !== '');
  const head = `## Daily Papers (${day})\n\n`;
  const remarks = comments.length > 0 ? `${comments.map((note) => `<!-- ${note} -->`).join('\n')}\n\n` : '';
  return head + remarks + papers.map((paper) => writeEntry(normalPaper(paper, day))).join('');
}

function writeEntry(paper: Paper): string {
  const names = paper.moreAuthors ? [...paper.authors, '+'] : paper.authors;
  const paragraphs = [
    `### [${paper.title}](${paper.url})`,
    paper.image && `![](${paper.image})`,
    paper.video &&
      `[Watch Video](${paper.video})\n<div><video controls src="${paper.video}" muted="false"></video></div>`,
    `Vote: ${paper.votes ?? '-'}`,
    names.length > 0 && `Authors: ${names.join(', ')}`,
    paper.passages.map(writeBullet).join('\n'),
  ];
  return paragraphs
    .filter(Boolean)
    .map((paragraph) => `${paragraph}\n\n`)
    .join('');
}

function writeBullet(bullet: { label?: string; text: string }): string {
  const text = bullet.label === undefined ? bullet.text : `**${bullet.label}**: ${bullet.text}`;
  return `- ${text.replaceAll('\n', `\n${' '.repeat(CONTINUATION_INDENT)}`)}`;
}
