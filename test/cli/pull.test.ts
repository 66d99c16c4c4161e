import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addDays } from '../../src/paper.ts';
import { feedDay, isWeekend } from '../../src/pull/feed-day.ts';
import { entry, FakeHuggingFace } from '../fakes/huggingface/index.ts';
import { runFile, startFile } from '../program.ts';
import { until } from '../until.ts';
import { runHere } from './here.ts';

const today = feedDay(new Date());
/** The last fourteen lists, closed ones. */
const days = Array.from({ length: 14 }, (_, at) => addDays(today, at - 14));
const weekdays = days.filter((day) => !isWeekend(day));

let fake: FakeHuggingFace;
let home: string;
beforeAll(async () => {
  fake = await FakeHuggingFace.start();
  for (const [at, day] of weekdays.entries()) {
    fake.lists.set(day, [entry({ id: `2401.1${String(at).padStart(4, '0')}`, votes: at })]);
  }
});
afterAll(() => fake.stop());
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'papers-pull-'));
  return () => rm(home, { recursive: true });
});

const options = () => ({
  cwd: home,
  indexDir: path.join(home, 'index'),
  env: { DATA_DIR: path.join(home, 'papers'), STATE_DIR: path.join(home, 'state'), DAILY_PAPERS_URL: fake.url },
});
const pull = (...args: string[]) => runFile('src/cli.ts', ['pull', ...args], options());
const RANGE = ['--since', days[0]!, '--until', days.at(-1)!];
const written = async () =>
  (await readdir(path.join(home, 'papers'), { recursive: true })).filter((name) => name.endsWith('.md'));

it('--dry-run says what it would do, and leaves nothing behind', async () => {
  const { code, stdout, stderr } = await pull('--dry-run', ...RANGE);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`${weekdays[0]}: 1 paper, 1 new, 0 with other votes\n`);
  expect(stdout).toMatch(/: no list \(weekend\)\n/);
  expect(stdout).toMatch(/\ndry run: 14 days, 10 new papers, [\d.]+ seconds\n$/);
  expect(await readdir(home)).toEqual([]);
});

it('that is interrupted keeps what it has done, says so, and goes on from there', async () => {
  // A list that does not come: the run cannot end before it is interrupted.
  const held = weekdays[5]!;
  fake.fail(new RegExp(`date=${held}`), { kind: 'slow', ms: 600_000 });
  const program = startFile('src/cli.ts', ['pull', ...RANGE], options());
  await program.says(`${weekdays[1]}: 1 paper, 1 new`);
  await until(() => fake.seen.some(({ query }) => query.get('date') === held));
  program.process.kill('SIGINT');
  const { code, stderr } = await program.ended;
  expect([code, stderr]).toEqual([
    1,
    'stopped: the days that are done stay done; the same command goes on from there\n',
  ]);
  const kept = (await written()).length;
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(kept).toBeLessThan(weekdays.length);
  const again = await pull(...RANGE);
  expect(again.code).toBe(0);
  expect(again.stdout).toMatch(
    new RegExp(`\\n\\d+ days \\(\\d+ finished before\\), ${weekdays.length - kept} new papers,`),
  );
  expect(again.stdout).toContain('To search them: npm run -s papers -- index');
  expect(await written()).toHaveLength(weekdays.length);
  const nothing = await pull(...RANGE);
  expect(nothing.stdout).toMatch(/^0 days \(14 finished before\), 0 new papers, [\d.]+ seconds\n$/);
});

it('names the days that failed, does the others, and fails as a whole', async () => {
  const bad = weekdays[3]!;
  fake.fail(
    new RegExp(bad),
    ...Array.from({ length: 5 }, () => ({ kind: 'status', status: 503, headers: { 'retry-after': '0' } }) as const),
  );
  const { code, stdout, stderr } = await pull(...RANGE);
  expect(code).toBe(1);
  expect(stdout).toContain(`${bad}: FAILED\n`);
  expect(stdout).toMatch(/\n14 days \(1 FAILED\), 9 new papers,/);
  expect(stderr).toMatch(new RegExp(`\nwarning: .*date=${bad}.*answered 503, 5 times; try again later\n`));
});

it.each([
  [['--since', addDays(today, 3)], 1, /^error: the newest daily list is of \S+: expected no later day, got \S+\n$/],
  [['--since', days[5]!, '--until', days[2]!], 1, /^error: expected --since not after --until/],
  [['--date', '2020-01-01'], 1, /^error: the first daily list is of 2023-05-04/],
  [['--until', days[0]!], 2, /^error: --until needs --since\n$/],
  [['--latest', '--date', days[0]!], 2, /^error: expected one of --latest, --date and --since, got several\n$/],
] as const)('%j is told in one line', async (args, code, complaint) => {
  const ended = await runHere(['pull', '--dry-run', ...args]);
  expect([ended.code, ended.stdout]).toEqual([code, '']);
  expect(ended.stderr).toMatch(complaint);
});
