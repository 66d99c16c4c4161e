import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import type { DayReport } from '../../src/pull/report.ts';
import { pullProgress } from '../../src/terminal/pull-progress.ts';

/** A terminal that remembers what was drawn on it. */
class Screen extends Writable {
  readonly isTTY = true;
  readonly columns = 120;
  text = '';
  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
  cursorTo(): boolean {
    return true;
  }
  moveCursor(): boolean {
    return true;
  }
  clearLine(): boolean {
    return true;
  }
}

const report = (day: string, added: string[]): DayReport => ({
  day,
  outcome: 'papers',
  listed: added.length,
  added,
  votes: 0,
  rewritten: 0,
  conflicts: [],
  problems: [],
});

it('on a terminal is a bar with days, papers and waits, and the lines of days with news once it is gone', () => {
  const screen = new Screen();
  const lines: string[] = [];
  const progress = pullProgress(screen as unknown as NodeJS.WriteStream, ({ day }) => lines.push(day));
  progress.show({ day: report('2024-01-22', ['2401.00001', '2401.00002']), done: 1, total: 3 });
  progress.retry('answered 429', 42_000);
  progress.show({ day: report('2024-01-23', []), done: 2, total: 3 });
  progress.show({ day: report('2024-01-24', ['2401.00003']), done: 3, total: 3 });
  expect(lines).toEqual([]);
  progress.end();
  progress.end();
  expect(screen.text).toContain('Pulling 2024-01-22');
  expect(screen.text).toContain('3/3 days, 3 papers');
  expect(lines).toEqual(['2024-01-22', '2024-01-24']);
});

it('elsewhere is a line a day, and one for each wait', () => {
  const screen = new Screen();
  const lines: string[] = [];
  const off = Object.assign(screen, { isTTY: false }) as unknown as NodeJS.WriteStream;
  const progress = pullProgress(off, ({ day }) => lines.push(day));
  progress.show({ day: report('2024-01-22', []), done: 1, total: 1 });
  progress.retry('answered 429', 1_500);
  progress.end();
  expect(lines).toEqual(['2024-01-22']);
  expect(screen.text).toBe('answered 429; trying again in 2 s\n');
});
