import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LocalLibrary } from '../../src/library/local.ts';
import { openDatabase } from '../../src/state/database.ts';
import { entry, FakeHuggingFace } from '../fakes/huggingface/index.ts';
import type { ChildOptions } from './killed-child.ts';

const KILLS = 30;
const WEEK = ['2024-01-15', '2024-01-16', '2024-01-17', '2024-01-18', '2024-01-19', '2024-01-20', '2024-01-21'];
const PAPERS_A_DAY = 5;
const PULL = { since: WEEK[0]!, until: WEEK.at(-1)!, now: '2024-01-23T12:00:00Z' };

let fake: FakeHuggingFace;
const roots: string[] = [];

beforeAll(async () => {
  fake = await FakeHuggingFace.start();
  fake.pageSize = 3;
  for (const [at, day] of WEEK.slice(0, 5).entries()) {
    const ids = Array.from({ length: PAPERS_A_DAY }, (_, n) => `2401.${String(10_000 + at * 100 + n)}`);
    fake.lists.set(
      day,
      // The last paper of each day comes again on the next.
      [...(at > 0 ? [`2401.${10_000 + (at - 1) * 100 + PAPERS_A_DAY - 1}`] : []), ...ids].map((id, n) =>
        entry({
          id,
          votes: n * 3,
          abstract: `We present ${id}, which is 2.5x faster. It uses a diffusion model for images.`,
        }),
      ),
    );
  }
});
afterAll(async () => {
  await fake.stop();
  for (const root of roots) rmSync(root, { recursive: true });
});

/** Runs the child. @returns the moments it went through, or undefined when it was killed. */
async function run(root: string, killAt: number): Promise<number | undefined> {
  const options: ChildOptions = { ...PULL, url: fake.url, root, killAt };
  const file = path.join(import.meta.dirname, 'killed-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(options)]);
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (errors += data));
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  if (signal === 'SIGKILL') return undefined;
  expect(errors).toBe('');
  return Number(out);
}

function newRoot(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'killed-'));
  roots.push(root);
  return root;
}

/** All that a run leaves behind: files, what is remembered, what can be found. */
async function leftBehind(root: string): Promise<Record<string, unknown>> {
  const names = readdirSync(path.join(root, 'papers'), { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => path.extname(name) !== '');
  const database = openDatabase(path.join(root, 'state/bot.sqlite'));
  const tables = ['list_days', 'daily_files', 'written_papers', 'unsummarised', 'paper_votes', 'deeds'];
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all());
  database.close();
  const library = await LocalLibrary.open({ indexDir: path.join(root, 'index'), today: () => '2024-01-23' });
  const papers = await library.papersBetween(PULL.since, PULL.until, 1000);
  const found = await library.search({ question: '확산 모델 2401.10203', limit: 3 });
  await library.close();
  return {
    files: files.map((name) => [name, readFileSync(path.join(root, 'papers', name), 'utf8')]),
    remembered: JSON.stringify(rows).replaceAll(root, ''),
    papers,
    found: found.hits.map(({ paper }) => paper.id),
  };
}

it(`a pull of a week that is killed at ${KILLS} moments ends as one that is left alone`, async () => {
  const undisturbed = newRoot();
  const moments = (await run(undisturbed, 0))!;
  const expected = await leftBehind(undisturbed);
  expect(expected.papers).toHaveLength(5 * PAPERS_A_DAY);
  expect(readFileSync(path.join(undisturbed, 'calls.log'), 'utf8').trim().split('\n')).toHaveLength(5 * PAPERS_A_DAY);

  let seed = 20_240_122;
  const random = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  let kills = 0;
  while (kills < KILLS) {
    const root = newRoot();
    let killed = 0;
    // Early moments first, so that a sequence of kills spreads over the whole of the work.
    for (; kills < KILLS && killed < 10; killed++, kills++) {
      const resumed = await run(root, 1 + Math.floor(random() * moments * 0.6));
      if (resumed !== undefined) break;
    }
    await run(root, 0);
    expect(await leftBehind(root)).toEqual(expected);
    expect(existsSync(path.join(root, 'calls.log'))).toBe(true);
    const calls = readFileSync(path.join(root, 'calls.log'), 'utf8').trim().split('\n').length;
    // Four papers are summarised at once: so many calls a kill can be lost.
    expect(calls).toBeLessThanOrEqual(5 * PAPERS_A_DAY + killed * 4);
  }
}, 900_000);
