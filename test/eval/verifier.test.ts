import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { THRESHOLD, WEIGHTS } from '../../src/answer/verify/judgement.ts';
import { readFolder } from '../../src/corpus/folder.ts';
import { judgeByRules } from '../../src/eval/entailment.ts';
import { fitVerifier } from '../../src/eval/fit-verifier.ts';
import { parsePairs, readPairs, type VerifierReport, verifierLines, verifierReport } from '../../src/eval/verifier.ts';
import { verifier } from '../answer/answering.ts';
import { ROOT, SAMPLE } from '../sample.ts';

const FILE = path.join(ROOT, 'data/eval/verification.jsonl');

describe('the verifier on labelled pairs', () => {
  let report: VerifierReport;
  beforeAll(async () => {
    const { papers } = await readFolder(SAMPLE);
    report = await verifierReport(FILE, papers, judgeByRules(await verifier()));
  });
  const band = (name: string) => report.bands.find((one) => one.name === name)!;

  it('lets hardly anything unsupported through in pairs that were held out, and most of what is supported', () => {
    const { precision, recall, supported, unsupported } = band('test');
    expect(supported + unsupported).toBeGreaterThanOrEqual(120);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it('works across languages, too: English sentences over Korean passages', () => {
    expect(band('test, en/ko').precision).toBeGreaterThanOrEqual(0.93);
    expect(band('test, en/ko').recall).toBeGreaterThanOrEqual(0.85);
  });

  it('does not live off one pair of languages', () => {
    for (const name of ['ko/ko', 'en/ko', 'ko/en', 'en/en']) {
      expect(band(`train, ${name}`).precision).toBeGreaterThanOrEqual(0.78);
      expect(band(`train, ${name}`).recall).toBeGreaterThanOrEqual(0.78);
    }
  });

  // What rules alone make of papers that nobody tuned them on: a floor under a poor figure, so that it does not get worse unseen.
  it('does no worse than it did on papers that it had never seen', () => {
    const { precision, recall, supported, unsupported } = band('late');
    expect([supported, unsupported]).toEqual([100, 100]);
    expect(precision).toBeGreaterThanOrEqual(0.68);
    expect(recall).toBeGreaterThanOrEqual(0.4);
  });

  it('prints its figures', () => {
    const lines = verifierLines(report);
    expect(lines.find((line) => line.startsWith('test '))).toMatch(/\d+\.\d% \(\d+–\d+%\)/);
  });
});

describe('the weights of the evidence', () => {
  it('are about those that the training pairs give, and hold on papers that were left out', async () => {
    const { papers } = await readFolder(SAMPLE);
    const { weights, blind } = fitVerifier(await readPairs(FILE, papers), await verifier());
    // A line more in a word list moves them a little.
    for (const [name, weight] of Object.entries(weights.each)) {
      expect(Math.abs(weight - WEIGHTS.each[name as keyof typeof WEIGHTS.each])).toBeLessThan(0.75);
    }
    const { rightlyPassed, wronglyPassed, supported } = blind.find(({ threshold }) => threshold === THRESHOLD)!;
    expect(rightlyPassed / (rightlyPassed + wronglyPassed)).toBeGreaterThan(0.72);
    expect(rightlyPassed / supported).toBeGreaterThan(0.78);
  });
});

describe('labelled pairs', () => {
  it('stand in one part each', async () => {
    const pairs = parsePairs(await readFile(FILE, 'utf8'), FILE);
    expect(new Set(pairs.map(({ sentence, passages }) => `${sentence} ${passages}`)).size).toBe(pairs.length);
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
  });

  it('that are none are named by file and line', () => {
    expect(() => parsePairs('\n{"id": "v1"}', 'pairs.jsonl')).toThrow(/pairs\.jsonl:2/);
  });
});
