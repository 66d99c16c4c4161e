import type { Day } from '../paper.ts';
import type { LineUse } from './lines.ts';
import { httpsUrl, isFrame, readImage, readVideo } from './links.ts';
import { normalAuthors, type PaperDraft } from './normal.ts';
import type { WarningList } from './warnings.ts';

interface OpenBullet {
  readonly line: number;
  readonly indent: number;
  readonly lines: string[];
}

/** The entry of one paper while its lines come in. Each method that takes a line says where the line went. */
export class PaperEntry {
  readonly day: Day;
  /** The line of the votes, from 1; undefined when there is none. */
  votesLine: number | undefined;
  readonly #id: string;
  readonly #title: string;
  readonly #warnings: WarningList;
  readonly #bullets: { text: string }[] = [];
  #bullet: OpenBullet | undefined;
  #emptyBullets = 0;
  #votes: { count?: number } | undefined;
  #authors: { authors: string[]; moreAuthors: boolean } | undefined;
  #image: string | undefined;
  #video: string | undefined;

  constructor(id: string, title: string, day: Day, warnings: WarningList) {
    this.#id = id;
    this.#title = title;
    this.day = day;
    this.#warnings = warnings;
  }

  /** The columns before the marker of the bullet that is open; undefined when none is. */
  get bulletIndent(): number | undefined {
    return this.#bullet?.indent;
  }

  openBullet(text: string, indent: number, line: number): LineUse {
    this.closeBullet();
    this.#bullet = { line, indent, lines: text === '' ? [] : [text] };
    return 'passage';
  }

  /** Takes a line that belongs to the open bullet. */
  continueBullet(text: string): LineUse {
    this.#bullet!.lines.push(text);
    return 'passage';
  }

  closeBullet(): void {
    if (!this.#bullet) return;
    if (this.#bullet.lines.length > 0) {
      this.#bullets.push({ text: this.#bullet.lines.join('\n') });
    } else {
      this.#emptyBullets += 1;
      this.#warnings.add(this.#bullet.line, 'a bullet without text is left out');
    }
    this.#bullet = undefined;
  }

  /** Takes a line that is no field and no bullet: the bullet above goes on in it. */
  takeProse(text: string, line: number): LineUse {
    if (this.#bullet) return this.continueBullet(text);
    this.#warnings.add(line, 'neither picture, video, votes, authors nor bullet: the line is left out');
    return 'warning';
  }

  /** Takes a line that shows a picture or a video or names votes or authors; undefined when it does none of it. */
  takeField(text: string, line: number): LineUse | undefined {
    const image = readImage(text);
    if (image !== undefined) {
      const taken = this.#takeMedia(image, this.#image, 'picture', line);
      this.#image ??= taken;
      return taken === undefined ? 'warning' : 'paper';
    }
    const video = readVideo(text);
    if (video) {
      const taken = this.#takeMedia(video.link, this.#video, 'video', line);
      this.#video ??= taken;
      if (taken !== undefined && video.rest !== '') this.#warnings.add(line, 'text beside a video is left out');
      return taken === undefined ? 'warning' : 'paper';
    }
    if (isFrame(text)) return 'frame';
    const field = /^(votes?|authors?)\s*[:：]/i.exec(text);
    if (!field) return undefined;
    const value = text.slice(field[0].length).trim();
    return /^v/i.test(text) ? this.#takeVotes(value, line) : this.#takeAuthors(value, line);
  }

  /** Closes the entry and says how many of its bullets turned out to be empty. */
  close(): number {
    this.closeBullet();
    return this.#emptyBullets;
  }

  /** What the entry holds so far. */
  get draft(): PaperDraft {
    return {
      id: this.#id,
      title: this.#title,
      authors: this.#authors?.authors ?? [],
      moreAuthors: this.#authors?.moreAuthors ?? false,
      ...(this.#votes?.count !== undefined && { votes: this.#votes.count }),
      ...(this.#image !== undefined && { image: this.#image }),
      ...(this.#video !== undefined && { video: this.#video }),
      passages: this.#bullets,
    };
  }

  #takeMedia(link: string, before: string | undefined, what: string, line: number): string | undefined {
    const url = httpsUrl(link);
    if (url === undefined) this.#warnings.add(line, `the link of the ${what} is left out: expected one https address`);
    else if (before !== undefined && before !== url) this.#warnings.add(line, `a second ${what} is left out`);
    else return url;
    return undefined;
  }

  #takeVotes(value: string, line: number): LineUse {
    if (this.#votes) return this.#repeated('votes', line);
    this.votesLine = line;
    this.#votes = /^\d{1,15}$/.test(value) ? { count: Number(value) } : {};
    if (this.#votes.count !== undefined || value === '' || value === '-') return 'paper';
    this.#warnings.add(line, 'the votes are left out: expected a whole number, or "-" where there is none');
    return 'warning';
  }

  #takeAuthors(value: string, line: number): LineUse {
    if (this.#authors) return this.#repeated('authors', line);
    const names = value.startsWith('[') ? listLiteral(value) : [value];
    this.#authors = normalAuthors(names);
    return 'paper';
  }

  #repeated(what: string, line: number): LineUse {
    this.#warnings.add(line, `a second line of ${what} is left out`);
    return 'warning';
  }
}

/** The elements of a list as some files print it: `['A. Author', "B. O'Author"]`. */
function listLiteral(value: string): string[] {
  return value
    .replace(/^\[/, '')
    .replace(/\]$/, '')
    .split(',')
    .map((element) => element.trim().replace(/^(['"])(.*)\1$/, '$2'));
}
