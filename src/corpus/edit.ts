import { isDeepStrictEqual } from 'node:util';
import type { Day, Paper } from '../paper.ts';
import { type DailyFile, dayOfPath, parseDailyFile } from './daily-file.ts';
import { normalPaper, type PaperDraft } from './normal.ts';
import { writeDailyFile } from './write.ts';

/** What is to become of a daily file that somebody else may have written to. */
export interface DailyChanges {
  readonly day: Day;
  /** New counts of votes by arXiv id; papers that are not in the file are passed over. */
  readonly votes: ReadonlyMap<string, number>;
  /** Papers to add at the end of the day. None may be in the file. */
  readonly add: readonly PaperDraft[];
  /** A remark on what is added, written above it as an HTML comment. */
  readonly note?: string | undefined;
}

/** A daily file after changes. */
export interface EditedFile {
  /** The whole file; the former text when nothing could or needed to be changed. */
  readonly text: string;
  /** Ids whose votes were changed. */
  readonly votes: readonly string[];
  /** Ids that were added. */
  readonly added: readonly string[];
  /** What was left as it is though it was to be changed, and why. For the operator. */
  readonly conflicts: readonly string[];
}

/**
 * Changes votes in place and adds papers at the end. Every other byte stays as it is: line ends, wording, order, remarks,
 * whatever the reader cannot use. The result is read again before it is given out; should it say anything else than
 * intended, the file is left alone and that is a conflict.
 *
 * @param file the file's name, which may give the day.
 */
export function editDailyFile(text: string, file: string, changes: DailyChanges): EditedFile {
  const before = parseDailyFile(text, file);
  const refusal = refuse(text, before, file, changes.day);
  if (refusal !== undefined) return { text, votes: [], added: [], conflicts: [refusal] };
  const lines = text.split(/(?<=\n)|(?<=\r)(?!\n)/);
  const conflicts: string[] = [];
  const votes = new Set<string>();
  for (const [at, paper] of before.papers.entries()) {
    const count = changes.votes.get(paper.id);
    if (count === undefined || count === paper.votes) continue;
    const line = before.places[at]!.votesLine;
    const changed = line === undefined ? undefined : withVotes(lines[line - 1]!, count);
    if (line === undefined) conflicts.push(`${paper.id}: has no line of votes; it would say ${count}`);
    else if (changed === undefined)
      conflicts.push(`${paper.id}: line ${line} is not a plain count of votes; it would say ${count}`);
    else {
      lines[line - 1] = changed;
      votes.add(paper.id);
    }
  }
  const body = lines.join('');
  // A file can hold several days: what is added gets a heading of its own where the last day is another one.
  for (const heading of [false, true]) {
    const edited = changes.add.length > 0 ? body + addition(body, changes, heading) : body;
    if (!saysAsMuch(before, parseDailyFile(edited, file), votes, changes)) continue;
    return { text: edited, votes: [...votes], added: changes.add.map(({ id }) => id), conflicts };
  }
  const what = [votes.size > 0 && `${votes.size} votes`, changes.add.length > 0 && `${changes.add.length} papers`];
  conflicts.push(`cannot be changed without changing more than that (${what.filter(Boolean).join(', ')}): left alone`);
  return { text, votes: [], added: [], conflicts };
}

/** Why a file is not touched at all. */
function refuse(text: string, { papers }: DailyFile, file: string, day: Day): string | undefined {
  if (/^(?:<{7}|>{7})(?: |$)/m.test(text)) return 'holds the marks of an unfinished merge: left alone';
  if (text.trim() === '' || papers.some((paper) => paper.day === day)) return undefined;
  const heading = /^#{1,3}\s*daily papers\b[^\n\r]*/im.exec(text)?.[0];
  if (papers.length > 0 || heading === undefined || (!heading.includes(day) && dayOfPath(file) !== day)) {
    return `is not a daily file of ${day}: left alone`;
  }
  return undefined;
}

/** The line with another count in it, or undefined when it is not a plain line of votes. */
function withVotes(line: string, count: number): string | undefined {
  const parts = /^(\s*votes?\s*[:：])([^\S\r\n]*)(?:\d{1,15}|-)?(\s*)$/i.exec(line);
  return parts ? `${parts[1]}${parts[2] || ' '}${count}${parts[3]}` : undefined;
}

function addition(body: string, { day, add, note }: DailyChanges, heading: boolean): string {
  const written = writeDailyFile(day, add, note === undefined ? [] : [note]);
  const end = body.includes('\r\n') ? '\r\n' : '\n';
  const whole = heading || body.trim() === '';
  const text = whole ? written : written.slice(written.indexOf('\n\n') + 2);
  const gap = /(?:^|(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r))$/.test(body) ? '' : /[\r\n]$/.test(body) ? end : end + end;
  return gap + text.replaceAll('\n', end);
}

/** Whether the file still says what it said, but for the votes that were changed and the papers that were added. */
function saysAsMuch(before: DailyFile, after: DailyFile, votes: ReadonlySet<string>, changes: DailyChanges): boolean {
  const expected: Paper[] = before.papers.map((paper) =>
    votes.has(paper.id) ? { ...paper, votes: changes.votes.get(paper.id)! } : paper,
  );
  for (const draft of changes.add) expected.push(normalPaper(draft, changes.day));
  return isDeepStrictEqual(expected, after.papers);
}
