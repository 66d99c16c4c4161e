import { plainName } from '../search/row-set.ts';

/** A name as complete words, as the author filter compares them. */
function wordsOf(name: string): string {
  const words = name.split(/\s+/).map(plainName);
  return words.filter((word) => word !== '').join(' ');
}

/** The names of all authors, as one block of text in which a name is found by its complete words. */
export class AuthorNames {
  readonly #lines: Buffer;

  constructor(names: Iterable<string>) {
    const lines = new Set<string>();
    for (const name of names) lines.add(` ${wordsOf(name)} `);
    this.#lines = Buffer.from([...lines].join('\n'));
  }

  /** Whether some author bears the name: all of it or complete words of it that follow each other, case and accents aside. */
  has(name: string): boolean {
    const words = wordsOf(name);
    return words !== '' && this.#lines.includes(` ${words} `);
  }
}
