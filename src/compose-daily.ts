import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Servers } from './chat/servers.ts';
import type { Services } from './chat/services.ts';
import { type Clock, systemClock } from './clock.ts';
import { runPull } from './compose-pull.ts';
import type { Config } from './config.ts';
import { describeError } from './describe-error.ts';
import { indexInProcess } from './library/index-process.ts';
import type { ReloadableLibrary } from './library/switch.ts';
import { FolderWatch, type WatchEvent } from './library/watch.ts';
import type { Log } from './log.ts';
import { Deliveries } from './notify/deliveries.ts';
import { DigestRounds } from './notify/digests.ts';
import { FollowRounds } from './notify/follows.ts';
import type { Post } from './notify/port.ts';
import { isWhole, type PullReport } from './pull/report.ts';
import { parseSchedule, runOnSchedule, type Schedule } from './pull/schedule.ts';
import { openDatabase } from './state/database.ts';
import { StoredDigests } from './state/digests.ts';
import { StoredFollows } from './state/follows.ts';
import { StoredOutbox } from './state/outbox.ts';
import { StoredPullRecords } from './state/pull-records.ts';
import { STATE_FILE } from './state/state.ts';
import { StoredVoteHistory } from './state/vote-history.ts';

/** How often digests are looked after, in milliseconds. */
const DIGESTS_EVERY = 20_000;
/** How often follows are looked after when no new papers came: alerts wait for the morning. */
const FOLLOWS_EVERY = 10 * 60_000;
/** How long what is in hand may take to end, in milliseconds. */
const PATIENCE = 1_500;
/** The name under which scheduled runs are remembered. */
const SCHEDULED = 'scheduled pull';

/** What goes on by itself, day after day. */
export interface Daily {
  /** What commands need of it. */
  readonly services: Required<Pick<Services, 'digests' | 'follows' | 'voteHistory'>>;
  /** Begins: watches the folder, pulls on schedule, posts. */
  begin(post: Post): Promise<void>;
  /** Ends it; what is being sent is finished first. */
  stop(): Promise<void>;
}

interface Parts {
  readonly library: ReloadableLibrary;
  /** State of the folder that the library is known to hold, if it is. */
  readonly indexed: string | undefined;
  readonly servers: Servers;
  readonly log: Log;
  readonly clock?: Clock;
}

/**
 * Makes ready what keeps the bot fresh and tells people of it.
 *
 * @throws PapersError `bad_config` for a schedule that is none or a database that cannot be opened.
 */
export function openDaily(config: Config, { library, indexed, servers, log, clock = systemClock }: Parts): Daily {
  const schedule =
    config.SCHEDULE === undefined
      ? undefined
      : parseSchedule(config.SCHEDULE, config.SCHEDULE_TIME_ZONE ?? config.TIME_ZONE);
  const database = openDatabase(path.join(config.STATE_DIR, STATE_FILE));
  const outbox = new StoredOutbox(database);
  const timeZone = config.TIME_ZONE;
  const digests = new DigestRounds({ book: new StoredDigests(database, outbox), library, servers, clock, timeZone });
  const onError = (error: unknown, follow: number) =>
    log.warn({ follow, error: describeError(error) }, 'a follow was not looked up');
  const follows = new FollowRounds({ book: new StoredFollows(database, outbox), library, clock, timeZone, onError });
  const end = new AbortController();
  const { signal } = end;
  const running: Promise<void>[] = [];
  let watch: FolderWatch | undefined;
  let wake = new AbortController();

  /** Does something again and again; a failure is logged and does not end it. */
  const repeat = async (what: string, everyMs: number, work: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      const pause = new AbortController();
      if (what === 'follows') wake = pause;
      await work().catch((error: unknown) =>
        log.error({ error: describeError(error) }, `failed: looking after ${what}`),
      );
      await clock.sleep(everyMs, AbortSignal.any([signal, pause.signal]));
    }
  };

  return {
    services: { digests, follows, voteHistory: new StoredVoteHistory(database) },
    async begin(post) {
      if (config.WATCH) {
        const onEvent = (event: WatchEvent): void => {
          logWatch(log, event);
          if (event.kind === 'reloaded') wake.abort();
        };
        const command = indexCommand(config);
        const reindex = (stop: AbortSignal) => indexInProcess(command, stop);
        watch = FolderWatch.start({ dataDir: config.DATA_DIR, library, reindex, clock, onEvent, indexed });
      }
      running.push(
        repeat('digests', DIGESTS_EVERY, () => digests.look()),
        repeat('follows', FOLLOWS_EVERY, () => follows.look(signal)),
        new Deliveries({ outbox, post, clock, log }).run(signal),
      );
      if (schedule) {
        const records = new StoredPullRecords(database);
        running.push(pullOnSchedule(config, schedule, records, { log, clock, signal, after: () => watch?.stir() }));
      }
    },
    async stop() {
      end.abort();
      const done = Promise.all([watch?.stop(), ...running]).then(() => database.close());
      // What does not end in time is cut off by the end of the program, and found unfinished by the next.
      await Promise.race([done, systemClock.sleep(PATIENCE)]);
    },
  };
}

interface Scheduled {
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly after: () => void;
}

function pullOnSchedule(
  config: Config,
  schedule: Schedule,
  records: StoredPullRecords,
  { log, clock, signal, after }: Scheduled,
): Promise<void> {
  const run = async (stop: AbortSignal): Promise<boolean> => {
    log.info('pulling on schedule');
    const onRetry = (why: string, ms: number) => log.warn({ why, seconds: ms / 1000 }, 'the list is asked for again');
    const report = await runPull(config, { kind: 'latest' }, { signal: stop, clock, onRetry, onFault: faultLog(log) });
    logPull(log, report);
    after();
    return isWhole(report);
  };
  return runOnSchedule(
    {
      schedule,
      clock,
      last: () => records.last(SCHEDULED),
      did: (due) => records.did(SCHEDULED, due),
      run,
      onError: (error) => log.error({ error: describeError(error) }, 'failed: pulling on schedule'),
    },
    signal,
  );
}

const faultLog = (log: Log) => (paper: string, what: string) => log.warn({ paper, what }, 'a summary falls short');

function logPull(log: Log, { days, left, spending, seconds }: PullReport): void {
  for (const { day, problems, conflicts } of days) {
    for (const problem of problems) log.warn({ day, problem }, 'a list could not be read whole');
    for (const conflict of conflicts) log.warn({ day, conflict }, 'a daily file was left as it is');
  }
  const added = days.reduce((sum, one) => sum + one.added.length, 0);
  const votes = days.reduce((sum, one) => sum + one.votes, 0);
  const failed = days.filter(({ outcome }) => outcome === 'failed').length;
  log.info({ days: days.length, added, votes, failed, left: left.length, seconds, ...spending }, 'pulled');
}

function logWatch(log: Log, event: WatchEvent): void {
  if (event.kind === 'failed') log.warn({ error: describeError(event.error) }, 'the index was not brought up to date');
  else if (event.kind === 'reloaded') log.info('a newer index answers now');
  else {
    for (const warning of event.warnings) log.warn({ ...warning }, 'a daily file');
    log.info({ seconds: event.seconds }, 'the index is up to date with the daily files');
  }
}

/** `papers index --json` with the folders of this program. */
function indexCommand({ DATA_DIR, INDEX_DIR }: Config): readonly [string, ...string[]] {
  const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
  const folders = ['--data', DATA_DIR, '--index', INDEX_DIR];
  return [process.execPath, '--import', import.meta.resolve('tsx'), cli, ...folders, 'index', '--json'];
}
