import { type Day, isDay, type Paper } from '../paper.ts';
import {
  CONTINUATION_INDENT,
  indentOf,
  isRule,
  type LineUse,
  readBullet,
  readHeading,
  splitLines,
  stripIndent,
} from './lines.ts';
import { readPaperLink } from './links.ts';
import { normalNote, normalPaper, oneLine } from './normal.ts';
import { PaperEntry } from './paper-entry.ts';
import { type CorpusWarning, WarningList } from './warnings.ts';

/** What one daily file holds. */
export interface DailyFile {
  /** The name the file was read under. */
  readonly file: string;
  /** In the order of the file, in normal form; a paper the file lists twice is here twice. */
  readonly papers: readonly Paper[];
  /** Where each of the papers stands, in the same order. */
  readonly places: readonly PaperPlace[];
  readonly warnings: readonly CorpusWarning[];
  /** Remarks on the whole file: the text of its HTML comments. */
  readonly notes: readonly string[];
  /** How many lines had each fate; together, the lines of the file. */
  readonly lineUse: Readonly<Record<LineUse, number>>;
}

/** Where a paper stands in its file. Lines count from 1, as editors count them. */
export interface PaperPlace {
  /** The line of its heading. */
  readonly line: number;
  /** The line of its votes; absent when it has none. */
  readonly votesLine?: number;
}

const DAILY_HEADING = /^daily papers ?(?:\( ?(.*?) ?\)|:? ?(\d{4}-\d{2}-\d{2}))$/i;
const HEADING_HINT = '"## Daily Papers (YYYY-MM-DD)"';

/**
 * Reads a daily file. Total: any text gives a result, in time linear in its length. See DailyFile for what becomes of
 * each line.
 *
 * @param file name of the file; a day in it (`2024/01/22.md`, `2024-01-22.md`) serves where a heading has none.
 */
export function parseDailyFile(text: string, file: string): DailyFile {
  return new DailyFileReader(file).read(splitLines(text));
}

/** The day that a path names, as `YYYY/MM/DD.md` or by `YYYY-MM-DD` in the file's name. */
export function dayOfPath(file: string): Day | undefined {
  const folders = /(?:^|\/)(\d{4})\/(\d{2})\/(\d{2})\.md$/i.exec(file);
  const name = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)[^/]*$/.exec(file.slice(-300));
  return [folders, name].map((found) => found?.slice(1, 4).join('-')).find((day) => day !== undefined && isDay(day));
}

class DailyFileReader {
  readonly #file: string;
  readonly #pathDay: Day | undefined;
  readonly #papers: Paper[] = [];
  readonly #places: PaperPlace[] = [];
  readonly #warnings = new WarningList();
  readonly #notes: string[] = [];
  readonly #lineUse: Record<LineUse, number> = { blank: 0, frame: 0, note: 0, paper: 0, passage: 0, warning: 0 };
  #entry: PaperEntry | undefined;
  #entryLine = 0;
  #headingDay: Day | undefined;
  #headings = 0;
  #papersWithoutDay = 0;
  #saidPathDay = false;
  /** Why lines outside a paper are left out. */
  #outside = 'text before the first paper is left out';
  /** The lines of an HTML comment that is still open. */
  #comment: string[] | undefined;
  #lastCommentEnd = -1;

  constructor(file: string) {
    this.#file = file;
    this.#pathDay = dayOfPath(file);
  }

  read(lines: readonly string[]): DailyFile {
    this.#lastCommentEnd = lines.findLastIndex((line) => line.includes('-->'));
    for (const [at, line] of lines.entries()) this.#lineUse[this.#take(line, at + 1)] += 1;
    this.#closeEntry();
    return {
      file: this.#file,
      papers: this.#papers,
      places: this.#places,
      warnings: this.#verdict(lines) ?? this.#warnings.of(this.#file),
      notes: this.#notes.filter((note) => note !== ''),
      lineUse: this.#lineUse,
    };
  }

