import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Concept, parseGlossary } from '../../src/search/glossary.ts';
import { isStopWord } from '../../src/search/stop-words.ts';
import { words } from '../../src/text.ts';

const DIR = 'data/glossary';
const files = readdirSync(DIR, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
const concepts = files.flatMap((file) => parseGlossary(readFileSync(`${DIR}/${file}`, 'utf8'), file));
const at = ({ file, line }: Concept) => `${file}:${line}`;
const plain = (term: string) => term.toLowerCase().replace(/[\s-]+/g, ' ');

describe('the glossary', () => {
  it('has at least 3,000 concepts in files by subfield', () => {
    expect(concepts.length).toBeGreaterThanOrEqual(3_000);
    expect(files.length).toBeGreaterThan(5);
  });

  it('says no term twice in one concept', () => {
    const twice = concepts.filter(({ terms }) => new Set(terms.map(plain)).size < terms.length);
    expect(twice.map(at)).toEqual([]);
  });

  it('has no stem of one syllable and no stem that is not Hangul', () => {
    const bad = concepts.flatMap((concept) =>
      concept.terms
        .flatMap((term) => term.split(/\s+/).map((word) => ({ word, alone: !/\s/.test(term) })))
        .filter(({ word, alone }) => word.endsWith('~') && !(alone ? /[가-힣]{2}~$/ : /[가-힣]~$/).test(word))
        .map(({ word }) => `${at(concept)} ${word}`),
    );
    expect(bad).toEqual([]);
  });

  it('has no single-word term that is a stop word or particle', () => {
    const bad = concepts.flatMap((concept) =>
      concept.terms
        .filter((term) => !term.includes('~') && words(term).length === 1)
        .filter((term) => words(term).every((word) => isStopWord(word.surface, word.base)))
        .map((term) => `${at(concept)} ${term}`),
    );
    expect(bad).toEqual([]);
  });

  it('does not contradict itself: two concepts of one file never share two terms', () => {
    const bad: string[] = [];
    for (const file of files) {
      const shared = new Map<string, string[]>();
      const own = concepts.filter((concept) => concept.file === file);
      for (const concept of own) {
        for (const term of concept.terms) shared.set(plain(term), [...(shared.get(plain(term)) ?? []), at(concept)]);
      }
      const pairs = new Map<string, number>();
      for (const places of shared.values()) {
        for (const [index, one] of places.entries()) {
          for (const other of places.slice(index + 1))
            pairs.set(`${one} ${other}`, (pairs.get(`${one} ${other}`) ?? 0) + 1);
        }
      }
      for (const [pair, count] of pairs) if (count >= 2) bad.push(pair);
    }
    expect(bad).toEqual([]);
  });
});
