import { existsSync } from 'node:fs';
import { dayOfPath } from '../corpus/daily-file.ts';
import { readFolder } from '../corpus/folder.ts';
import type { Day } from '../paper.ts';

/** What a folder of daily files holds: which file is a day's, and on which day each paper was first listed. */
export class KnownFolder {
  readonly #files = new Map<Day, string>();
  readonly #firstDays = new Map<string, Day>();

  /** Reads a folder; one that does not exist is empty. */
  static async read(dataDir: string): Promise<KnownFolder> {
    const known = new KnownFolder();
    if (!existsSync(dataDir)) return known;
    const { papers, files } = await readFolder(dataDir);
    for (const { file } of files) {
      const day = dayOfPath(file);
      if (day !== undefined && (!known.#files.has(day) || file === dailyPath(day))) known.#files.set(day, file);
    }
    for (const { id, day } of papers) known.#firstDays.set(id, day);
    return known;
  }

  /** The file of a day below the folder: the one there is, whatever it is called, else `YYYY/MM/DD.md`. */
  fileOf(day: Day): string {
    return this.#files.get(day) ?? dailyPath(day);
  }

  hasFile(day: Day): boolean {
    return this.#files.has(day);
  }

  /** Whether a paper is listed on that day or an earlier one. */
  knows(id: string, day: Day): boolean {
    const first = this.#firstDays.get(id);
    return first !== undefined && first <= day;
  }

  /** Notes that a paper is in the file of a day. */
  add(id: string, day: Day): void {
    if (!this.knows(id, day)) this.#firstDays.set(id, day);
  }
}

function dailyPath(day: Day): string {
  return `${day.replaceAll('-', '/')}.md`;
}
