import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { writeDailyFile } from '../../src/corpus/write.ts';
import { PapersError } from '../../src/errors.ts';
import { ingest } from '../../src/library/ingest.ts';
import { WriterLock } from '../../src/library/lock.ts';
import { LibrarySwitch } from '../../src/library/switch.ts';
import { FolderWatch, folderState, type WatchEvent, type WatchOptions } from '../../src/library/watch.ts';
import { FakeClock } from '../fakes/clock.ts';
import { until as waitUntil } from '../until.ts';

let root: string;
let dataDir: string;
let watch: FolderWatch | undefined;
let library: LibrarySwitch;
const events: WatchEvent[] = [];

const paper = (id: string, text: string) => ({ id, title: `Paper ${id}`, authors: [], votes: 1, passages: [{ text }] });

function write(name: string, day: string, ...papers: ReturnType<typeof paper>[]): void {
  mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true });
  writeFileSync(path.join(dataDir, name), writeDailyFile(day, papers));
}

const index = () => ingest({ dataDir, indexDir: path.join(root, 'index'), embedder: 'builtin', concepts: [] });

async function start(options: Partial<WatchOptions> & { indexed?: string | undefined } = {}): Promise<void> {
  watch = FolderWatch.start({
    dataDir,
    library,
    reindex: index,
    clock: systemClock,
    settleMs: 60,
    pollMs: 60_000,
    retryMs: 60,
    onEvent: (event) => events.push(event),
    indexed: await folderState(dataDir),
    ...options,
  });
}

const until = (condition: () => boolean | Promise<boolean>, what: string): Promise<void> =>
  waitUntil(condition, () => `${what}; events: ${JSON.stringify(events)}`);

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'watch-'));
  dataDir = path.join(root, 'papers');
  events.length = 0;
  write('2024/01/22.md', '2024-01-22', paper('2401.00001', '확산 모델을 빠르게 합니다.'));
  await index();
  library = await LibrarySwitch.open({ indexDir: path.join(root, 'index'), today: () => '2024-01-23' });
});
afterEach(async () => {
  await watch?.stop();
  watch = undefined;
  await library.close();
  rmSync(root, { recursive: true });
});

describe('a watched folder', () => {
  it('has a new file answering seconds later, while calls go on', async () => {
    await start();
    let calls = 0;
    let asking = true;
    const asked = (async () => {
      while (asking) {
        expect((await library.search({ question: '확산 모델' })).hits.length).toBeGreaterThan(0);
        calls += 1;
        await breathe();
      }
    })();
    write('2024/01/23.md', '2024-01-23', paper('2401.00002', '로봇 팔을 제어합니다.'));
    await until(async () => (await library.paper('2401.00002')) !== undefined, 'the new paper');
    asking = false;
    await asked;
    expect(calls).toBeGreaterThan(0);
    expect((await library.search({ question: '로봇 팔' })).hits[0]!.paper.id).toBe('2401.00002');
  });

  it('follows edits, renames and removals', async () => {
    await start();
    write(
      '2024/01/22.md',
      '2024-01-22',
      paper('2401.00001', '양자화를 합니다.'),
      paper('2401.00003', '음성을 합성합니다.'),
    );
    await until(async () => (await library.papersOn('2024-01-22')).length === 2, 'the edit');
    renameSync(path.join(dataDir, '2024/01/22.md'), path.join(dataDir, 'moved.md'));
    write('2024-01-24.md', '2024-01-24', paper('2401.00004', '새것입니다.'));
    await until(async () => (await library.paper('2401.00004')) !== undefined, 'the file beside the moved one');
    rmSync(path.join(dataDir, 'moved.md'));
    await until(async () => (await library.info()).papers === 1, 'the removal');
  });

  it('tells of a bad file once and goes on with the others', async () => {
    await start();
    writeFileSync(path.join(dataDir, 'bad.md'), Buffer.from([0xff, 0xfe, 0x00]));
    write('2024/01/23.md', '2024-01-23', paper('2401.00002', '하나'));
    await until(async () => (await library.paper('2401.00002')) !== undefined, 'the good file');
    write('2024/01/24.md', '2024-01-24', paper('2401.00004', '둘'));
    await until(async () => (await library.paper('2401.00004')) !== undefined, 'the next good file');
    const warnings = events.flatMap((event) => (event.kind === 'indexed' ? event.warnings : []));
    expect(warnings.map(({ file }) => file)).toEqual(['bad.md']);
  });

  it('is indexed once however many pieces a change comes in', async () => {
    const clock = new FakeClock('2024-02-01');
    await start({ clock, settleMs: 250 });
    const pauses = () => clock.slept.filter((ms) => ms === 250).length;
    for (let at = 0; at < 8; at++) {
      const before = pauses();
      write(`2024/02/0${at + 1}.md`, `2024-02-0${at + 1}`, paper(`2402.0000${at}`, `논문 ${at}`));
      // Each piece after the first comes in the pause after the one before it, so that another pause must follow.
      await clock.advance(250);
      await until(() => pauses() > before, 'a further pause');
      expect(events).toEqual([]);
    }
    await until(async () => {
      await clock.advance(250);
      return (await library.info()).papers === 9;
    }, 'all of them');
    expect(events.filter(({ kind }) => kind === 'indexed')).toHaveLength(1);
  });

  it('keeps what is loaded when indexing fails, tells it once, and tries again', async () => {
    let failures = 3;
    await start({
      reindex: async () => {
        if (failures-- > 0) throw new PapersError('unavailable', 'The index is being written by another program');
        return index();
      },
    });
    write('2024/01/23.md', '2024-01-23', paper('2401.00002', '하나'));
    await until(async () => (await library.paper('2401.00002')) !== undefined, 'the fourth try');
    expect(events.filter(({ kind }) => kind === 'failed')).toHaveLength(1);
  });

  it('waits for another program that is indexing, and drops no change meanwhile', async () => {
    const lock = await WriterLock.acquire(path.join(root, 'index/lock'));
    write('2024/01/23.md', '2024-01-23', paper('2401.00002', '하나'));
    // Nor does it take for indexed what changed before it began to watch.
    await start({ indexed: undefined });
    await until(() => events.length > 0, 'the first try');
    await lock.release();
    await until(async () => (await library.paper('2401.00002')) !== undefined, 'a later try');
    const [first, ...others] = events;
    expect(first).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining(`being written by process ${process.pid}`) },
    });
    expect(others.map(({ kind }) => kind)).toEqual(['indexed', 'reloaded']);
  });

  it('is looked at now and then where the system tells nothing, and an index that another program made is taken over', async () => {
    await start({ pollMs: 50 });
    write('2024/01/23.md', '2024-01-23', paper('2401.00002', '하나'));
    await index();
    await until(async () => (await library.paper('2401.00002')) !== undefined, 'the paper that was indexed elsewhere');
  });

  it('stops at once, also in the middle of indexing', async () => {
    let begun = false;
    let aborted = false;
    await start({
      reindex: (signal) =>
        new Promise((_, reject) => {
          begun = true;
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new PapersError('cancelled', 'stop'));
          });
        }),
    });
    write('2024/01/23.md', '2024-01-23', paper('2401.00002', '하나'));
    await until(() => begun, 'the indexing');
    await watch!.stop();
    expect(aborted).toBe(true);
    expect(events).toEqual([]);
  });
});
