import type { Command } from 'commander';
import { runPull } from '../compose-pull.ts';
import { isPapersError, PapersError } from '../errors.ts';
import { INDEX_COMMAND } from '../library/manifest.ts';
import type { PullRequest } from '../pull/days.ts';
import { type DayReport, isWhole, type PullReport } from '../pull/report.ts';
import { pullProgress } from '../terminal/pull-progress.ts';
import { configOf, day, print, printJson } from './context.ts';

interface PullCommandOptions {
  readonly date?: string;
  readonly since?: string;
  readonly until?: string;
  readonly latest?: boolean;
  readonly refresh?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `papers pull` */
export function addPull(program: Command): void {
  program
    .command('pull')
    .description('read the daily lists and write daily files; without options, what is new')
    .option('--latest', 'the newest list and the seven before it, missed days, votes of the last weeks (default)')
    .option('--date <day>', 'one day (YYYY-MM-DD)', day)
    .option('--since <day>', 'all days from this one on; days that are finished are passed over', day)
    .option('--until <day>', 'last day of the range (default: the newest list)', day)
    .option('--refresh', 'read finished days of the range again, too')
    .option('--dry-run', 'say what would be done and do nothing')
    .option('--json', 'print one JSON object: days, added, seconds and more')
    .action(runPullCommand);
}

async function runPullCommand(options: PullCommandOptions, command: Command): Promise<void> {
  const request = requestOf(options, command);
  const config = configOf(command);
  const progress = options.json ? undefined : pullProgress(process.stderr, (report) => print(dayLine(report)));
  const faults: string[] = [];
  const aborted = new AbortController();
  const abort = () => aborted.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  try {
    const report = await runPull(config, request, {
      dryRun: options.dryRun ?? false,
      signal: aborted.signal,
      onProgress: (now) => progress?.show(now),
      onRetry: (why, waitMs) => progress?.retry(why, waitMs),
      onFault: (id, what) => faults.push(`${id}: ${what}`),
    });
    progress?.end();
    for (const fault of faults) process.stderr.write(`summary: ${fault}\n`);
    if (options.json) printJson(jsonOf(report));
    else printReport(report);
    if (!isWhole(report)) process.exitCode = 1;
  } catch (error) {
    if (!aborted.signal.aborted || !isPapersError(error, 'cancelled')) throw error;
    progress?.end();
    process.stderr.write('stopped: the days that are done stay done; the same command goes on from there\n');
    process.exitCode = 1;
  } finally {
    progress?.end();
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

function requestOf({ date, since, until, latest, refresh }: PullCommandOptions, command: Command): PullRequest {
  const ways = [latest, date, since].filter((way) => way !== undefined).length;
  if (ways > 1) command.error('error: expected one of --latest, --date and --since, got several');
  if (since === undefined && until !== undefined) command.error('error: --until needs --since');
  // A day that is named is wanted, finished or not.
  if (date !== undefined) return { kind: 'range', since: date, until: date, refresh: true };
  if (since !== undefined) return { kind: 'range', since, until, refresh: refresh ?? false };
  return { kind: 'latest' };
}

const OUTCOMES: Readonly<Record<Exclude<DayReport['outcome'], 'papers'>, string>> = {
  weekend: 'no list (weekend)',
  empty: 'no papers',
  not_yet: 'no papers yet',
  failed: 'FAILED',
};

function dayLine({ day: of, outcome, listed, added, votes, rewritten }: DayReport): string {
  if (outcome !== 'papers') return `${of}: ${OUTCOMES[outcome]}`;
  const more = rewritten > 0 ? `, ${rewritten} summarised anew` : '';
  return `${of}: ${count(listed, 'paper')}, ${added.length} new, ${votes} with other votes${more}`;
}

function printReport(report: PullReport): void {
  const { days, settled, left, spending, dryRun, seconds } = report;
  for (const { problems } of days) for (const problem of problems) process.stderr.write(`warning: ${problem}\n`);
  for (const { conflicts } of days)
    for (const conflict of conflicts) process.stderr.write(`left as it is: ${conflict}\n`);
  const added = days.reduce((sum, one) => sum + one.added.length, 0);
  const failed = days.filter(({ outcome }) => outcome === 'failed').length;
  const asides = [failed > 0 && `${failed} FAILED`, settled > 0 && `${settled} finished before`].filter(Boolean);
  const skipped = asides.length > 0 ? ` (${asides.join(', ')})` : '';
  const cost = spending.calls > 0 ? `; ${spending.calls} calls of the model, ${dollars(spending.usd)}` : '';
  print(
    `${dryRun ? 'dry run: ' : ''}${count(days.length, 'day')}${skipped}, ${count(added, 'new paper')}, ${seconds.toFixed(1)} seconds${cost}`,
  );
  if (!dryRun && days.some((one) => one.added.length + one.votes + one.rewritten > 0)) {
    print(`To search them: ${INDEX_COMMAND} (a running bot does it by itself)`);
  }
  if (left.length > 0) {
    throw new PapersError(
      'unavailable',
      `stopped after three failures in a row; ${left.length} days from ${left[0]} on were left: run it again later`,
    );
  }
}

function jsonOf({ days, settled, left, spending, dryRun, seconds }: PullReport) {
  const added = days.reduce((sum, one) => sum + one.added.length, 0);
  return { days, added, settled, left, spending, dryRun, seconds };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function dollars(usd: number): string {
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
