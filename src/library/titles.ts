import { normalise } from '../text.ts';
import type { PaperName } from './port.ts';

/** How a text is compared: case, width and runs of white space do not matter. */
function plain(text: string): string {
  return normalise(text).toLowerCase().replace(/\s+/g, ' ').trim();
}

const SPACE = 0x20;

/**
 * Finds papers while a title is being typed. All titles stand in one block of UTF-8, newest paper first, a line each
 * (`2312.12491 streamdiffusion: …`), and are searched as bytes: the scan is one call of the runtime per hit, ends as
 * soon as enough are found, and needs no index to be kept beside.
 */
export class TitleFinder {
  readonly #lines: Buffer;
  /** Where each line starts, and the end of the last. */
  readonly #starts: Uint32Array;
  readonly #name: (place: number) => PaperName;

  /**
   * @param papers newest first.
   * @param name gives a paper by its place in `papers`, as it is shown.
   */
  constructor(papers: Iterable<Pick<PaperName, 'id' | 'title'>>, name: (place: number) => PaperName) {
    const starts: number[] = [0];
    const lines: Buffer[] = [];
    for (const { id, title } of papers) {
      const line = Buffer.from(`${id} ${plain(title)}\n`);
      starts.push(starts.at(-1)! + line.length);
      lines.push(line);
    }
    this.#lines = Buffer.concat(lines);
    this.#starts = Uint32Array.from(starts);
    this.#name = name;
  }

  /** Papers whose id begins with, or whose title holds, every word typed, newest first; the newest when nothing is typed. */
  find(typed: string, limit: number): PaperName[] {
    const words = plain(typed)
      .split(' ')
      .filter((word) => word !== '');
    const places = words.length === 0 ? this.#first(limit) : this.#search(words, limit);
    return places.map(this.#name);
  }

  #first(limit: number): number[] {
    return Array.from({ length: Math.min(limit, this.#starts.length - 1) }, (_, place) => place);
  }

  /** The lines that hold all words: every word jumps ahead to the line that the one furthest ahead has reached. */
  #search(words: readonly string[], limit: number): number[] {
    const wanted = words.map((word) => ({ word: Buffer.from(word), place: -1 }));
    const found: number[] = [];
    let place = 0;
    let agreed = 0;
    for (let turn = 0; found.length < limit; turn = (turn + 1) % wanted.length) {
      const one = wanted[turn]!;
      if (one.place < place) one.place = this.#next(one.word, place);
      if (one.place === Number.POSITIVE_INFINITY) break;
      agreed = one.place === place ? agreed + 1 : 1;
      place = one.place;
      if (agreed < wanted.length) continue;
      found.push(place);
      place += 1;
      agreed = 0;
    }
    return found;
  }

  /** The first line from `place` on whose id begins with a word or whose title holds it; infinity when there is none. */
  #next(word: Buffer, place: number): number {
    for (let line = place; line < this.#starts.length - 1; line++) {
      const hit = this.#lines.indexOf(word, this.#starts[line]);
      if (hit < 0) break;
      line = this.#placeOf(hit);
      const start = this.#starts[line]!;
      const title = this.#lines.indexOf(SPACE, start) + 1;
      if (hit === start || hit >= title) return line;
      const inTitle = this.#lines.subarray(title, this.#starts[line + 1]! - 1).indexOf(word);
      if (inTitle >= 0) return line;
    }
    return Number.POSITIVE_INFINITY;
  }

  #placeOf(at: number): number {
    let low = 0;
    let high = this.#starts.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
