import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IndexCalibration } from '../../src/eval/calibrate-index.ts';
import { storeCalibration } from '../../src/library/calibrate.ts';
import { DEFAULT_CALIBRATION } from '../../src/search/confidence.ts';
import { makeModel } from '../fixtures/tiny-bert/make.ts';
import { runHere } from './here.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-calibrate-'));
  await makeModel(path.join(home, 'tiny-bert'));
});
afterAll(() => rm(home, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** Runs the command line on an index of its own for each embedder. */
function choose(embedder: 'builtin' | 'transformers') {
  vi.stubEnv('EMBEDDER', embedder);
  if (embedder === 'transformers') vi.stubEnv('EMBEDDING_MODEL_PATH', path.join(home, 'tiny-bert'));
  const indexDir = path.join(home, embedder);
  const run = async (...args: string[]) => {
    const ended = await runHere([...args, '--index', indexDir]);
    expect(ended, args.join(' ')).toMatchObject({ code: 0 });
    return ended.stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await run(...args, '--json'));
  const stored = async () => JSON.parse(await readFile(path.join(indexDir, 'manifest.json'), 'utf8')).calibration;
  return { run, json, stored };
}

describe('papers eval --calibrate', () => {
  const found: Partial<Record<string, IndexCalibration>> = {};

  it.each([
    ['builtin', 'builtin'],
    ['transformers', 'not'],
  ] as const)(
    'measures an index of the embedder %s, stores that with it, and takes it back',
    async (embedder, before) => {
      const { run, json, stored } = choose(embedder);
      await run('index');
      expect(await json('status')).toMatchObject({ calibrated: before });
      expect((await run('status')).includes('npm run eval -- --calibrate')).toBe(before === 'not');
      if (embedder === 'builtin')
        expect(await json('eval', '--calibrate', '--dry-run')).toMatchObject({ stored: false });
      expect(await stored()).toBeNull();

      const measured = await json('eval', '--calibrate');
      found[embedder] = measured;
      expect(await stored()).toEqual(measured.calibration);
      expect(measured.refusal.wronglyDeclined).toBeLessThanOrEqual(0.1);
      expect(measured.fusion).toContainEqual(
        expect.objectContaining({ vectorWeight: measured.calibration.vectorWeight }),
      );
      expect(await json('status')).toMatchObject({ calibrated: 'here' });
      expect(await run('status')).not.toContain('--calibrate');
      expect(await run('eval')).toMatch(
        new RegExp(`embedder: ${embedder}.*[^]*fusion and refusal: measured on this index`),
      );
      expect(await run('eval', '--uncalibrate')).toMatch(/back to the program's own/);
      expect(await json('status')).toMatchObject({ calibrated: before });
    },
    240_000,
  );

  it('gives each embedder figures of its own', () => {
    expect(found.builtin!.calibration).not.toEqual(found.transformers!.calibration);
    expect(found.builtin!.fusion).not.toEqual(found.transformers!.fusion);
  });

  it('decides by what is stored whether to answer', async () => {
    const { run, json } = choose('builtin');
    const question = ['search', 'LLM 추론을 빠르게 하는 방법'];
    expect(await json(...question)).toMatchObject({ abstained: false });
    await storeCalibration(path.join(home, 'builtin'), { ...DEFAULT_CALIBRATION, threshold: 1 });
    expect(await json(...question)).toMatchObject({ abstained: true });
    await run('eval', '--uncalibrate');
    expect(await json(...question)).toMatchObject({ abstained: false });
  });

  it('measures nothing by questions about other papers', async () => {
    const file = path.join(home, 'others.jsonl');
    const question = { id: 'x', type: 'topic', question: 'q', relevant: [{ id: '1901.00001', grade: 2 }] };
    await writeFile(file, JSON.stringify(question));
    vi.stubEnv('EMBEDDER', 'builtin');
    const index = path.join(home, 'builtin');
    const { code, stderr } = await runHere(['eval', '--calibrate', '--questions', file, '--index', index]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/expected at least 20 questions whose papers are in this index .*got 0 and 95.*--questions/);
  });

  it('measures another embedder in an index of its own, beside the one in use', async () => {
    const { run } = choose('builtin');
    vi.stubEnv('EMBEDDING_MODEL_PATH', path.join(home, 'tiny-bert'));
    expect(await run('eval', '--embedder', 'transformers')).toMatch(
      /^embedder: transformers tiny-bert, index: .*builtin-transformers\n/,
    );
    expect(await run('eval')).toMatch(/^embedder: builtin, index: .*builtin\n/);
  });
});
