import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/corpus/folder.ts';
import { parsePairs, type VerifierReport, verifierLines, verifierReport } from '../../src/eval/verifier.ts';
import { verifier } from '../answer/answering.ts';
import { ROOT, SAMPLE } from '../sample.ts';

const FILE = path.join(ROOT, 'data/eval/verification.jsonl');

describe('the verifier on labelled pairs', () => {
  let report: VerifierReport;
  beforeAll(async () => {
    const { papers } = await readFolder(SAMPLE);
    report = await verifierReport(FILE, papers, await verifier());
  });
  const band = (name: string) => report.bands.find((one) => one.name === name)!;

  it('lets hardly anything unsupported through on papers it was not made with', () => {
    const { precision, supported, unsupported } = band('test');
    expect(supported + unsupported).toBeGreaterThanOrEqual(120);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });

  it('lets most of what is supported through', () => {
    expect(band('test').recall).toBeGreaterThanOrEqual(0.85);
    expect(band('train').recall).toBeGreaterThanOrEqual(0.9);
  });

  it('works across languages, too: English sentences over Korean passages', () => {
    expect(band('test, en').precision).toBeGreaterThanOrEqual(0.93);
    expect(band('test, en').recall).toBeGreaterThanOrEqual(0.75);
  });

  it('prints its figures', () => {
    const lines = verifierLines(report);
    expect(lines.find((line) => line.startsWith('test '))).toMatch(/\d+\.\d% \(\d+–\d+%\)/);
  });
});

describe('labelled pairs', () => {
  it('keep the halves apart by paper', async () => {
    const { readFile } = await import('node:fs/promises');
    const pairs = parsePairs(await readFile(FILE, 'utf8'), FILE);
    const papersOf = (half: string) =>
      new Set(
        pairs.filter((pair) => pair.half === half).flatMap(({ passages }) => passages.map((id) => id.split('#')[0])),
      );
    const [train, test] = [papersOf('train'), papersOf('test')];
    expect([...train].filter((id) => test.has(id))).toEqual([]);
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
  });

  it('that are none are named by file and line', () => {
    expect(() => parsePairs('\n{"id": "v1"}', 'pairs.jsonl')).toThrow(/pairs\.jsonl:2/);
  });
});
