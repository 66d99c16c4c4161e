import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDailyFile } from '../../src/corpus/daily-file.ts';
import { normalPaper } from '../../src/corpus/normal.ts';
import type { DayFile } from '../../src/pull/day-file.ts';
import { draftOf, updateDay } from '../../src/pull/day-update.ts';
import type { ListedPaper } from '../../src/pull/port.ts';
import { abstractSummary } from '../../src/summary/abstract.ts';
import type { Summary } from '../../src/summary/port.ts';
import { nastyText } from '../corpus/arbitrary.ts';

const DAY = '2024-01-22';
const FILE = '2024/01/22.md';

/** Papers as a list may name them: whatever a title, an abstract, a name or an address has in it. */
const listed: fc.Arbitrary<ListedPaper[]> = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^24\d{2}\.\d{5}$/),
    title: nastyText,
    abstract: fc.array(nastyText, { maxLength: 6 }).map((texts) => texts.join('. ')),
    authors: fc.array(nastyText, { maxLength: 3 }),
    votes: fc.nat(100_000),
    image: nastyText.map((text) => `https://x.example/${text}`),
    keywords: fc.constant([]),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
);

/** A model's bullets, as hostile as the abstracts; two of three papers have one. */
const bullets = fc.array(fc.record({ label: nastyText, text: nastyText }), { maxLength: 4 });

const fileOf = (text: string): DayFile => ({ ...parseDailyFile(text, FILE), text, sha256: '' });

const summariesOf = (papers: readonly ListedPaper[], model: Summary['bullets']): Map<string, Summary> =>
  new Map(
    papers.map((paper, at) => [
      paper.id,
      at % 3 === 0 ? abstractSummary(paper) : { ...abstractSummary(paper), bullets: model, by: 'model' },
    ]),
  );

describe('a daily file made of anything that a list can hold', () => {
  it('reads back as the papers that were written, and is not changed by the same list again', () => {
    fc.assert(
      fc.property(listed, bullets, (papers, model) => {
        const summaries = summariesOf(papers, model);
        const { text, added } = updateDay(FILE, undefined, true, {
          day: DAY,
          listed: papers,
          fresh: papers,
          summaries,
        });
        const ids = papers.map(({ id }) => id);
        expect(added).toEqual(ids);
        const read = fileOf(text!);
        expect(read.papers).toEqual(papers.map((paper) => normalPaper(draftOf(paper, summaries.get(paper.id)), DAY)));
        expect(read.warnings).toEqual([]);
        const again = updateDay(FILE, read, true, { day: DAY, listed: papers, fresh: [], summaries: new Map() });
        expect(again).toEqual({ added: [], votes: [], rewritten: [], conflicts: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('takes later papers and votes, also where somebody has edited it, and loses nothing', () => {
    fc.assert(
      fc.property(listed, listed, bullets, fc.boolean(), (first, later, model, own) => {
        const inFirst = new Set(first.map(({ id }) => id));
        const fresh = later.filter(({ id }) => !inFirst.has(id));
        const summaries = summariesOf([...first, ...fresh], model);
        const made = updateDay(FILE, undefined, true, { day: DAY, listed: first, fresh: first, summaries }).text!;
        const edited = own ? made : `${made}\n<!-- 손으로 고침 -->\n`;
        const moved = first.map((paper) => ({ ...paper, votes: paper.votes! + 1 }));
        const news = {
          day: DAY,
          listed: [...moved, ...fresh],
          fresh,
          summaries: new Map(fresh.map(({ id }) => [id, summaries.get(id)!])),
        };
        const { text, conflicts } = updateDay(FILE, fileOf(edited), own, news);
        expect(conflicts).toEqual([]);
        const read = fileOf(text!);
        const expected = [...moved, ...fresh].map((paper) => normalPaper(draftOf(paper, summaries.get(paper.id)), DAY));
        expect(read.papers).toEqual(expected);
        if (!own) expect(read.notes).toContain('손으로 고침');
        const again = updateDay(FILE, read, own, { ...news, fresh: [], summaries: new Map() });
        expect(again).toEqual({ added: [], votes: [], rewritten: [], conflicts: [] });
      }),
      { numRuns: 300 },
    );
  });
});