  /** Finds a line its place. */
  #take(line: string, number: number): LineUse {
    if (this.#comment) return this.#takeComment(line, number);
    const text = line.trim();
    if (text === '') return 'blank';
    const bulletIndent = this.#entry?.bulletIndent;
    if (bulletIndent !== undefined && indentOf(line) >= bulletIndent + CONTINUATION_INDENT) {
      return this.#entry!.continueBullet(stripIndent(line, bulletIndent + CONTINUATION_INDENT));
    }
    if (text.startsWith('<!--')) {
      const inside = text.slice('<!--'.length);
      if (inside.includes('-->') || number - 1 < this.#lastCommentEnd) {
        this.#comment = [];
        this.#takeComment(inside, number);
        return 'note';
      }
    }
    const heading = readHeading(text);
    if (heading) return this.#takeHeading(heading, number);
    if (isRule(text)) {
      this.#entry?.closeBullet();
      return 'frame';
    }
    if (!this.#entry) return this.#warn(number, this.#outside);
    const bullet = readBullet(text);
    if (bullet !== undefined) return this.#entry.openBullet(bullet, indentOf(line), number);
    return this.#entry.takeField(text, number) ?? this.#entry.takeProse(text, number);
  }

  #takeComment(line: string, number: number): LineUse {
    const end = line.indexOf('-->');
    this.#comment!.push(end < 0 ? line : line.slice(0, end));
    if (end < 0) return line.trim() === '' ? 'blank' : 'note';
    this.#notes.push(normalNote(this.#comment!.join(' ')));
    this.#comment = undefined;
    if (line.slice(end + '-->'.length).trim() !== '') this.#warn(number, 'text after a comment is left out');
    return 'note';
  }

  #takeHeading(heading: { level: number; text: string }, number: number): LineUse {
    const link = readPaperLink(heading.text);
    if (link) return this.#openEntry(link, number);
    const day = DAILY_HEADING.exec(oneLine(heading.text.slice(0, 200)));
    if (day && heading.level <= 3) return this.#takeDay(day[1] ?? day[2]!, number);
    if (heading.level > 3 && this.#entry) {
      this.#entry.closeBullet();
      return this.#warn(number, 'a heading inside a paper is left out');
    }
    this.#closeEntry();
    this.#outside = heading.text.startsWith('[')
      ? 'no paper: the heading does not link to arxiv.org/abs, arxiv.org/pdf or huggingface.co/papers; it and what follows it are left out'
      : 'no paper: expected a heading "### [title](https://arxiv.org/abs/ID)"; this one and what follows it are left out';
    return this.#warn(number, this.#outside);
  }

  #takeDay(text: string, number: number): LineUse {
    this.#closeEntry();
    this.#headings += 1;
    this.#outside = 'text before the first paper of the day is left out';
    this.#headingDay = isDay(text) ? text : undefined;
    if (this.#headingDay !== undefined) return 'frame';
    return this.#warn(number, `the heading names no day: expected ${HEADING_HINT}`);
  }

  #openEntry(link: { id: string; title: string; rest: string }, number: number): LineUse {
    this.#closeEntry();
    const day = this.#headingDay ?? this.#pathDay;
    if (day === undefined) {
      this.#papersWithoutDay += 1;
      this.#outside = `paper ${link.id} is left out because its day is not known: put ${HEADING_HINT} above it, or the day into the file's name`;
      return this.#warn(number, this.#outside);
    }
    if (this.#headingDay === undefined && !this.#saidPathDay) {
      this.#saidPathDay = true;
      this.#warn(number, `no heading ${HEADING_HINT} above this paper: the day ${day} is taken from the file's name`);
      this.#warnings.endRun();
    }
    this.#entry = new PaperEntry(link.id, link.title, day, this.#warnings);
    this.#entryLine = number;
    if (oneLine(link.title) === '') this.#warn(number, 'the paper has no title: its id stands in');
    if (/[^#\s]/.test(link.rest)) this.#warn(number, 'text after the link of a paper is left out');
    return 'paper';
  }

  #closeEntry(): void {
    this.#warnings.endRun();
    if (!this.#entry) return;
    const emptyBullets = this.#entry.close();
    this.#lineUse.passage -= emptyBullets;
    this.#lineUse.warning += emptyBullets;
    this.#papers.push(normalPaper(this.#entry.draft, this.#entry.day));
    const { votesLine } = this.#entry;
    this.#places.push({ line: this.#entryLine, ...(votesLine !== undefined && { votesLine }) });
    this.#entry = undefined;
  }

  #warn(line: number, message: string): 'warning' {
    this.#warnings.add(line, message);
    return 'warning';
  }

  /** One warning in place of many for a file that is no daily file at all. */
  #verdict(lines: readonly string[]): CorpusWarning[] | undefined {
    const one = (message: string): CorpusWarning[] => [{ file: this.#file, line: 1, message }];
    if (this.#lineUse.blank === lines.length) return one('the file is empty');
    if (this.#headings > 0 || this.#papers.length > 0) return undefined;
    if (this.#papersWithoutDay === 0) return one(`not a daily file: no heading ${HEADING_HINT} and no paper in it`);
    return one(
      `no heading ${HEADING_HINT} and no day in the file's name: its ${this.#papersWithoutDay} papers are left out; add the heading`,
    );
  }
}
