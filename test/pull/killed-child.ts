import fs from 'node:fs';
import path from 'node:path';
import { FakeClock } from '../fakes/clock.ts';
import { dieAt, moments } from '../fakes/mortal.ts';
import { answer } from '../summary/scripted-model.ts';

/** A program that pulls a range and indexes it, and ends itself with SIGKILL at a chosen moment. */
export interface ChildOptions {
  readonly url: string;
  readonly root: string;
  readonly now: string;
  readonly since: string;
  readonly until: string;
  /** The moment, from 1; 0 for never. */
  readonly killAt: number;
}

const options = JSON.parse(process.argv[2]!) as ChildOptions;
dieAt(options.killAt);

const { HuggingFacePapers } = await import('../../src/pull/huggingface.ts');
const { PoliteClient } = await import('../../src/pull/polite.ts');
const { pull } = await import('../../src/pull/pull.ts');
const { openDatabase } = await import('../../src/state/database.ts');
const { StoredPullRecords } = await import('../../src/state/pull-records.ts');
const { StoredSummaries } = await import('../../src/state/summaries.ts');
const { KeptSummaries } = await import('../../src/summary/kept.ts');
const { ModelSummariser } = await import('../../src/summary/model-summariser.ts');
const { Budget } = await import('../../src/summary/budget.ts');
const { ingest } = await import('../../src/library/ingest.ts');

const { url, root, now, since, until } = options;
const clock = new FakeClock(now, { eager: true });
const database = openDatabase(path.join(root, 'state/bot.sqlite'));
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
    dataDir: path.join(root, 'papers'),
    lists: new HuggingFacePapers(new PoliteClient({ clock }), url),
    records: new StoredPullRecords(database),
    summariser: new KeptSummaries(summariser, new StoredSummaries(database, () => clock.now().getTime()), 'scripted'),
    clock,
  },
);
const failed = report.days.filter(({ outcome }) => outcome === 'failed');
if (failed.length > 0) throw new Error(failed.flatMap(({ problems }) => problems).join('\n'));
await ingest({
  dataDir: path.join(root, 'papers'),
  indexDir: path.join(root, 'index'),
  embedder: 'builtin',
  concepts: [],
});
process.stdout.write(`${moments()}\n`);
