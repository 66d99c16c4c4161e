import fs from 'node:fs';
import path from 'node:path';
import { Events } from 'discord.js';
import { FakeClock } from '../fakes/clock.ts';
import { dieAt, enter, moments, watch } from '../fakes/mortal.ts';
import { answer } from '../summary/scripted-model.ts';

/** A program that does a whole day's work, pull, index, digest and alerts, and ends itself with SIGKILL at a moment. */
export interface ChildOptions {
  /** Of Discord. */
  readonly url: string;
  readonly token: string;
  /** Of the daily lists. */
  readonly lists: string;
  /** Folder with `papers`, `index` and `state`. */
  readonly root: string;
  readonly now: string;
  readonly since: string;
  readonly until: string;
  readonly end: { readonly phase: Phase; readonly moment: number } | undefined;
}

export type Phase = 'pull' | 'index' | 'tell';

const options = JSON.parse(process.argv[2]!) as ChildOptions;
dieAt(options.end);

const { createClient } = await import('../../src/discord/client.ts');
const { DiscordPost } = await import('../../src/discord/post.ts');
const { ingest } = await import('../../src/library/ingest.ts');
const { LocalLibrary } = await import('../../src/library/local.ts');
const { noLog } = await import('../../src/log.ts');
const { Deliveries } = await import('../../src/notify/deliveries.ts');
const { DigestRounds } = await import('../../src/notify/digests.ts');
const { FollowRounds } = await import('../../src/notify/follows.ts');
const { HuggingFacePapers } = await import('../../src/pull/huggingface.ts');
const { PoliteClient } = await import('../../src/pull/polite.ts');
const { pull } = await import('../../src/pull/pull.ts');
const { openDatabase } = await import('../../src/state/database.ts');
const { StoredDigests } = await import('../../src/state/digests.ts');
const { StoredFollows } = await import('../../src/state/follows.ts');
const { StoredOutbox } = await import('../../src/state/outbox.ts');
const { StoredPullRecords } = await import('../../src/state/pull-records.ts');
const { StoredServers } = await import('../../src/state/servers.ts');
const { StoredSummaries } = await import('../../src/state/summaries.ts');
const { Budget } = await import('../../src/summary/budget.ts');
const { KeptSummaries } = await import('../../src/summary/kept.ts');
const { ModelSummariser } = await import('../../src/summary/model-summariser.ts');

const { url, token, lists, root, now, since, until } = options;
const clock = new FakeClock(now, { eager: true });
const [dataDir, indexDir] = [path.join(root, 'papers'), path.join(root, 'index')];
const database = openDatabase(path.join(root, 'state/bot.sqlite'));

enter('pull' satisfies Phase);
const model = {
  name: 'scripted',
  async write({ user }: { user: string }) {
    fs.appendFileSync(path.join(root, 'calls.log'), `${/"Paper ([\d.]+)"/.exec(user)![1]}\n`);
    return { text: answer(), usage: { inputTokens: 10, outputTokens: 10, usd: 0 } };
  },
};
const summariser = new ModelSummariser({ model, language: 'ko', budget: new Budget({ tokens: 1e9 }) });
const report = await pull(
  { kind: 'range', since, until, refresh: true },
  {
    dataDir,
    lists: new HuggingFacePapers(new PoliteClient({ clock }), lists),
    records: new StoredPullRecords(database),
    summariser: new KeptSummaries(summariser, new StoredSummaries(database, () => clock.now().getTime()), 'scripted'),
    clock,
  },
);
const failed = report.days.filter(({ outcome }) => outcome === 'failed');
if (failed.length > 0) throw new Error(failed.flatMap(({ problems }) => problems).join('\n'));

enter('index' satisfies Phase);
await ingest({ dataDir, indexDir, embedder: 'builtin', concepts: [] });

enter('tell' satisfies Phase);
clock.set(now);
const outbox = new StoredOutbox(database);
const library = await LocalLibrary.open({ indexDir, today: () => now.slice(0, 10) });
const servers = new StoredServers(database, () => clock.now().getTime());
const about = { library, clock, timeZone: 'UTC' };
const digests = new DigestRounds({ ...about, servers, book: new StoredDigests(database, outbox) });
const follows = new FollowRounds({
  ...about,
  book: new StoredFollows(database, outbox),
  onError: (error) => {
    throw error;
  },
});
const client = createClient({ apiUrl: url, identifyPauseMs: 0 });
await new Promise<void>((resolve) => {
  client.once(Events.ClientReady, () => resolve());
  void client.login(token);
});
if (!client.isReady()) throw new Error('not ready');
const post = new DiscordPost(client);
watch(post, 'send');

outbox.release();
await digests.look();
await follows.look();
const deliveries = new Deliveries({ outbox, post, clock, log: noLog });
for (let due = outbox.nextDue(); due; due = outbox.nextDue()) {
  if (due > clock.now()) clock.set(due);
  await deliveries.sendDue();
}
process.stdout.write(`${JSON.stringify(moments())}\n`, () => process.exit());
