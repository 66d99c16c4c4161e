import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WriterLock } from '../../src/library/lock.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'papers-lock-'));
  file = path.join(dir, 'lock');
});
afterEach(() => rm(dir, { recursive: true }));

/** A program that takes the lock, says whether it got it, and keeps it until it is killed. */
async function contender(): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/library/lock-contender.ts', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('WriterLock', () => {
  it('is held by one at a time and names its holder', async () => {
    const lock = await WriterLock.acquire(file);
    await expect(WriterLock.acquire(file)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`process ${process.pid} on ${hostname()}`),
    });
    await lock.release();
    await (await WriterLock.acquire(file)).release();
    expect(await readdir(dir)).toEqual(['lock']);
    expect(await readFile(file)).toHaveLength(0);
  });

  it('is given to exactly one of many that ask at once in one program', async () => {
    for (let round = 0; round < 50; round++) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => WriterLock.acquire(file)));
      const held = asked.filter((one) => one.status === 'fulfilled');
      expect(held).toHaveLength(1);
      await held[0]!.value.release();
    }
  });

  it('is given to exactly one of many programs, and back by its death alone', async () => {
    const first = await contender();
    expect(first.said).toBe('held');
    await expect(WriterLock.acquire(file)).rejects.toMatchObject({
      message: expect.stringContaining(`process ${first.child.pid} `),
    });
    await kill(first.child);
    const heirs = await Promise.all(Array.from({ length: 4 }, contender));
    expect(heirs.map(({ said }) => said).sort()).toEqual(['held', 'unavailable', 'unavailable', 'unavailable']);
    await Promise.all(heirs.map(({ child }) => kill(child)));
    await (await WriterLock.acquire(file)).release();
  });

  it('is not misled by the note of a holder that is gone', async () => {
    for (const note of [JSON.stringify({ pid: process.ppid, host: hostname(), since: 'long ago' }), '', 'noise']) {
      await writeFile(`${file}.json`, note);
      await (await WriterLock.acquire(file)).release();
    }
  });

  it('says which file it cannot lock, and why', async () => {
    await writeFile(file, 'this is no database, and longer than the head of one would be: '.repeat(20));
    await expect(WriterLock.acquire(file)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(file),
    });
    await expect(WriterLock.acquire(path.join(dir, 'missing', 'lock'))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('missing'),
    });
  });
});
