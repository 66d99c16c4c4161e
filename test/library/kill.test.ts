import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPapersError } from '../../src/errors.ts';
import { Generation } from '../../src/library/generation.ts';
import { ingest } from '../../src/library/ingest.ts';
import { filesOf } from '../../src/library/manifest.ts';
import { IndexStore } from '../../src/library/store.ts';
import { addDays } from '../../src/paper.ts';
import { HashEmbedder } from '../fakes/hash-embedder.ts';
import { CONCEPTS, InventedFolder, inventedDay } from './invented.ts';

const PROGRAM = fileURLToPath(new URL('./fixtures/index-and-die.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const KILLS = 15;

let folder: InventedFolder;
beforeAll(async () => {
  folder = await InventedFolder.make();
});
afterAll(() => folder.dispose());

/** When the program dies: so long after it began to index, by itself at a step, or once it has finished a first run. */
type When = { readonly afterMs: number } | { readonly atStep: number } | { readonly finished: true };

/** Starts the program and kills it. */
async function killed(when: When): Promise<void> {
  const atStep = 'atStep' in when ? when.atStep : 0;
  const args = ['--import', TSX, PROGRAM, folder.dataDir, folder.indexDir, String(atStep)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await says(child, 'finished' in when ? 'rebuilding' : 'begun');
  if ('afterMs' in when) setTimeout(() => child.kill('SIGKILL'), when.afterMs);
  if ('finished' in when) child.kill('SIGKILL');
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
}

/** Waits for a line of the program's. */
async function says({ stdout }: { readonly stdout: Readable }, line: string): Promise<void> {
  let said = '';
  for await (const text of on(stdout, 'data')) {
    said += String(text);
    if (said.includes(line)) return;
  }
}

/** Opens what is there, every byte checked, and counts its papers; undefined when nothing was finished yet. */
async function papersInIndex(): Promise<number | undefined> {
  try {
    const generation = await Generation.open(folder.indexDir, new HashEmbedder());
    const papers = [...generation.newestFirst()].map(({ papers, row }) => papers.paper(row).id);
    await generation.close();
    expect(new Set(papers).size).toBe(generation.manifest.counts.papers);
    return papers.length;
  } catch (error) {
    if (isPapersError(error, 'index_missing')) return undefined;
    throw error;
  }
}

/** Most kills come at any time; how quick the machine is does not decide whether some fall before and some after a switch. */
function whenOf(kill: number, random: (below: number) => number): When {
  if (kill === 5) return { atStep: 1 };
  if (kill === 7) return { finished: true };
  return kill % 3 === 2 ? { atStep: 1 + random(80) } : { afterMs: random(600) };
}

describe('a run that is killed', () => {
  it(`leaves the last good generation whole, ${KILLS} times`, async () => {
    let state = 20_240_122;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state >>> 8) % below;
    };
    let day = '2024-01-01';
    let inIndex: number | undefined;
    let onDisk = 0;
    const seen = new Set<string>();
    for (let kill = 0; kill < KILLS; kill++) {
      // At first there is no index to fall back on; later there is one, and two more days to bring in each time.
      if (kill === 4) {
        await ingest({ ...folder, embedder: new HashEmbedder(), concepts: CONCEPTS });
        inIndex = onDisk;
      }
      const days = kill === 0 ? 20 : 2;
      for (let at = 0; at < days; at++, day = addDays(day, 1), onDisk += 10) {
        await folder.write(day, inventedDay(day, onDisk, 10));
      }
      const when = whenOf(kill, random);
      await killed(when);
      const now = await papersInIndex();
      const what = `kill ${kill}, ${JSON.stringify(when)}`;
      // Either the generation that was there before, or one that was finished in the meantime.
      expect([inIndex, onDisk], what).toContain(now);
      seen.add(now === onDisk ? 'finished' : 'former');
      inIndex = now;
    }
    expect([...seen].sort(), 'the kills fell both before and after a switch').toEqual(['finished', 'former']);
    const report = await ingest({ ...folder, embedder: new HashEmbedder(), concepts: CONCEPTS });
    expect(report.papers).toBe(onDisk);
    expect(await papersInIndex()).toBe(onDisk);
    // Leftovers of all the dead runs go with the next one.
    await ingest({ ...folder, embedder: new HashEmbedder(), concepts: CONCEPTS });
    const files = await readdir(folder.indexDir, { recursive: true, withFileTypes: true });
    const listed = filesOf(await new IndexStore(folder.indexDir).manifest()).length;
    // Beside them the manifest, the mark of the folder and the lock.
    expect(files.filter((entry) => entry.isFile())).toHaveLength(listed + 3);
  });

  it('lets a second program in only after it is gone', async () => {
    const args = ['--import', TSX, PROGRAM, folder.dataDir, folder.indexDir, '0'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await says(child, 'rebuilding');
    await expect(ingest({ ...folder, embedder: new HashEmbedder(), concepts: CONCEPTS })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`process ${child.pid}`),
    });
    child.kill('SIGKILL');
    await exited;
    await ingest({ ...folder, embedder: new HashEmbedder(), concepts: CONCEPTS });
  });
});
