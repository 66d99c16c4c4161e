import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WriterLock } from '../../src/library/lock.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'papers-lock-'));
  file = path.join(dir, 'lock');
});
afterEach(() => rm(dir, { recursive: true }));

const holder = (more: object): string =>
  JSON.stringify({ token: 'other', pid: 1, host: hostname(), processStart: 0, since: '2024-01-01T00:00:00Z', ...more });

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

describe('WriterLock', () => {
  it('is held by one at a time and names its holder', async () => {
    const lock = await WriterLock.acquire(file);
    await expect(WriterLock.acquire(file)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`process ${process.pid} on ${hostname()}`),
    });
    await lock.assertHeld();
    await lock.release();
    await (await WriterLock.acquire(file)).release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('is given to exactly one of many that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => WriterLock.acquire(file)));
    const held = asked.filter((one) => one.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]!.value.release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('is taken from a process that is gone, by exactly one of many', async () => {
    await writeFile(file, holder({ pid: await deadPid() }));
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => WriterLock.acquire(file)));
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken from an earlier process that had the same number, as in a container that was started again', async () => {
    await writeFile(file, holder({ pid: process.pid, processStart: Date.now() - 86_400_000 }));
    await (await WriterLock.acquire(file)).release();
  });

  it('is left to a process that lives, and to another machine that was heard of lately', async () => {
    await writeFile(file, holder({ pid: process.ppid }));
    await expect(WriterLock.acquire(file)).rejects.toMatchObject({ code: 'unavailable' });
    await writeFile(file, holder({ host: 'another-machine' }));
    await expect(WriterLock.acquire(file)).rejects.toMatchObject({
      message: expect.stringMatching(/another-machine.*remove .*lock/),
    });
  });

  it('is taken from a machine that was not heard of for long, and from a file that says nothing', async () => {
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const content of [holder({ host: 'another-machine' }), '', 'noise']) {
      await writeFile(file, content);
      await utimes(file, longAgo, longAgo);
      await (await WriterLock.acquire(file)).release();
    }
  });

  it('notices that it was taken over, and leaves the taker its lock', async () => {
    const lock = await WriterLock.acquire(file);
    await writeFile(file, holder({ pid: process.ppid }));
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: 'unavailable' });
    await lock.release();
    expect(await readFile(file, 'utf8')).toContain('"other"');
    await rm(file);
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
