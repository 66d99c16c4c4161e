import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { PapersError } from '../errors.ts';

/** How often a holder shows that it is alive, in milliseconds. */
const HEARTBEAT_MS = 20_000;
/** A lock that was not touched for so long has no holder, in milliseconds. Longer than any step that blocks the program. */
const STALE_MS = 10 * 60_000;
/** Two readings of one process's start may differ by this much, in milliseconds. */
const START_TOLERANCE_MS = 1_000;

const holderSchema = z.object({
  token: z.string(),
  pid: z.int(),
  host: z.string(),
  /** When the process started, in milliseconds since 1970: tells it from a later one with the same pid. */
  processStart: z.number(),
  since: z.string(),
});
type Holder = z.output<typeof holderSchema>;

/**
 * The right to write, held by one program at a time: a file that names its holder. A file whose holder is gone (killed,
 * or of a container that no longer runs) is taken over.
 */
export class WriterLock {
  readonly #path: string;
  readonly #token: string;
  readonly #what: string;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(path: string, token: string, what: string) {
    this.#path = path;
    this.#token = token;
    this.#what = what;
    this.#heartbeat = setInterval(() => {
      const now = new Date();
      utimes(path, now, now).catch(() => {}); // a lock that is gone is noticed by assertHeld
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /**
   * @param what is written, for the message. Default the index.
   * @throws PapersError `unavailable` that names the holder when another program is writing.
   */
  static async acquire(path: string, what = 'The index is'): Promise<WriterLock> {
    const token = randomUUID();
    const me: Holder = {
      token,
      pid: process.pid,
      host: hostname(),
      processStart: processStart(),
      since: new Date().toISOString(),
    };
    // Written whole under another name first, so that nobody ever reads half a lock.
    const own = `${path}.${token}`;
    await writeFile(own, JSON.stringify(me), { flag: 'wx' });
    try {
      if (!(await linked(own, path))) {
        await removeStale(path, what);
        if (!(await linked(own, path))) throw held(path, await readHolder(path), what);
      }
    } finally {
      await rm(own, { force: true });
    }
    return new WriterLock(path, token, what);
  }

  /** @throws PapersError `unavailable` when another program took the lock over in the meantime. */
  async assertHeld(): Promise<void> {
    const holder = await readHolder(this.#path);
    if (holder?.token !== this.#token) throw held(this.#path, holder, this.#what);
  }

  /** Gives the lock back; what another program took over is left to it. */
  async release(): Promise<void> {
    clearInterval(this.#heartbeat);
    const holder = await readHolder(this.#path);
    if (holder?.token === this.#token) await rm(this.#path, { force: true });
  }
}

/** Gives a file a second name, or a copy where the file system has no links; false when the name is taken. */
async function linked(from: string, to: string): Promise<boolean> {
  const taken = (error: NodeJS.ErrnoException): false => {
    if (error.code === 'EEXIST') return false;
    throw error;
  };
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return taken(error as NodeJS.ErrnoException);
    return copyFile(from, to, constants.COPYFILE_EXCL).then(() => true, taken);
  }
}

/** Clears away a lock without a holder. @throws PapersError `unavailable` when it has one. */
async function removeStale(path: string, what: string): Promise<void> {
  const holder = await readHolder(path);
  if (await isAlive(path, holder)) throw held(path, holder, what);
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return; // somebody else cleared it away; who gets the lock is decided by the next link
  }
  const moved = await readHolder(aside);
  // Between the reading and the renaming another program may have taken over and put its own lock there: give it back.
  if (moved && moved.token !== holder?.token) await linked(aside, path);
  await rm(aside, { force: true });
}

async function isAlive(path: string, holder: Holder | undefined): Promise<boolean> {
  const touched = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  if (touched === undefined || Date.now() - touched > STALE_MS) return false;
  if (!holder) return true;
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return Math.abs(holder.processStart - processStart()) < START_TOLERANCE_MS;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function processStart(): number {
  return Date.now() - process.uptime() * 1000;
}

function held(path: string, holder: Holder | undefined, what: string): PapersError {
  const who = holder
    ? `process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'a program that did not give its name';
  return new PapersError(
    'unavailable',
    `${what} being written by ${who}: wait until it is done. If that program is gone, remove ${path}.`,
  );
}
