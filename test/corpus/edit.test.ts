import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDailyFile } from '../../src/corpus/daily-file.ts';
import { type DailyChanges, editDailyFile } from '../../src/corpus/edit.ts';
import { writeDailyFile } from '../../src/corpus/write.ts';
import { nastyPaper } from './arbitrary.ts';

const DAY = '2024-01-22';
const FILE = '2024/01/22.md';
const draft = (id: string, votes?: number) => ({
  id,
  title: `Paper ${id}`,
  authors: ['A. Author'],
  ...(votes !== undefined && { votes }),
  passages: [{ label: "What's New", text: `새로운 ${id}` }],
});

function edit(text: string, changes: Partial<DailyChanges> = {}, file = FILE) {
  return editDailyFile(text, file, { day: DAY, votes: new Map(), add: [], ...changes });
}

describe('editing a daily file in place', () => {
  it('changes the digits of votes and nothing else', () => {
    const text = `## Daily Papers (${DAY})\r\n\r\n### [A](https://arxiv.org/abs/2401.00001)\r\n  votes:26  \r\nmy own remark\r\n- 하나\r\n`;
    const { text: edited, votes, conflicts } = edit(text, { votes: new Map([['2401.00001', 30]]) });
    expect(edited).toBe(text.replace('votes:26', 'votes: 30'));
    expect(votes).toEqual(['2401.00001']);
    expect(conflicts).toEqual([]);
  });

  it('fills in votes that were not known', () => {
    for (const line of ['Vote: -', 'Vote:', 'Votes :']) {
      const text = `## Daily Papers (${DAY})\n\n### [A](https://arxiv.org/abs/2401.00001)\n${line}\n`;
      expect(parseDailyFile(edit(text, { votes: new Map([['2401.00001', 3]]) }).text, FILE).papers[0]!.votes).toBe(3);
    }
  });

  it('gives the very bytes that writing the whole would, for a file of our own', () => {
    const before = writeDailyFile(DAY, [draft('2401.00001', 1), draft('2401.00002', 2)]);
    const after = writeDailyFile(DAY, [draft('2401.00001', 1), draft('2401.00002', 9), draft('2401.00003', 4)]);
    const changes = { votes: new Map([['2401.00002', 9]]), add: [draft('2401.00003', 4)] };
    expect(edit(before, changes).text).toBe(after);
  });

  it('adds papers at the end with the line ends of the file, whatever the file ends with', () => {
    for (const end of ['', '\n', '\n\n', '\n  \n', '\r\n']) {
      const own = end.includes('\r') ? '\r\n' : '\n';
      const text =
        [`## Daily Papers (${DAY})`, '', '### [A](https://arxiv.org/abs/2401.00001)', '- 하나'].join(own) + end;
      const edited = edit(text, { add: [draft('2401.00002', 5)], note: 'from abstracts: 2401.00002' });
      expect(edited.added).toEqual(['2401.00002']);
      expect(edited.text.startsWith(text)).toBe(true);
      const read = parseDailyFile(edited.text, FILE);
      expect(read.papers.map(({ id }) => id)).toEqual(['2401.00001', '2401.00002']);
      expect(read.papers[0]!.passages).toHaveLength(1);
      expect(read.notes).toEqual(['from abstracts: 2401.00002']);
      if (own === '\r\n') expect(edited.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
  });

  it('adds under a heading of its own where the file goes on to another day, and starts an empty file', () => {
    const two = `${writeDailyFile(DAY, [draft('2401.00001')])}${writeDailyFile('2024-01-23', [draft('2401.00009')])}`;
    const read = parseDailyFile(edit(two, { add: [draft('2401.00002')] }).text, FILE);
    expect(read.papers.map(({ id, day }) => [id, day])).toEqual([
      ['2401.00001', DAY],
      ['2401.00009', '2024-01-23'],
      ['2401.00002', DAY],
    ]);
    expect(edit('', { add: [draft('2401.00002')] }).text).toBe(writeDailyFile(DAY, [draft('2401.00002')]));
  });

  it('leaves alone what is not a plain count, and says so', () => {
    const text = `## Daily Papers (${DAY})\n\n### [A](https://arxiv.org/abs/2401.00001)\nVote: about 20\n\n### [B](https://arxiv.org/abs/2401.00002)\n- 둘\n`;
    const changes = {
      votes: new Map([
        ['2401.00001', 30],
        ['2401.00002', 4],
        ['2401.99999', 1],
      ]),
    };
    const edited = edit(text, changes);
    expect(edited.text).toBe(text);
    expect(edited.conflicts).toEqual([
      '2401.00001: line 4 is not a plain count of votes; it would say 30',
      '2401.00002: has no line of votes; it would say 4',
    ]);
  });

  it('leaves alone a file that is not the day, an unfinished merge, or a file it would change further', () => {
    const changes = { add: [draft('2401.00002')], votes: new Map([['2401.00001', 5]]) };
    const other = writeDailyFile('2024-01-19', [draft('2401.00001', 1)]);
    const merge = writeDailyFile(DAY, [draft('2401.00001', 1)]).replace('Vote', '<<<<<<< HEAD\nVote');
    // The remark above the new paper would close a comment that was never closed.
    const open = `${writeDailyFile(DAY, [draft('2401.00001', 1)])}\n<!-- todo\n`;
    for (const [text, note] of [[other], ['# Shopping\n\n- milk\n'], [merge], [open, 'a remark']] as const) {
      const edited = edit(text, { ...changes, ...(note !== undefined && { note }) });
      expect(edited.text).toBe(text);
      expect(edited.added).toEqual([]);
      expect(edited.conflicts).toHaveLength(1);
    }
  });

  it('does exactly what was asked for any papers in any order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(nastyPaper, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }),
        fc.nat(6),
        fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
        (drafts, kept, counts) => {
          const [old, add] = [drafts.slice(0, kept), drafts.slice(kept)];
          const votes = new Map(old.map(({ id }, at) => [id, counts[at]!]));
          const edited = edit(writeDailyFile(DAY, old), { votes, add });
          expect(edited.conflicts).toEqual([]);
          const expected = [...old.map((one, at) => ({ ...one, votes: counts[at]! })), ...add];
          expect(edited.text).toBe(writeDailyFile(DAY, expected));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('works on the daily files of the sample', () => {
    const root = path.join(import.meta.dirname, '../../data/papers');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = readFileSync(path.join(root, file), 'utf8');
      const before = parseDailyFile(text, file);
      const votes = new Map(before.papers.map(({ id, votes: count }) => [id, (count ?? 0) + 1000]));
      const edited = edit(text, { day: before.papers[0]!.day, votes, add: [draft('2401.99999', 7)] }, file);
      expect(edited.conflicts).toEqual([]);
      const after = parseDailyFile(edited.text, file);
      expect(after.papers.slice(0, -1)).toEqual(before.papers.map((one) => ({ ...one, votes: votes.get(one.id)! })));
    }
  });
});
