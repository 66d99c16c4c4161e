import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DailyFile, parseDailyFile } from '../../src/corpus/daily-file.ts';
import { readFolder } from '../../src/corpus/folder.ts';
import { mergePapers } from '../../src/corpus/merge.ts';
import { writeDailyFile } from '../../src/corpus/write.ts';

/** 201 real files, too large and not ours to ship; who has them puts them beside the project. */
const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus');
const SAMPLE = path.resolve(import.meta.dirname, '../../data/papers');

const bare = (text: string): string => text.replace(/[\s*:\p{Cc}]/gu, '');

/** What a file gave, without white space, asterisks and colons: the parser's own reading of a line plays no part in it. */
function everythingSaid({ papers }: DailyFile): string {
  const said = papers.flatMap(({ title, id, votes, authors, moreAuthors, image, video, passages }) => [
    `###[${title}](https://arxiv.org/abs/${id})`,
    `Vote:${votes ?? '-'}`,
    ...authors.map((name) => `<${name}>`),
    moreAuthors ? '<+>' : '',
    `![](${image})`,
    `[Watch Video](${video})`,
    `[Watch Video]${video}`,
    `<div><video controls src="${video}" muted="false"></video></div>`,
    `<video src='${video}'></video>`,
    ...passages.map(({ label = '', text }) => `-${label}${text}`),
  ]);
  return bare(said.join('\n'));
}

/** The lines of a file whose words are nowhere in what was read from it, blank lines and warned ones aside. */
function lostLines(text: string, file: DailyFile): string[] {
  const said = everythingSaid(file);
  const warned = new Set(file.warnings.map(({ line }) => line));
  return text.split('\n').filter((line, at) => {
    if (line.trim() === '' || warned.has(at + 1) || line.startsWith('## Daily Papers (')) return false;
    if (!line.startsWith('Authors: ')) {
      // An escape that swallowed a letter (LaTeX's \f, \b, \t) was spelled out: compare what stands between those.
      return !line.split(/\p{Cc}/u).every((piece) => said.includes(bare(piece)));
    }
    return !line
      .slice('Authors: '.length)
      .split(', ')
      .every((name) => said.includes(bare(`<${name}>`)));
  });
}

describe('the sample in data/papers', () => {
  it('is read without a warning and without losing a line', async () => {
    const { files, papers, warnings, days } = await readFolder(SAMPLE);
    expect(warnings).toEqual([]);
    expect(papers).toHaveLength(23);
    expect(days).toEqual(['2023-12-21', '2024-01-22']);
    for (const { file } of files) {
      const text = readFileSync(path.join(SAMPLE, file), 'utf8');
      expect(lostLines(text, parseDailyFile(text, file))).toEqual([]);
    }
  });
});

describe('the corpus beside the project', () => {
  if (!existsSync(CORPUS)) {
    it('was not read: it is not there', () => {
      console.info(
        `skipped: no corpus at ${path.relative(process.cwd(), CORPUS)}; the sample and the fixtures were read`,
      );
      expect(existsSync(CORPUS)).toBe(false);
    });
    return;
  }

  it('gives 2,478 papers and 12,408 bullets, and every line is accounted for', async () => {
    const start = performance.now();
    const { papers, days, files, warnings } = await readFolder(CORPUS);
    console.info(`read ${files.length} files in ${Math.round(performance.now() - start)} ms`);
    expect(papers).toHaveLength(2478);
    expect(papers.flatMap(({ passages }) => passages)).toHaveLength(12_408);
    expect(days).toHaveLength(201);
    expect(papers.filter(({ votes }) => votes === undefined)).toHaveLength(85 + 25);
    expect(papers.filter(({ authors }) => authors.length === 0)).toHaveLength(11);
    expect(papers.every(({ authors }) => new Set(authors).size === authors.length)).toBe(true);

    const inDays = files.filter(({ file }) => file !== 'README.md');
    expect(inDays).toHaveLength(201);
    for (const { file } of inDays) {
      const text = readFileSync(path.join(CORPUS, file), 'utf8');
      const read = parseDailyFile(text, file);
      expect(lostLines(text, read)).toEqual([]);
      expect(Object.values(read.lineUse).reduce((sum, count) => sum + count)).toBe(text.split('\n').length);
      expect(read.papers.every(({ day }) => file === `${day.replaceAll('-', '/')}.md`)).toBe(true);
    }
    // All that is warned about: pictures whose links lead nowhere, and the readme.
    expect(warnings.filter(({ message }) => message.startsWith('the link of the picture is left out'))).toHaveLength(
      20,
    );
    expect(warnings.filter(({ file }) => file === 'README.md')).toHaveLength(1);
    expect(warnings).toHaveLength(21);
  });

  it('comes back from being written, every paper of it', async () => {
    const { papers, days } = await readFolder(CORPUS);
    const written = days.map((day) =>
      writeDailyFile(
        day,
        papers.filter((paper) => paper.day === day),
      ),
    );
    const read = written.map((text) => parseDailyFile(text, 'x.md'));
    expect(mergePapers(read)).toEqual(papers);
    expect(read.flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
