import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePapers } from '../../src/corpus/merge.ts';
import { normalPaper, type PaperDraft } from '../../src/corpus/normal.ts';
import type { Paper } from '../../src/paper.ts';

function paper(id: string, day: string, says: Partial<PaperDraft> = {}): Paper {
  return normalPaper({ id, title: 'T', authors: [], passages: [], ...says }, day);
}

describe('mergePapers', () => {
  it('orders by day, then by place, however the files come', () => {
    const files = [
      { papers: [paper('2401.00003', '2024-01-23'), paper('2401.00001', '2024-01-22')] },
      { papers: [paper('2401.00004', '2024-01-21'), paper('2401.00002', '2024-01-23')] },
    ];
    expect(mergePapers(files).map(({ id }) => id)).toEqual(['2401.00004', '2401.00001', '2401.00003', '2401.00002']);
  });

  it('keeps the first day and the place, and takes the latest text and votes', () => {
    const first = paper('2401.00001', '2024-01-22', {
      title: 'Old',
      votes: 3,
      authors: ['A'],
      moreAuthors: true,
      image: 'https://x.example/old.png',
      passages: [{ text: 'old one' }, { text: 'old two' }],
    });
    const other = paper('2401.00002', '2024-01-22');
    const latest = paper('2401.00001', '2024-01-24', {
      title: 'New',
      votes: 0,
      authors: ['A', 'B'],
      image: 'https://x.example/new.png',
      video: 'https://x.example/new.mp4',
      passages: [{ label: 'L', text: 'new' }],
    });
    expect(mergePapers([{ papers: [first, other] }, { papers: [latest] }])).toEqual([
      { ...latest, day: '2024-01-22' },
      other,
    ]);
    expect(mergePapers([{ papers: [latest] }, { papers: [first, other] }])).toEqual([
      { ...latest, day: '2024-01-22' },
      other,
    ]);
  });

  it('keeps what the latest does not say', () => {
    const first = paper('2401.00001', '2024-01-22', {
      title: 'Old',
      votes: 3,
      authors: ['A'],
      moreAuthors: true,
      image: 'https://x.example/a.png',
      video: 'https://x.example/a.mp4',
      passages: [{ text: 'old' }],
    });
    const silent = paper('2401.00001', '2024-01-24', { title: '' });
    expect(mergePapers([{ papers: [first] }, { papers: [silent] }])).toEqual([first]);
    const partly = paper('2401.00001', '2024-01-24', { authors: ['B'], passages: [{ text: 'new' }] });
    expect(mergePapers([{ papers: [first, partly] }])).toEqual([
      { ...first, title: 'T', authors: ['B'], moreAuthors: undefined, passages: partly.passages },
    ]);
  });

  it('merges what one file lists twice: the lower entry is the later', () => {
    const upper = paper('2401.00001', '2024-01-22', { votes: 1 });
    const lower = paper('2401.00001', '2024-01-22', { votes: 2 });
    expect(mergePapers([{ papers: [upper, lower] }])).toEqual([lower]);
  });

  it('changes nothing it was given, and merging again changes nothing', () => {
    const listed = fc.array(
      fc
        .record({
          id: fc.constantFrom('2401.00001', '2401.00002', '2401.00003'),
          day: fc.constantFrom('2024-01-21', '2024-01-22', '2024-01-23'),
          votes: fc.nat({ max: 3 }),
        })
        .map(({ id, day, votes }) => paper(id, day, { votes })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(listed, { maxLength: 4 }), (files) => {
        const given = structuredClone(files);
        const merged = mergePapers(files.map((papers) => ({ papers })));
        expect(files).toEqual(given);
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
        expect(merged.map(({ day }) => day)).toEqual(merged.map(({ day }) => day).sort());
        for (const { id, day } of merged) {
          expect(day).toBe(
            files
              .flat()
              .filter((listing) => listing.id === id)
              .map((listing) => listing.day)
              .sort()[0],
          );
        }
        expect(mergePapers([{ papers: merged }])).toEqual(merged);
      }),
    );
  });
});
