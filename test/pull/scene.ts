import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PullRequest } from '../../src/pull/days.ts';
import { HuggingFacePapers } from '../../src/pull/huggingface.ts';
import { PoliteClient } from '../../src/pull/polite.ts';
import { type PullOptions, pull } from '../../src/pull/pull.ts';
import type { PullReport } from '../../src/pull/report.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { StoredPullRecords } from '../../src/state/pull-records.ts';
import { abstractSummariser } from '../../src/summary/abstract.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeHuggingFace } from '../fakes/huggingface/index.ts';

/** Everything that pulling needs, for real: a server on loopback, a folder, a database. */
export class PullScene {
  readonly fake: FakeHuggingFace;
  readonly clock: FakeClock;
  readonly dir: string;
  readonly database: Database;
  readonly records: StoredPullRecords;
  readonly lists: HuggingFacePapers;

  private constructor(fake: FakeHuggingFace, now: string) {
    this.fake = fake;
    this.clock = new FakeClock(now, { eager: true });
    this.dir = mkdtempSync(path.join(tmpdir(), 'pull-'));
    this.database = openDatabase(':memory:');
    this.records = new StoredPullRecords(this.database);
    this.lists = new HuggingFacePapers(new PoliteClient({ clock: this.clock, attempts: 2 }), fake.url);
  }

  static async begin(now: string): Promise<PullScene> {
    return new PullScene(await FakeHuggingFace.start(), now);
  }

  async end(): Promise<void> {
    await this.fake.stop();
    this.database.close();
    rmSync(this.dir, { recursive: true });
  }

  pull(request: PullRequest = { kind: 'latest' }, options: Partial<PullOptions> = {}): Promise<PullReport> {
    const { dir: dataDir, lists, records, clock } = this;
    return pull(request, { dataDir, lists, records, clock, summariser: abstractSummariser, ...options });
  }

  day(day: string): Promise<PullReport> {
    return this.pull({ kind: 'range', since: day, until: day, refresh: true });
  }

  file(name: string): string {
    return path.join(this.dir, name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** Everything in the folder, hidden files included. */
  files(): Record<string, string> {
    const names = readdirSync(this.dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = names.map((entry) => path.relative(this.dir, path.join(entry.parentPath, entry.name))).sort();
    return Object.fromEntries(paths.map((name) => [name, this.read(name)]));
  }

  /** The counts of votes that each paper went through. */
  votes(id: string): number[] {
    const rows = this.database
      .prepare<[string], { votes: number }>('SELECT votes FROM paper_votes WHERE paper_id = ? ORDER BY since')
      .all(id);
    return rows.map(({ votes }) => votes);
  }
}
