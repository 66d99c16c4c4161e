import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeDailyFile } from '../src/corpus/write.ts';
import { addDays, arxivUrl, type Day, type Paper, passageId } from '../src/paper.ts';
import type { Concept } from '../src/search/glossary.ts';

/**
 * Papers that nobody wrote, as many as one likes, whose words fall as words do: ranks by Zipf's law over a vocabulary that
 * is as good as open, a third of them terms of the glossary. The same numbers give the same papers.
 */

export const PASSAGES_PER_PAPER = 5;
export const PAPERS_PER_DAY = 40;
const FIRST_DAY = '2010-01-01';
const WORDS_PER_BULLET = 24;
/** Ranks that a word may have. */
const VOCABULARY = 300_000;
const GLOSSARY_SHARE = 0.33;
/** Topics, which decide where the vectors lie, and how many papers share one. */
const PAPERS_PER_TOPIC = 50;

/** Numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HANGUL = [
  ...'가나다라마바사아자차카타파하거너더러머버서어저고노도로모보소오조구누두루무부수우주기니디리미비시이지',
];
const LATIN = 'ba ke li mo nu ra se ti vo xu da fe gi ho ju ka le mi no pu'.split(' ');

/** The invented word of a rank, two thirds of them Hangul. */
function wordOf(rank: number): string {
  const [syllables, least] = rank % 3 === 0 ? [LATIN, 3] : [HANGUL, 2];
  let word = '';
  for (let left = rank + 1; left > 0 || word.length < least; left = Math.floor(left / syllables.length)) {
    word += syllables[(left * 7 + word.length * 3) % syllables.length];
  }
  return word;
}

/** A rank by Zipf's law with exponent 1. */
function zipf(random: () => number, ranks: number): number {
  return Math.min(ranks - 1, Math.floor(Math.exp(random() * Math.log(ranks + 1))) - 1);
}

/** The word that names the topic of a paper; {@link topicIn} finds it again. */
function topicOf(number: number, papers: number): string {
  const topics = Math.max(20, Math.ceil(papers / PAPERS_PER_TOPIC));
  let left = Math.floor(randomOf(number * 31 + 5)() * topics) + 1;
  let name = 'zq';
  for (; left > 0; left = Math.floor(left / LATIN.length)) name += LATIN[left % LATIN.length];
  return name;
}

/** The topic that a text names, or undefined. */
export function topicIn(text: string): string | undefined {
  return /zq[a-z]+/.exec(text)?.[0];
}

/** An invented corpus of a size. */
export class InventedCorpus {
  readonly papers: number;
  readonly #terms: readonly string[];

  constructor(papers: number, concepts: readonly Concept[]) {
    this.papers = papers;
    this.#terms = concepts.flatMap(({ terms }) => terms.filter((term) => !term.includes('~')));
  }

  get days(): number {
    return Math.ceil(this.papers / PAPERS_PER_DAY);
  }

  /** The paper of a number. */
  paper(number: number): Paper {
    const random = randomOf(number + 1);
    const text = (words: number) => Array.from({ length: words }, () => this.#word(random)).join(' ');
    const id = `${1001 + Math.floor(number / 90_000)}.${String(number % 90_000).padStart(5, '0')}`;
    const topic = topicOf(number, this.papers);
    const people = Array.from({ length: 4 }, () => `${name(zipf(random, 5_000))} ${name(zipf(random, 20_000))}`);
    return {
      id,
      title: `${name(number)}Net: ${topic} ${text(6)}`,
      url: arxivUrl(id),
      day: addDays(FIRST_DAY, Math.floor(number / PAPERS_PER_DAY)),
      authors: [...new Set(people)],
      votes: Math.floor(120 * random() ** 3),
      passages: Array.from({ length: PASSAGES_PER_PAPER }, (_, at) => {
        return { id: passageId(id, at + 1), paperId: id, ordinal: at + 1, text: `${text(WORDS_PER_BULLET)}.` };
      }),
    };
  }

  /** A question somebody might have about the paper of a number: a few words of it, and its topic. */
  question(number: number): string {
    const random = randomOf(number + 77);
    const paper = this.paper(number);
    const words = paper.passages.flatMap(({ text }) => text.slice(0, -1).split(' '));
    const few = Array.from({ length: 5 }, () => words[Math.floor(random() * words.length)]);
    return [...few, topicIn(paper.title)].join(' ');
  }

  /** Writes the daily files of days, counted from 0. */
  async write(dir: string, from = 0, to = this.days): Promise<void> {
    for (let day = from; day < to; day++) {
      const papers: Paper[] = [];
      const end = Math.min(this.papers, (day + 1) * PAPERS_PER_DAY);
      for (let number = day * PAPERS_PER_DAY; number < end; number++) papers.push(this.paper(number));
      await writeDay(dir, addDays(FIRST_DAY, day), papers);
    }
  }

  #word(random: () => number): string {
    if (random() < GLOSSARY_SHARE) return this.#terms[zipf(random, this.#terms.length)]!;
    return wordOf(zipf(random, VOCABULARY));
  }
}

/** Writes the daily file of one day. */
export async function writeDay(dir: string, day: Day, papers: readonly Paper[]): Promise<void> {
  const file = path.join(dir, `${day.replaceAll('-', '/')}.md`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, writeDailyFile(day, papers));
}

function name(rank: number): string {
  const word = wordOf(rank * 3);
  return word[0]!.toUpperCase() + word.slice(1);
}
